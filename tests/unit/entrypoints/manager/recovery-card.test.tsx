// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
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
  show,
  type,
} from "../welcome/page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const kdf = { algorithm: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: "" };
const without = { password: { slotId: "p", kdf }, passkeys: [], recovery: null };
const withCode = { ...without, recovery: { createdAtMs: Date.UTC(2026, 3, 1, 12) } };

const start = async (hash: string, replies: Record<string, unknown>): Promise<void> => {
  resetFakes({ "vault.status": "unlocked", "accounts.list": [], "settings.get": null, ...replies });
  location.hash = hash;
  await show(<ManagerPage />);
};

const shownCode = (): string =>
  [...document.querySelectorAll("ol[aria-label='recovery.sheet.code'] li > span:last-child")]
    .map(({ textContent }) => textContent)
    .join("-");

beforeEach(() => vi.stubGlobal("scrollTo", () => undefined));

describe("the recovery card", () => {
  it("saves a code only after it was typed back and the password proved", async () => {
    const sent: unknown[] = [];
    await start("#security", {
      "vault.unlockMethods": () => (sent.length === 0 ? without : withCode),
      "recovery.set": (payload: unknown) => {
        sent.push(payload);
        return { status: "set" };
      },
    });
    await press("recovery.make");
    const code = shownCode();
    await press("recovery.show.next");
    expect(pageText()).not.toContain(code.slice(0, 9));
    await type("recovery.field.label", code);
    await press("recovery.type.act");
    expect(sent).toEqual([]);
    await type("password.label", "my password");
    await press("recovery.save.act");

    expect(sent).toMatchObject([{ proof: { slotId: "p", rootKey: "my password" } }]);
    expect(pageText()).toContain("recovery.card.made");
    expect(pageText()).toContain("recovery.card.renew");
  });

  it("keeps the code for another attempt after a wrong password", async () => {
    await start("#security", {
      "vault.unlockMethods": without,
      "recovery.set": { status: "wrong-password" },
    });
    await press("recovery.make");
    const code = shownCode();
    await press("recovery.show.next");
    await type("recovery.field.label", code);
    await press("recovery.type.act");
    await type("password.label", "another password");
    await press("recovery.save.act");
    expect(pageText()).toContain("password.wrong");
    fakes.replies["recovery.set"] = { status: "set" };
    await press("recovery.save.act");

    expect(pageText()).toContain("recovery.card.made");
  });

  it("removes the code with proof, and not before", async () => {
    await start("#security", { "vault.unlockMethods": withCode, "recovery.remove": { status: "removed" } });
    await press("recovery.card.remove");
    expect(fakes.asked).not.toContain("recovery.remove");
    await type("password.label", "my password");
    await press("recovery.card.removeAct");

    expect(fakes.asked).toContain("recovery.remove");
    expect(pageText()).toContain("recovery.card.removed");
  });
});

describe("the manager about a missing code or password", () => {
  it("reminds of the code in the list of accounts until there is one", async () => {
    await start("#accounts", { "vault.unlockMethods": without });
    expect(pageText()).toContain("recovery.remind.title");

    await start("#accounts", { "vault.unlockMethods": withCode });
    expect(pageText()).not.toContain("recovery.remind.title");
  });

  it("shows nothing but the way to a new password for an open vault without one, help excepted", async () => {
    const lost = { ...withCode, password: null };
    await start("#accounts", { "vault.unlockMethods": lost });
    expect(pageText()).toContain("recovery.missing.title");

    await start("#help", { "vault.unlockMethods": lost });
    expect(pageText()).not.toContain("recovery.missing.title");
  });
});
