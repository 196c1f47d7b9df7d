// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PreviewEntry } from "../../../../lib/protocol/backup-requests.ts";
import { makeBackup } from "../../core/backup/samples.ts";
import {
  chooseFile,
  fakeDownload,
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
vi.mock("../../../../lib/platform/download.ts", () => fakeDownload);

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");

const never = { lastBackupAtMs: null, verifiedAtMs: null, changesSinceBackup: 0, reminder: "banner" };
const made = { text: "{}", createdAtMs: new Date(2026, 10, 25, 9).getTime(), countedChanges: 4 };
const password = "correct horse battery";

const start = async (replies: Record<string, unknown> = {}, hash = "#backup"): Promise<void> => {
  resetFakes({
    "vault.status": "unlocked",
    "backup.state": never,
    "backup.make": made,
    "backup.saved": null,
    ...replies,
  });
  location.hash = hash;
  await show(<ManagerPage />);
};

/** What the background was sent with a message, in order. */
const recorded = (
  reply: unknown,
): { readonly payloads: unknown[]; readonly answer: (payload: unknown) => unknown } => {
  const payloads: unknown[] = [];
  return {
    payloads,
    answer: (payload) => {
      payloads.push(payload);
      return reply;
    },
  };
};

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => undefined);
  Element.prototype.scrollIntoView = () => undefined;
});

describe("the state of the back-up", () => {
  it.each([
    [never, "backup.state.never"],
    [{ ...never, reminder: "none" }, "backup.state.nothingYet"],
    [{ ...never, lastBackupAtMs: 1, reminder: "none" }, "backup.state.unverified"],
    [{ ...never, lastBackupAtMs: 1, verifiedAtMs: 2, reminder: "none" }, "backup.state.verified"],
    [{ ...never, lastBackupAtMs: 1, changesSinceBackup: 3, reminder: "changed" }, "backup.state.changes 3"],
    [{ ...never, lastBackupAtMs: 1, reminder: "old" }, "backup.state.again"],
  ])("is said in words: %j", async (state, text) => {
    await start({ "backup.state": state });

    expect(pageText()).toContain(text);
  });
});

describe("making a back-up", () => {
  it("counts only once the browser was handed the file, named by its day", async () => {
    const saved = recorded(null);
    let handedOverBefore = 0;
    await start({
      "backup.saved": (payload: unknown) => {
        handedOverBefore = fakes.handedOver.length;
        return saved.answer(payload);
      },
    });
    await press("backup.make.act");

    expect(fakes.handedOver).toEqual([{ name: "hitotoki-backup-2026-11-25.json", text: "{}" }]);
    expect(handedOverBefore).toBe(1);
    expect(saved.payloads).toEqual([{ createdAtMs: made.createdAtMs, countedChanges: 4 }]);
    expect(pageText()).toContain("backup.make.saved hitotoki-backup-2026-11-25.json");
  });

  it("hands over nothing and records nothing when it fails", async () => {
    await start();
    delete fakes.replies["backup.make"];
    await press("backup.make.act");

    expect(fakes.handedOver).toEqual([]);
    expect(fakes.asked).not.toContain("backup.saved");
    expect(pageText()).toContain("backup.make.failed");
  });

  it("under an own password sends what was derived from it, never the password", async () => {
    const make = recorded(made);
    fakes.rootKey = async () => "derived";
    const answer = (payload: unknown) => ({ status: "made", ...Object(make.answer(payload)) });
    const methods = { password: { slotId: "slot", kdf: {} }, passkeys: [], recovery: null };
    await start({ "backup.makeOwn": answer, "vault.unlockMethods": methods });
    fakes.rootKey = async () => "derived";
    document.querySelector<HTMLInputElement>('input[value="own"]')?.click();
    await settle();
    await type("password.currentLabel", "the master password");
    await type("backup.make.ownPassword", password);
    await type("password.confirmLabel", password);
    await press("backup.make.act");

    expect(make.payloads).toMatchObject([{ password: { rootKey: "derived", kdf: { N: 2 ** 17 } } }]);
    expect(JSON.stringify(make.payloads)).not.toContain(password);
    expect(fakes.handedOver).toHaveLength(1);
  });
});

describe("checking a back-up", () => {
  const opened = { status: "opened", createdAtMs: 1, accountCount: 2, differences: 0 };
  const check = async (reply: unknown): Promise<void> => {
    await start({ "backup.test": reply });
    await press("backup.test.open");
    await chooseFile((await makeBackup()).text);
    await type("backup.file.password", password);
    await press("backup.test.act");
  };

  it("says that it is good, or how much it differs", async () => {
    await check(opened);
    expect(pageText()).toContain("backup.test.good 2");

    await check({ ...opened, differences: 3 });
    expect(pageText()).toContain("backup.test.older 2 3");
  });

  it("keeps the file when the password is wrong", async () => {
    await check({ status: "wrong-password" });

    expect(pageText()).toContain("backup.file.wrong");
    expect(pageText()).toContain("hitotoki-backup.json");
  });

  it("asks for no password of a file that is no back-up", async () => {
    await start();
    await press("backup.test.open");
    await chooseFile("name,secret\n");

    expect(pageText()).toContain("backup.refused.table");
    expect(document.querySelector("input[type=password]")).toBeNull();
    expect(fakes.asked).not.toContain("backup.test");
  });

  it("offers one way in at a time, so that a pasted file has one place to go to", async () => {
    await start();
    await press("backup.test.open");
    await press("backup.restore.open");

    expect(document.querySelectorAll("input[type=file]")).toHaveLength(1);
  });
});

describe("restoring", () => {
  const entry = (changes: Partial<PreviewEntry>): PreviewEntry => ({
    id: "a",
    issuer: "Demo",
    accountName: "hanako",
    deviceName: "",
    status: "new",
    mine: null,
    ...changes,
  });
  const mine = { issuer: "Demo", accountName: "other", deviceName: "PC" };
  const entries = [
    entry({ id: "a" }),
    entry({ id: "b", status: "other-secret", mine }),
    entry({ id: "c", status: "other-names", mine }),
    entry({ id: "d", status: "same" }),
  ];
  const look = async (replies: Record<string, unknown>): Promise<void> => {
    await start({
      "backup.preview": { status: "opened", createdAtMs: 1, entries, onlyMine: 2, leftOut: [] },
      ...replies,
    });
    await press("backup.restore.open");
    await chooseFile((await makeBackup()).text);
    await type("backup.file.password", password);
    await press("backup.restore.look");
  };

  it("proposes to bring back what is lost and to keep what is there", async () => {
    const restore = recorded({ status: "restored", count: 1 });
    await look({ "backup.restore": restore.answer });
    expect(pageText()).toContain("backup.restore.same 1");
    expect(pageText()).toContain("backup.restore.onlyMine 2");
    expect(pageText()).toContain("backup.restore.mineNamed Demo – other – PC");
    await press("backup.restore.act 1");

    expect(restore.payloads).toMatchObject([
      {
        choices: [
          { id: "a", choice: "take" },
          { id: "b", choice: "skip" },
          { id: "c", choice: "skip" },
        ],
      },
    ]);
    expect(pageText()).toContain("backup.restore.done 1");
  });

  it("sends what was decided instead", async () => {
    const restore = recorded({ status: "restored", count: 2 });
    await look({ "backup.restore": restore.answer });
    const groups = [...document.querySelectorAll("fieldset")].filter((one) =>
      one.textContent?.includes("backup.restore.choice"),
    );
    const choose = async (index: number, value: string): Promise<void> => {
      groups[index]?.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.click();
      await settle();
    };
    await choose(0, "skip");
    await choose(1, "take");
    await choose(2, "both");
    await press("backup.restore.act 2");

    expect(restore.payloads).toMatchObject([
      { choices: [{ choice: "skip" }, { choice: "take" }, { choice: "both" }] },
    ]);
  });

  it("says when there is nothing to restore, and offers nothing then", async () => {
    await look({
      "backup.preview": {
        status: "opened",
        createdAtMs: 1,
        entries: [entry({ status: "same" })],
        onlyMine: 0,
        leftOut: [],
      },
    });

    expect(pageText()).toContain("backup.restore.nothing");
    expect(pageText()).not.toContain("backup.restore.act");
  });

  it("says that nothing was restored when it failed, and keeps the choices", async () => {
    await look({});
    await press("backup.restore.act 1");

    expect(pageText()).toContain("backup.restore.failed");
    expect(pageText()).toContain("backup.restore.act 1");
  });

  it("asks for the vault's own password while locked", async () => {
    await start({ "vault.status": "locked" });

    expect(pageText()).toContain("manager.locked.body");
    expect(pageText()).not.toContain("backup.restore.open");
  });
});

describe("the unencrypted list", () => {
  const methods = { password: { slotId: "s", kdf: {} }, passkeys: [], recovery: null };

  it("warns first, and is handed over for the right password alone", async () => {
    let status = "wrong-password";
    await start({
      "vault.unlockMethods": methods,
      "backup.plain": () => ({ status, text: "otpauth://x", count: 2, leftOut: 1 }),
    });
    await press("backup.plain.open");
    expect(pageText()).toContain("backup.plain.warnAnyone");
    await type("password.label", password);
    await press("backup.plain.act");
    expect(pageText()).toContain("password.wrong");
    expect(fakes.handedOver).toEqual([]);
    status = "listed";
    await press("backup.plain.act");

    expect(fakes.handedOver).toMatchObject([{ text: "otpauth://x" }]);
    expect(pageText()).toContain("backup.plain.saved");
    expect(pageText()).toContain("backup.plain.leftOut 1");
    expect(pageText()).not.toContain("otpauth://x");
  });
});

/** The reminder is asked for when the list is there: two more rounds. */
const reminderShown = async (): Promise<void> => {
  await settle();
  await settle();
};

describe("the reminder above the accounts", () => {
  it("asks after three days, and one click puts it off", async () => {
    let reminder = "insist";
    await start(
      {
        "accounts.list": [],
        "backup.state": () => ({ ...never, reminder }),
        "backup.snooze": () => {
          reminder = "banner";
          return null;
        },
      },
      "#accounts",
    );
    await reminderShown();
    expect(pageText()).toContain("backup.reminder.insistTitle");
    await press("backup.reminder.later");
    await settle();

    expect(pageText()).not.toContain("backup.reminder.insistTitle");
    expect(pageText()).toContain("backup.reminder.never");
  });

  it("leads to the back-up", async () => {
    await start({ "accounts.list": [] }, "#accounts");
    await reminderShown();
    await press("backup.reminder.act");

    expect(location.hash).toBe("#backup");
  });
});

describe("the draft of a typed key", () => {
  const draft = JSON.stringify({
    keyText: "MZXW",
    issuer: "",
    accountName: "hanako",
    algorithm: "SHA1",
    digits: 6,
    period: "30",
  });
  const values = () => [...document.querySelectorAll("input")].map(({ value }) => value);

  it("is shown again and can be deleted", async () => {
    await start({ "draft.read": draft, "draft.drop": null }, "#add");
    expect(values()).toContain("MZXW");
    await press("add.key.draftClear");

    expect(values()).not.toContain("MZXW");
    expect(fakes.asked).toContain("draft.drop");
  });

  it.each(["{", "[]", "{}", draft.replace("SHA1", "MD5"), draft.replace('"MZXW"', "7")])(
    "that is not ours is passed over: %s",
    async (text) => {
      await start({ "draft.read": text }, "#add");

      expect(pageText()).not.toContain("add.key.draftClear");
    },
  );

  it("is kept with every change and dropped when the key was added", async () => {
    const save = recorded(null);
    await start(
      {
        "draft.read": null,
        "draft.save": save.answer,
        "draft.drop": null,
        "accounts.add": { status: "added", accountId: "a9" },
        "accounts.list": [],
      },
      "#add",
    );
    await type("add.key.key", "MZXW 6YTB OI2D GNBV GY3T QOJQ GEZD GNBV");
    await settle();
    await type("add.key.account", "taro");
    await settle();
    expect(JSON.stringify(save.payloads.at(-1))).toContain("taro");
    expect(fakes.asked).not.toContain("draft.drop");
    await press("add.key.act");
    await press("add.preview.act");

    expect(pageText()).toContain("add.done.title");
    expect(fakes.asked).toContain("draft.drop");
  });
});
