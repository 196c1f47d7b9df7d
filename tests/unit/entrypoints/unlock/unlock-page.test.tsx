// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  fakeTabs,
  fakeWorkers,
  field,
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

const { UnlockPage } = await import("../../../../entrypoints/unlock/UnlockPage.tsx");

const start = async (replies: Record<string, unknown> = {}): Promise<void> => {
  resetFakes({
    "vault.status": "locked",
    "vault.unlockMethods": { password: { slotId: "slot", kdf: {} }, passkeys: [], recovery: null },
    "vault.unlock": ({ rootKey }: { rootKey: string }) => ({
      status: rootKey === "right" ? "unlocked" : "wrong-password",
    }),
    "intent.pending": { intent: "fill", host: "demo.portal.kosmo-web.jp" },
    "intent.resume": { status: "resumed" },
    "intent.drop": null,
    ...replies,
  });
  await show(<UnlockPage />);
};

afterEach(() => vi.restoreAllMocks());

describe("UnlockPage", () => {
  it("names the page it will go back to and puts the focus into the password field", async () => {
    await start();

    expect(pageText()).toContain("unlock.for demo.portal.kosmo-web.jp");
    expect(document.activeElement).toBe(field("password.label"));
  });

  it("goes back to the waiting page and closes itself after the right password", async () => {
    await start();
    await type("password.label", "right");
    await press("password.unlock");

    expect(fakes.asked).toContain("intent.resume");
    expect(fakes.closedTabs).toBe(1);
  });

  it("says that a password was wrong, keeps it in the field and keeps waiting", async () => {
    await start();
    await type("password.label", "nearly");
    await press("password.unlock");

    expect(pageText()).toContain("password.wrong");
    expect(field("password.label").value).toBe("nearly");
    expect(fakes.asked).not.toContain("intent.resume");
  });

  it("explains what to do when the waiting page is gone", async () => {
    await start({ "intent.resume": { status: "page-gone" } });
    await type("password.label", "right");
    await press("password.unlock");

    expect(pageText()).toContain("unlock.gone.body");
    expect(fakes.closedTabs).toBe(0);
  });

  it("goes on at once when the vault is open already", async () => {
    await start({ "vault.status": "unlocked" });

    expect(fakes.closedTabs).toBe(1);
  });

  it("goes on once when the vault is opened in another window", async () => {
    await start();
    fakes.replies["vault.status"] = "unlocked";
    fakes.onVaultChange();
    fakes.onVaultChange();
    await settle();

    expect(fakes.asked.filter((one) => one === "intent.resume")).toHaveLength(1);
  });

  it("forgets the waiting page when the member cancels", async () => {
    await start();
    await press("unlock.cancel");

    expect(fakes.asked).toContain("intent.drop");
    expect(fakes.closedTabs).toBe(1);
  });

  it("asks for no password where none can be right, and still cancels", async () => {
    await start({
      "vault.unlockMethods": { password: null, passkeys: [], recovery: { createdAtMs: 1_790_000_000_000 } },
    });

    expect(pageText()).toContain("password.missing.why");
    expect(document.querySelector("input")).toBeNull();
    await press("unlock.cancel");
    expect(fakes.closedTabs).toBe(1);
  });
});
