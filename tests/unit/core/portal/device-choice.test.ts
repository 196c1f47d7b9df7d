import { describe, expect, it } from "vitest";
import {
  chooseDevice,
  filterByUsername,
  type StoredDevice,
} from "../../../../lib/core/portal/device-choice.ts";
import type { PageDevice } from "../../../../lib/core/portal/page-features.ts";

function account(id: string, deviceName: string, accountName = "user-a", createdAtMs = 0): StoredDevice {
  return { id, accountName, deviceName, createdAtMs };
}

function devices(...labels: readonly string[]): readonly PageDevice[] {
  return labels.map((label, index) => ({ id: `device-${index}`, label, isSelected: index === 0 }));
}

const NO_NAME = { attemptedUsername: null };

describe("chooseDevice", () => {
  it("finds none without stored accounts", () => {
    expect(chooseDevice({ devices: devices("a"), accounts: [], ...NO_NAME })).toEqual({ status: "none" });
  });

  it("fills the only account where the page has no list, whatever its recorded name", () => {
    for (const name of ["PC", ""]) {
      expect(chooseDevice({ devices: [], accounts: [account("1", name)], ...NO_NAME })).toEqual({
        status: "fill",
        accountId: "1",
        deviceId: null,
      });
    }
  });

  it("asks, newest first, where the page has no list and several accounts fit", () => {
    const accounts = [account("old", "PC", "user-a", 1), account("new", "Mac", "user-a", 2)];

    expect(chooseDevice({ devices: [], accounts, ...NO_NAME })).toEqual({
      status: "ask",
      candidates: [
        { accountId: "new", deviceId: null },
        { accountId: "old", deviceId: null },
      ],
    });
  });

  it("fills the device that bears the recorded name, though another one is selected", () => {
    const input = { devices: devices("iPhone", "自宅PC"), accounts: [account("1", "自宅PC")], ...NO_NAME };

    expect(chooseDevice(input)).toEqual({ status: "fill", accountId: "1", deviceId: "device-1" });
  });

  it("compares names in NFKC", () => {
    const input = {
      devices: devices("iPhone", "自宅ＰＣ（Chrome）"),
      accounts: [account("1", "自宅PC (Chrome)")],
      ...NO_NAME,
    };

    expect(chooseDevice(input)).toEqual({ status: "fill", accountId: "1", deviceId: "device-1" });
  });

  it.each([
    ["no device bears the name", ["iPhone", "Mac"], "自宅PC"],
    ["two devices bear the name", ["自宅PC", "自宅PC"], "自宅PC"],
    ["two devices bear the name in different widths", ["自宅PC", "自宅ＰＣ"], "自宅PC"],
    ["no name was recorded", ["iPhone", ""], ""],
  ])("asks when %s", (_, labels, name) => {
    const input = { devices: devices(...labels), accounts: [account("1", name)], ...NO_NAME };

    expect(chooseDevice(input)).toEqual({ status: "ask", candidates: [{ accountId: "1", deviceId: null }] });
  });

  it("asks when two accounts have a device on the list, and offers both devices", () => {
    const accounts = [account("1", "PC", "user-a", 1), account("2", "Mac", "user-a", 2)];

    expect(chooseDevice({ devices: devices("PC", "Mac"), accounts, ...NO_NAME })).toEqual({
      status: "ask",
      candidates: [
        { accountId: "2", deviceId: "device-1" },
        { accountId: "1", deviceId: "device-0" },
      ],
    });
  });

  it("asks when two accounts recorded the same name", () => {
    const accounts = [account("1", "PC"), account("2", "PC")];

    expect(chooseDevice({ devices: devices("PC", "iPhone"), accounts, ...NO_NAME }).status).toBe("ask");
  });

  it("fills the one account of two that has a device on the list", () => {
    const accounts = [account("1", "PC"), account("2", "Mac")];

    expect(chooseDevice({ devices: devices("iPhone", "PC"), accounts, ...NO_NAME })).toEqual({
      status: "fill",
      accountId: "1",
      deviceId: "device-1",
    });
  });

  it("takes the shown user name's account only", () => {
    const accounts = [account("1", "PC", "user-a"), account("2", "PC", "user-b")];

    expect(chooseDevice({ devices: devices("PC", "iPhone"), accounts, attemptedUsername: "USER-B" })).toEqual(
      {
        status: "fill",
        accountId: "2",
        deviceId: "device-0",
      },
    );
  });

  it("asks when no account bears the shown user name, even if there is only one", () => {
    const input = { devices: [], accounts: [account("1", "PC", "user-a")], attemptedUsername: "user-b" };

    expect(chooseDevice(input)).toEqual({ status: "ask", candidates: [{ accountId: "1", deviceId: null }] });
  });
});

describe("filterByUsername", () => {
  const ACCOUNTS = [account("1", "", "user-a"), account("2", "", "user-b"), account("3", "", "")];

  it("keeps all accounts where no name is shown", () => {
    for (const name of [null, "", "　"]) {
      expect(filterByUsername(ACCOUNTS, name)).toEqual({ accounts: ACCOUNTS, isCertain: true });
    }
  });

  it("compares without regard to case and width", () => {
    for (const name of ["user-a", "User-A", "ｕｓｅｒ－ａ"]) {
      expect(filterByUsername(ACCOUNTS, name)).toEqual({ accounts: [ACCOUNTS[0]], isCertain: true });
    }
  });

  it("keeps all, uncertain, where no account bears the name", () => {
    expect(filterByUsername(ACCOUNTS, "a@example.invalid")).toEqual({ accounts: ACCOUNTS, isCertain: false });
  });
});
