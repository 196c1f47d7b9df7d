// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { noPolicy, type Policy } from "../../../../lib/core/policy/policy.ts";
import { defaultSettings } from "../../../../lib/services/settings.ts";
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
vi.mock("../../../../lib/platform/webauthn.ts", () => ({ hasWebAuthn: () => true }));

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const kdf = { algorithm: "scrypt", N: 2 ** 17, r: 8, p: 1, salt: "" };
const slots = [
  { slotId: "p", type: "password", name: null, createdAtMs: null },
  { slotId: "k", type: "passkey", name: "Home PC", createdAtMs: Date.UTC(2026, 3, 1, 12) },
];

const start = async (
  hash: string,
  managed: Partial<Policy>,
  replies: Record<string, unknown> = {},
): Promise<void> => {
  resetFakes({
    "vault.status": "unlocked",
    "policy.get": { ...noPolicy, supportText: "Ask the help desk", ...managed },
    "slots.list": slots,
    // The background keeps passkeys back where they are forbidden.
    "vault.unlockMethods": { password: { slotId: "p", kdf }, passkeys: [], recovery: null },
    "slots.removePasskey": { status: "removed" },
    "backup.state": { lastBackupAtMs: null, verifiedAtMs: null, changesSinceBackup: 0, reminder: "none" },
    "settings.get": defaultSettings,
    "policy.ignoredKeys": [],
    ...replies,
  });
  location.hash = hash;
  await show(<ManagerPage />);
};

const buttons = (): readonly (string | null)[] =>
  [...document.querySelectorAll("main button")].map(({ textContent }) => textContent);

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => undefined);
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
});

describe("passkeys that an organisation has switched off", () => {
  it("cannot be added, and the card says whose choice it is and whom to ask", async () => {
    await start("#security", { disablePasskeySlot: true });
    expect(buttons()).not.toContain("ways.add.act");
    expect(pageText()).toContain("ways.byPolicy");
    expect(pageText()).toContain("Ask the help desk");

    await start("#security", {});
    expect(buttons()).toContain("ways.add.act");
    expect(pageText()).not.toContain("ways.byPolicy");
  });

  it("stay in the list and are removed by the password", async () => {
    await start("#security", { disablePasskeySlot: true });
    expect(pageText()).toContain("ways.passkey Home PC");

    await press("ways.remove");
    await type("password.label", "my password");
    await press("ways.removing.act");

    expect(fakes.asked).toContain("slots.removePasskey");
    expect(pageText()).toContain("ways.removing.done Home PC");
  });
});

describe("exports that an organisation has switched off", () => {
  const exporting = ["backup.make.act", "backup.plain.title"];

  it("are gone from the backup page with the reason said; testing and restoring stay", async () => {
    await start("#backup", { allowExport: false });

    expect(pageText()).toContain("policy.noExport");
    expect(pageText()).toContain("Ask the help desk");
    for (const text of exporting) expect(pageText()).not.toContain(text);
    expect(pageText()).toContain("backup.test.title");
    expect(pageText()).toContain("backup.restore.title");
  });

  it("are there where nothing forbids them", async () => {
    await start("#backup", {});

    expect(pageText()).not.toContain("policy.noExport");
    for (const text of exporting) expect(pageText()).toContain(text);
  });
});

describe("policies with a wrong value", () => {
  it("are named on the settings page", async () => {
    await start("#settings", {}, { "policy.ignoredKeys": ["minPasswordLength", "allowedHosts"] });
    await vi.waitFor(() => expect(pageText()).toContain("policy.ignoredTitle"));

    expect(pageText()).toContain("minPasswordLength");
    expect(pageText()).toContain("allowedHosts");
  });

  it("are not spoken of where there are none", async () => {
    await start("#settings", {});
    await vi.waitFor(() => expect(fakes.asked).toContain("policy.ignoredKeys"));
    await settle();

    expect(pageText()).toContain("manager.settings.device");
    expect(pageText()).not.toContain("policy.ignored");
  });
});
