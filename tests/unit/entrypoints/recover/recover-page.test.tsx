// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { formatRecoveryCode } from "../../../../lib/core/vault/recovery-code.ts";
import {
  fakeI18n,
  fakeMessaging,
  fakes,
  fakeTabs,
  fakeWorkers,
  field,
  pageText,
  press,
  resetFakes,
  show,
  type,
} from "../welcome/page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { RecoverPage } = await import("../../../../entrypoints/recover/RecoverPage.tsx");

const bytes = Uint8Array.from({ length: 16 }, (_, index) => 7 * index + 3);
const code = formatRecoveryCode(bytes);
const rootKey = encodeBase64(bytes);
const password = "correct horse battery";
const methods = { password: null, passkeys: [], recovery: { createdAtMs: 1_790_000_000_000 } };

/** What "recovery.use" was asked with. */
let used: unknown[] = [];

const start = async (replies: Record<string, unknown> = {}): Promise<void> => {
  used = [];
  resetFakes({
    "vault.unlockMethods": methods,
    "recovery.check": ({ rootKey: tried }: { rootKey: string }) => ({
      status: tried === rootKey ? "right" : "wrong",
    }),
    "recovery.use": (payload: unknown) => {
      used.push(payload);
      return { status: "recovered" };
    },
    ...replies,
  });
  await show(<RecoverPage />);
};

const enter = async (typed: string): Promise<void> => {
  await type("recovery.field.label", typed);
  await press("recovery.enter.act");
};

const choosePassword = async (): Promise<void> => {
  await enter(code);
  await type("password.newLabel", password);
  await type("password.confirmLabel", password);
  await press("recovery.password.act");
};

const shownCode = (): string =>
  [...document.querySelectorAll("ol[aria-label='recovery.sheet.code'] li > span:last-child")]
    .map(({ textContent }) => textContent)
    .join("-");

const typeBack = async (typed: string): Promise<void> => {
  await press("recovery.show.next");
  await type("recovery.field.label", typed);
  await press("recovery.type.act");
};

describe("RecoverPage: the code", () => {
  it("goes on with the right one, typed in small letters, and empties the field", async () => {
    await start();
    await enter(code.toLowerCase());

    expect(pageText()).toContain("recovery.password.body");
    expect(fakes.asked).not.toContain("recovery.use");
  });

  it("stays at another vault's code and says that nothing changed", async () => {
    await start();
    await enter(formatRecoveryCode(new Uint8Array(16)));

    expect(pageText()).toContain("recovery.enter.wrong");
    expect(document.activeElement).toBe(field("recovery.field.label"));
  });

  it.each([
    ["nothing", "", "recovery.field.empty"],
    ["half a code", code.slice(0, 14), "recovery.field.tooShort 15"],
    ["an impossible character", `${code.slice(0, 5)}U`, "recovery.field.badCharacter 2 1"],
    ["one symbol too many", `${code}0`, "recovery.field.tooLong 1"],
    ["a typing error", code.replace(/^./, (first) => (first === "0" ? "1" : "0")), "recovery.field.mismatch"],
  ])("asks nobody about %s and names the trouble", async (_, typed, text) => {
    await start();
    await enter(typed);

    expect(pageText()).toContain(text);
    expect(fakes.asked).not.toContain("recovery.check");
  });
});

describe("RecoverPage: the end", () => {
  it("sends old code, new password and new code in one request after the new code was typed back", async () => {
    await start();
    await choosePassword();
    const next = shownCode();
    await typeBack(next);

    expect(used).toHaveLength(1);
    expect(used[0]).toMatchObject({ rootKey, next: { rootKey: password } });
    expect(used[0]).not.toMatchObject({ nextRecoveryRootKey: rootKey });
    expect(pageText()).toContain("recovery.done.ready");
    expect(pageText()).not.toContain(next.slice(0, 4));
  });

  it("sends nothing while the typed code is another one, and shows the new one again on demand", async () => {
    await start();
    await choosePassword();
    const next = shownCode();
    await typeBack(code);
    expect(pageText()).toContain("recovery.type.other");
    await press("recovery.type.back");

    expect(shownCode()).toBe(next);
    expect(used).toEqual([]);
  });

  it("keeps everything for another attempt when it could not be saved", async () => {
    await start();
    const use = fakes.replies["recovery.use"];
    delete fakes.replies["recovery.use"];
    await choosePassword();
    await typeBack(shownCode());
    expect(pageText()).toContain("recovery.newCode.failed");
    expect(pageText()).toContain("errors.unexpected");
    fakes.replies["recovery.use"] = use;
    await press("recovery.newCode.retry");

    expect(pageText()).toContain("recovery.done.ready");
  });

  it("says when the code was used up elsewhere meanwhile, and offers no second attempt", async () => {
    await start({ "recovery.use": { status: "wrong-code" } });
    await choosePassword();
    await typeBack(shownCode());

    expect(pageText()).toContain("recovery.newCode.usedElsewhere");
    expect(pageText()).not.toContain("recovery.newCode.retry");
  });

  it("stays at the password when its derivation was stopped, and goes on from there", async () => {
    await start();
    const { rootKey: derive } = fakes;
    fakes.rootKey = () => Promise.reject(new DOMException("cancelled", "AbortError"));
    await choosePassword();
    expect(pageText()).toContain("password.cancelled");
    fakes.rootKey = derive;
    await press("recovery.password.act");

    expect(shownCode()).toHaveLength(33);
    expect(used).toEqual([]);
  });

  it("closes the page and changes nothing when it is stopped before", async () => {
    await start();
    await choosePassword();
    await press("recovery.page.cancel");

    expect(fakes.closedTabs).toBe(1);
    expect(used).toEqual([]);
  });
});

describe("RecoverPage without a code", () => {
  it("says what remains, with the passkey only where there is one", async () => {
    await start({ "vault.unlockMethods": { ...methods, recovery: null } });
    expect(pageText()).toContain("recovery.none.society");
    expect(pageText()).not.toContain("recovery.none.passkey");
    expect(document.querySelector("input")).toBeNull();

    await start({ "vault.unlockMethods": { ...methods, recovery: null, passkeys: [{ slotId: "a" }] } });
    expect(pageText()).toContain("recovery.none.passkey");
  });

  it("offers another attempt when the ways in could not be read", async () => {
    await start();
    delete fakes.replies["vault.unlockMethods"];
    document.body.innerHTML = "";
    await show(<RecoverPage />);
    expect(pageText()).toContain("errors.unexpected");
    fakes.replies["vault.unlockMethods"] = methods;
    await press("manager.retry");

    expect(pageText()).toContain("recovery.enter.body");
  });
});
