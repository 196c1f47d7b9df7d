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
  settle,
  show,
  type,
} from "../welcome/page-fakes.ts";

const { evaluated, authenticator } = vi.hoisted(() => ({
  evaluated: [] as string[],
  authenticator: { status: "done" },
}));

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);
vi.mock("../../../../lib/platform/webauthn.ts", () => ({
  hasWebAuthn: () => true,
  evaluatePasskey: async ({ credentialId }: { credentialId: string }) => {
    evaluated.push(credentialId);
    return { ...authenticator, rootKey: `key of ${credentialId}` };
  },
}));

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const passkey = (slotId: string) => ({
  slotId,
  name: `name of ${slotId}`,
  kdf: { credentialId: `credential ${slotId}`, salt: "" },
  transports: [],
});
const kdf = { algorithm: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: "" };
const newPassword = "kame-no-niwa-to-yama";
const code = { createdAtMs: Date.UTC(2026, 3, 1, 12) };

/** What "recovery.setMissingPassword" was asked with. */
let sent: unknown[] = [];
let status: "set" | "wrong-password" = "set";

const start = async (passkeys: readonly unknown[], recovery: unknown, vaultStatus = "unlocked") => {
  const lost = { password: null, passkeys, recovery };
  resetFakes({
    "vault.status": vaultStatus,
    "accounts.list": [],
    "vault.unlockMethods": () =>
      sent.length > 0 && status === "set" ? { ...lost, password: { slotId: "p", kdf } } : lost,
    "recovery.setMissingPassword": (payload: unknown) => {
      sent.push(payload);
      return { status };
    },
  });
  location.hash = "#accounts";
  await show(<ManagerPage />);
};

const setPassword = async (): Promise<void> => {
  await type("password.newLabel", newPassword);
  await type("password.confirmLabel", newPassword);
  await press("recovery.missing.act");
};

const buttons = (): readonly (string | null)[] =>
  [...document.querySelectorAll("main button")].map(({ textContent }) => textContent);

beforeEach(() => {
  sent = [];
  status = "set";
  evaluated.length = 0;
  authenticator.status = "done";
  vi.stubGlobal("scrollTo", () => undefined);
});

describe("the manager of an open vault without a password", () => {
  it("takes a new password by the passkey, says so, and only then shows the accounts", async () => {
    await start([passkey("a")], null);
    expect(pageText()).not.toContain("manager.accounts.empty");
    expect(buttons()).not.toContain("password.forgotRecover");

    await setPassword();
    fakes.onVaultChange();
    await settle();
    await settle(); // the list of accounts is asked for once the manager is back

    expect(sent).toMatchObject([
      { proof: { slotId: "a", rootKey: "key of credential a" }, next: { rootKey: newPassword } },
    ]);
    expect(pageText()).toContain("recovery.missing.done");
    expect(pageText()).toContain("manager.accounts.empty");
    expect(pageText()).not.toContain("recovery.missing.title");
  });

  it("proves with the chosen one of several passkeys", async () => {
    await start([passkey("a"), passkey("b")], null);
    const second = document.querySelector<HTMLInputElement>('input[type="radio"][value="b"]');
    second?.click();
    await settle();

    await setPassword();

    expect(evaluated).toEqual(["credential b"]);
    expect(sent).toMatchObject([{ proof: { slotId: "b" } }]);
  });

  it("says that a passkey did not fit, and stays", async () => {
    status = "wrong-password";
    await start([passkey("a")], null);

    await setPassword();

    expect(pageText()).toContain("password.missing.passkeyFailed");
    expect(pageText()).toContain("recovery.missing.title");
  });

  it("offers the recovery page beside the passkey, and alone where there is no passkey", async () => {
    await start([passkey("a")], code);
    expect(buttons()).toContain("password.forgotRecover");
    expect(buttons()).toContain("recovery.missing.act");

    await start([], code);
    expect(buttons()).toContain("password.forgotRecover");
    expect(buttons()).not.toContain("recovery.missing.act");
  });

  it("says that nothing can be done here where there is neither", async () => {
    await start([], null);

    expect(pageText()).toContain("recovery.missing.noWay");
  });
});

describe("the manager of a locked vault without a password", () => {
  it("asks for no password and offers the passkey", async () => {
    await start([passkey("a")], null, "locked");

    expect(document.querySelector('input[type="password"]')).toBeNull();
    expect(pageText()).toContain("password.missing.byPasskey");
    expect(pageText()).not.toContain("manager.locked.body");
    expect(buttons()).toContain("passkey.use");
  });

  it("sends nobody to a password that is not there when the passkey fails", async () => {
    authenticator.status = "not-allowed";
    await start([passkey("a")], null, "locked");
    await press("passkey.use");
    expect(pageText()).toContain("password.missing.passkeyFailed");

    await start([passkey("a")], null);
    await setPassword();
    expect(pageText()).toContain("password.missing.passkeyFailed");
    expect(pageText()).not.toContain("passkey.notAllowed");
  });
});
