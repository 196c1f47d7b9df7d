// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { formatBackup } from "../../../../lib/core/backup/backup-file.ts";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { formatRecoveryCode } from "../../../../lib/core/vault/recovery-code.ts";
import { makeBackup } from "../../core/backup/samples.ts";
import { makeRecoverySlot } from "../../core/vault/samples.ts";
import {
  chooseFile,
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
} from "./page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { WelcomePage } = await import("../../../../entrypoints/welcome/WelcomePage.tsx");
const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const bytes = Uint8Array.from({ length: 16 }, (_, index) => 7 * index + 3);
const code = formatRecoveryCode(bytes);
const otherCode = formatRecoveryCode(bytes.map((byte) => byte ^ 1));
const password = "kame-no-niwa-to-yama";

/** A file with a password slot and a code, or with the code alone. */
const makeFile = async (hasPassword = true): Promise<{ text: string; slotId: string }> => {
  const { backup, envelope, vaultKey } = await makeBackup();
  const slot = await makeRecoverySlot(vaultKey, envelope.vaultId, bytes);
  const slots = hasPassword ? [...envelope.slots, slot] : [slot];
  return { text: formatBackup({ ...backup, envelope: { ...envelope, slots } }), slotId: slot.id };
};

let sent: unknown[] = [];
const answering = (value: unknown) => (payload: unknown) => {
  sent.push(payload);
  return value;
};

const startWelcome = async (status = "adopted"): Promise<void> => {
  resetFakes({
    "vault.status": "none",
    "intent.pending": null,
    "intent.resume": { status: "nothing" },
    "backup.adopt": answering({ status }),
  });
  await show(<WelcomePage />);
  await press("welcome.restore.open");
};

const startManager = async (replies: Record<string, unknown>): Promise<void> => {
  resetFakes({ "vault.status": "unlocked", ...replies });
  location.hash = "#backup";
  await show(<ManagerPage />);
};

const enter = async (typed: string, act: string): Promise<void> => {
  await type("recovery.field.label", typed);
  await press(act);
  await settle();
};

const choosePassword = async (): Promise<void> => {
  await type("password.newLabel", password);
  await type("password.confirmLabel", password);
  const acts = [...document.querySelectorAll("button")].filter(
    ({ textContent }) => textContent === "backup.adopt.act",
  );
  acts.at(-1)?.click();
  await settle();
  await settle();
};

beforeEach(() => {
  sent = [];
  vi.stubGlobal("scrollTo", () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
});

describe("starting from a back-up by its recovery code", () => {
  it("takes the code, then a new password, and sends root keys alone", async () => {
    await startWelcome();
    const { text, slotId } = await makeFile();
    await chooseFile(text);
    expect(pageText()).toContain("backup.code.instead");

    await enter(code.toLowerCase().replaceAll("-", " "), "recovery.enter.act");
    expect(sent).toEqual([]);
    await choosePassword();

    expect(sent).toMatchObject([
      {
        proof: { slotId, rootKey: encodeBase64(bytes) },
        next: { kdf: { N: 2 ** 17 }, rootKey: password },
      },
    ]);
    expect(JSON.stringify(sent)).not.toContain(code);
    expect(pageText()).toContain("welcome.restore.done");
  });

  it("says what is wrong with a code before any password is asked for", async () => {
    await startWelcome();
    await chooseFile((await makeFile()).text);

    await enter("", "recovery.enter.act");
    expect(pageText()).toContain("recovery.field.empty");
    await enter(code.slice(0, 9), "recovery.enter.act");
    expect(pageText()).toContain("recovery.field.tooShort");
    await enter(otherCode, "recovery.enter.act");
    expect(pageText()).toContain("backup.code.wrong");
    expect(document.activeElement).toBe(field("recovery.field.label"));

    expect(pageText()).not.toContain("backup.code.right");
    expect(fakes.asked).not.toContain("backup.adopt");
  });

  it("asks a file without a password slot for the code at once", async () => {
    await startWelcome();
    await chooseFile((await makeFile(false)).text);

    expect(pageText()).toContain("backup.code.usedUp");
    expect(pageText()).not.toContain("backup.file.password");
    await enter(code, "recovery.enter.act");
    await choosePassword();
    expect(sent).toHaveLength(1);
  });

  it("offers no code for a file that has none", async () => {
    await startWelcome();
    await chooseFile((await makeBackup()).text);

    expect(pageText()).not.toContain("backup.code.instead");
  });
});

describe("a back-up by its recovery code in the manager", () => {
  it("is tested without a new password", async () => {
    const opened = { status: "opened", createdAtMs: 1, accountCount: 1, differences: 0 };
    await startManager({ "backup.test": answering(opened) });
    const { text, slotId } = await makeFile();
    await press("backup.test.open");
    await chooseFile(text);
    const form = field("recovery.field.label").closest("form");
    await type("recovery.field.label", code);
    form?.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
    await settle();
    await settle();

    expect(sent).toMatchObject([{ proof: { slotId, rootKey: encodeBase64(bytes) } }]);
    expect(pageText()).toContain("backup.test.goodTitle");
  });

  it("is previewed for restoring", async () => {
    const preview = { status: "opened", createdAtMs: 1, entries: [], onlyMine: 0, leftOut: [] };
    await startManager({ "backup.preview": answering(preview) });
    const { text, slotId } = await makeFile();
    await press("backup.restore.open");
    await chooseFile(text);
    const form = field("recovery.field.label").closest("form");
    await type("recovery.field.label", code);
    form?.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
    await settle();
    await settle();

    expect(sent).toMatchObject([{ proof: { slotId, rootKey: encodeBase64(bytes) } }]);
    expect(document.querySelector("input[type=file]")).toBeNull();
  });
});
