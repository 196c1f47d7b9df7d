// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  pageText,
  press,
  resetFakes,
  show,
} from "../welcome/page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);

const { RecoveryHint } = await import("../../../../entrypoints/popup/RecoveryHint.tsx");

const password = { slotId: "p", kdf: {} };
const recovery = { createdAtMs: 1_790_000_000_000 };

describe("RecoveryHint", () => {
  it.each([
    [{ password, recovery }, ""],
    [{ password, recovery: null }, "recovery.remind.popup"],
    [{ password: null, recovery }, "recovery.missing.title"],
    [{ password: null, recovery: null }, "recovery.missing.title"],
  ])("for %j says: %s", async (methods, text) => {
    resetFakes({ "vault.unlockMethods": { passkeys: [], ...methods } });
    await show(<RecoveryHint onManage={() => undefined} />);

    expect(pageText()).toBe(text);
  });

  it("leads to where the new password is set", async () => {
    const opened: string[] = [];
    resetFakes({ "vault.unlockMethods": { passkeys: [], password: null, recovery } });
    await show(<RecoveryHint onManage={(hash) => opened.push(hash)} />);
    await press("recovery.missing.title");

    expect(opened).toEqual(["security"]);
  });
});
