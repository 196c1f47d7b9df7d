// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AccountSummary } from "../../../../lib/core/account/account.ts";
import { noPolicy, type Policy } from "../../../../lib/core/policy/policy.ts";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  fakeTabs,
  fakeWorkers,
  pageText,
  press,
  resetFakes,
  settle,
  show,
  type,
} from "../welcome/page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const account: AccountSummary = {
  id: "a1",
  issuer: "Demo",
  accountName: "hanako",
  origin: "https://demo.portal.kosmo-web.jp",
  deviceName: "Home PC (Chrome)",
  status: "confirmed",
  algorithm: "SHA1",
  digits: 6,
  period: 30,
  createdAtMs: Date.UTC(2026, 3, 1, 12),
  deletedAtMs: null,
};

const start = async (hash: string, replies: Record<string, unknown> = {}): Promise<void> => {
  resetFakes({ "vault.status": "unlocked", "accounts.list": [account], ...replies });
  location.hash = hash;
  await show(<ManagerPage />);
};

beforeEach(() => vi.stubGlobal("scrollTo", () => undefined));

describe("ManagerPage while locked", () => {
  it("asks for the password in place, keeps the address and shows no account", async () => {
    await start("#accounts", { "vault.status": "locked" });

    expect(pageText()).toContain("manager.locked.body");
    expect(pageText()).not.toContain("hanako");
    expect(location.hash).toBe("#accounts");
  });

  it("leaves help open to everyone", async () => {
    await start("#help", { "vault.status": "locked" });

    expect(pageText()).toContain("manager.help.wrongA2");
  });

  it("keeps a typed key behind the password when the vault locks meanwhile", async () => {
    await start("#add");
    await type("add.key.account", "hanako");
    fakes.replies["vault.status"] = "locked";
    fakes.onVaultChange();
    await settle();
    expect(pageText()).toContain("manager.locked.body");
    fakes.replies["vault.status"] = "unlocked";
    fakes.onVaultChange();
    await settle();

    const values = [...document.querySelectorAll("input")].map(({ value }) => value);
    expect(values).toContain("hanako");
  });
});

describe("the list of accounts", () => {
  it("shows parameters only where they are unusual", async () => {
    await start("#accounts", { "accounts.list": [account, { ...account, id: "a2", digits: 8 }] });

    expect(pageText().split("manager.accounts.parametersValue")).toHaveLength(2);
    expect(pageText()).toContain("manager.accounts.parametersValue SHA1 8 30");
  });

  it("offers to confirm a registration only while it is pending", async () => {
    const confirmed: unknown[] = [];
    await start("#accounts", {
      "accounts.list": [{ ...account, status: "pending" }],
      "accounts.confirm": (payload: unknown) => {
        confirmed.push(payload);
        return null;
      },
    });
    await press("manager.accounts.confirm");

    expect(confirmed).toEqual([{ accountId: "a1" }]);
  });

  it("undoes a deletion from the toast", async () => {
    let stored = account;
    await start("#accounts", {
      "accounts.list": () => [stored],
      "accounts.delete": () => {
        stored = { ...account, deletedAtMs: account.createdAtMs };
        return null;
      },
      "accounts.restore": () => {
        stored = account;
        return null;
      },
    });
    await press("manager.accounts.delete");
    expect(pageText()).toContain("manager.bin.title");
    await press("manager.accounts.undo");

    expect(pageText()).not.toContain("manager.bin.title");
    expect(pageText()).toContain("manager.accounts.restored");
  });

  it("asks before it erases for ever", async () => {
    await start("#accounts", {
      "accounts.list": [{ ...account, deletedAtMs: account.createdAtMs }],
      "accounts.erase": null,
    });
    await press("manager.bin.erase");
    expect(fakes.asked).not.toContain("accounts.erase");
    await press("manager.bin.eraseAct");

    expect(fakes.asked).toContain("accounts.erase");
  });
});

describe("adding a typed key", () => {
  const previewKey = async (replies: Record<string, unknown>): Promise<void> => {
    await start("#add", replies);
    await type("add.key.key", "MZXW 6YTB OI2D GNBV GY3T QOJQ GEZD GNBV");
    await type("add.key.account", "taro");
    await press("add.key.act");
    await press("add.preview.act");
  };

  it("saves only after the preview and says where the codes are", async () => {
    await previewKey({ "accounts.add": { status: "added", accountId: "a9" } });

    expect(pageText()).toContain("add.done.body taro");
  });

  it("says that the same secret is there already", async () => {
    await previewKey({ "accounts.add": { status: "same-secret", accountId: "a1" } });

    expect(pageText()).toContain("add.same.body Demo – hanako");
  });

  it("asks before two accounts of one name, and replaces only when told to", async () => {
    const sent: string[] = [];
    await previewKey({
      "accounts.add": ({ onSameName }: { onSameName: string }) => {
        sent.push(onSameName);
        return { status: onSameName === "ask" ? "same-name" : "added", accountId: "a9" };
      },
    });
    expect(pageText()).toContain("add.sameName.title");
    await press("add.sameName.replace");

    expect(sent).toEqual(["ask", "replace"]);
    expect(pageText()).toContain("add.done.title");
  });

  it("points at a wrong character and adds nothing", async () => {
    await start("#add");
    await type("add.key.key", "MZXW 6YTB 0I2D GNBV");
    await type("add.key.account", "taro");
    await press("add.key.act");

    expect(pageText()).toContain("add.key.at 11 0");
    expect(document.querySelector("mark")?.textContent).toContain("0");
    expect(fakes.asked).not.toContain("accounts.add");
  });

  it("says when a picture of the screen was read before", async () => {
    await start("#add/abc", { "capture.take": null });

    expect(pageText()).toContain("add.picture.taken");
  });
});

describe("ManagerPage under an administrator's rules", () => {
  const settings = { autoLockMinutes: 10, autoSubmit: false, deviceName: "" };
  const under = (part: string, rules: Partial<Policy>): Promise<void> =>
    start(part, {
      "settings.get": settings,
      "policy.get": { ...noPolicy, supportText: "ext. 1234", ...rules },
    });
  const radios = (isDisabled: boolean): readonly string[] =>
    [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')]
      .filter(({ disabled }) => disabled === isDisabled)
      .map(({ value }) => value);

  it("offers no longer time than allowed until the lock, nor none at all, and says whose rule it is", async () => {
    await under("#security", { maxAutoLockMinutes: 30 });

    expect([radios(false), radios(true)]).toEqual([
      ["5", "10", "30"],
      ["60", "240", "480", "0"],
    ]);
    expect(pageText()).toContain("policy.autoLock 30");
    expect(document.querySelector("bdi")?.textContent).toBe("ext. 1234");
  });

  it("says how long a new password must be, when that is longer than usual", async () => {
    await under("#security", { minPasswordLength: 16 });

    expect(pageText()).toContain("policy.passwordLength 16");
  });

  it("puts the rule in place of the settings for filling", async () => {
    await under("#settings", { allowAutofill: false });

    expect(pageText()).toContain("policy.noFill");
    expect(document.querySelectorAll('[role="switch"]')).toHaveLength(0);
  });

  it.each(["#security", "#settings"])("mentions no rule where there is none: %s", async (part) => {
    await under(part, {});

    expect(pageText()).not.toContain("policy.");
    expect(radios(true)).toEqual([]);
  });
});
