/**
 * Files of the profile damaged between two starts, the way a full disk, a clean-up tool or a sync tool does it: the
 * vault is back, or the extension says plainly what is wrong. It never greets its owner as a new user.
 */

import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { scale } from "../unit/scale.ts";
import { addAccount, createVault, findModel, type Model, nextEdit, unlockAs } from "./model.ts";
import { newProfileFolder, type ProfileBrowser, removeFolder, startOn } from "./profile.ts";
import { report } from "./report.ts";

const inProfile = (profile: string, ...parts: readonly string[]): string =>
  join(profile, "Default", ...parts);

/** The LevelDB folder of the extension's storage.local. */
const levelDbOf = (profile: string): string => {
  const parent = inProfile(profile, "Local Extension Settings");
  const [only, ...others] = readdirSync(parent);
  if (only === undefined || others.length > 0) throw new Error("expected one extension's storage");
  return join(parent, only);
};

const filesOf = (folder: string, pattern: RegExp): readonly string[] => {
  const files = readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name));
  if (files.length === 0) throw new Error(`nothing to damage: ${pattern}`);
  return files;
};

const remove = (files: readonly string[]): void => {
  for (const file of files) rmSync(file);
};

const largest = (files: readonly string[]): string => {
  const [first] = files.toSorted((a, b) => statSync(b).size - statSync(a).size);
  if (first === undefined) throw new Error("no file");
  return first;
};

const damages: Readonly<Record<string, (levelDb: string) => void>> = {
  "log deleted": (folder) => remove(filesOf(folder, /\.log$/)),
  "folder deleted": (folder) => rmSync(folder, { recursive: true }),
  "log truncated": (folder) => {
    const log = largest(filesOf(folder, /\.log$/));
    truncateSync(log, Math.floor(statSync(log).size / 2));
  },
  "MANIFEST deleted": (folder) => remove(filesOf(folder, /^MANIFEST-/)),
  "CURRENT zeroed": (folder) => writeFileSync(join(folder, "CURRENT"), Buffer.alloc(16)),
  "CURRENT deleted": (folder) => remove([join(folder, "CURRENT")]),
  "MANIFEST garbage": (folder) => {
    for (const file of filesOf(folder, /^MANIFEST-/)) writeFileSync(file, Buffer.alloc(200, 0xa5));
  },
  "one byte flipped": (folder) => {
    const file = largest(filesOf(folder, /\.(log|ldb)$/));
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
  },
};

const mirrors: Readonly<Record<string, (profile: string, olderMirror: string) => void>> = {
  good: () => undefined,
  old: (profile, olderMirror) => {
    rmSync(inProfile(profile, "File System"), { recursive: true, force: true });
    if (existsSync(olderMirror)) cpSync(olderMirror, inProfile(profile, "File System"), { recursive: true });
  },
  missing: (profile) => rmSync(inProfile(profile, "File System"), { recursive: true, force: true }),
};

interface Template {
  readonly profile: string;
  readonly olderMirror: string;
  /** All states the vault was in, newest first. */
  readonly states: readonly Model[];
}

/** Three sessions in one profile, so that storage has a table, a log, and a mirror from before the last of them. */
const makeTemplate = async (folder: string): Promise<Template> => {
  const profile = join(folder, "template");
  const olderMirror = join(folder, "older-mirror");
  const states: Model[] = [];
  const edit = async ({ background }: ProfileBrowser, turn: number): Promise<void> => {
    const [model] = states;
    if (model === undefined) throw new Error("no vault yet");
    const change = turn < 0 ? addAccount(model) : nextEdit(model, turn);
    expect((await change.send(background)).ok).toBe(true);
    states.unshift(change.after);
  };
  const first = await startOn(profile);
  states.unshift(await createVault(first.background));
  for (let turn = 0; turn < 4; turn++) await edit(first, -1);
  await first.close();
  if (existsSync(inProfile(profile, "File System")))
    cpSync(inProfile(profile, "File System"), olderMirror, { recursive: true });
  const second = await startOn(profile);
  await unlockAs(second.background, states);
  for (let turn = 0; turn < 7; turn++) await edit(second, turn);
  await second.close();
  return { profile, olderMirror, states };
};

/** What the extension makes of a profile. Everything but "silent roll-back" and "first run" is a good answer. */
const judge = async ({ background }: ProfileBrowser, states: readonly Model[]): Promise<string> => {
  const status = await background.answer("vault.status", null);
  if (!status.ok) return `reported: ${status.code}`;
  if ((status.value as string) === "missing") return "reported: missing";
  if (status.value === "none") return "first run";
  const [newest] = states;
  const password = await unlockAs(background, states);
  const found = password === null ? null : await findModel(background, password, states);
  if (found === null) return "torn";
  if (found === newest) return "recovered";
  const health = await background.answer("vault.health" as "vault.status", null);
  const { isRolledBack = false } = (health.ok ? health.value : {}) as unknown as { isRolledBack?: boolean };
  return isRolledBack ? "reported: older state" : "silent roll-back";
};

const isGood = (verdict: string): boolean => verdict === "recovered" || verdict.startsWith("reported: ");

/** After a recovery: an edit that is answered with success is there at the next start. */
const judgeNextEdit = async (
  profile: string,
  browser: ProfileBrowser,
  model: Model,
): Promise<{ browser: ProfileBrowser; verdict: string }> => {
  const change = addAccount(model);
  const reply = await change.send(browser.background);
  if (!reply.ok) return { browser, verdict: `edit answered: ${reply.code}` };
  await browser.close();
  const next = await startOn(profile);
  const verdict = await judge(next, [change.after, model]);
  return { browser: next, verdict: verdict === "recovered" ? "edit kept" : `acknowledged edit: ${verdict}` };
};

test.describe("damaged files of storage.local", () => {
  let folder: string;
  let template: Template;
  const verdicts = new Map<string, string>();

  test.beforeAll(async () => {
    folder = newProfileFolder();
    template = await makeTemplate(folder);
  });

  test.afterAll(() => {
    removeFolder(folder);
    const all = [...verdicts.values()];
    for (const [name, verdict] of verdicts) console.log(`  ${name}: ${verdict}`);
    const kinds = new Map<string, number>();
    for (const verdict of all) kinds.set(verdict, (kinds.get(verdict) ?? 0) + 1);
    const listed = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ");
    report("damage", "24/24 recovered or reported, 0 first-run screens", `${all.length} cases: ${listed}`);
  });

  /** A copy of the template's profile, damaged by `damage`, judged and taken away again. */
  const examine = async (damage: (profile: string) => void, withEdit: boolean): Promise<string> => {
    const profile = join(folder, "copy");
    cpSync(template.profile, profile, { recursive: true, verbatimSymlinks: true });
    let browser: ProfileBrowser | null = null;
    try {
      damage(profile);
      browser = await startOn(profile);
      const verdict = await judge(browser, template.states);
      const [newest] = template.states;
      if (!withEdit || verdict !== "recovered" || newest === undefined) return verdict;
      const after = await judgeNextEdit(profile, browser, newest);
      browser = after.browser;
      return after.verdict.startsWith("acknowledged edit") ? after.verdict : `${verdict}`;
    } finally {
      await browser?.close();
      removeFolder(profile);
    }
  };

  test("the judgement knows an untouched profile, one without any trace, and an older one", async () => {
    expect(await examine(() => undefined, false)).toBe("recovered");
    const wiped = await examine((profile) => {
      for (const name of ["Local Extension Settings", "File System", "IndexedDB"])
        rmSync(inProfile(profile, name), { recursive: true, force: true });
    }, false);
    expect(wiped).toBe("first run");
    const older = {
      ...template,
      states: [addAccount(template.states[0] as Model).after, ...template.states],
    };
    const browser = await startOn(template.profile);
    try {
      expect(await judge(browser, older.states)).toBe("silent roll-back");
    } finally {
      await browser.close();
    }
  });

  for (const [mirror, prepareMirror] of Object.entries(mirrors)) {
    for (const [damage, apply] of Object.entries(damages)) {
      test(`${damage}, mirror ${mirror}: recovered or clearly reported`, async () => {
        const withEdit = scale === "long" || mirror === "good";
        const verdict = await examine((profile) => {
          apply(levelDbOf(profile));
          prepareMirror(profile, template.olderMirror);
        }, withEdit);
        verdicts.set(`${damage}, mirror ${mirror}`, verdict);

        expect(isGood(verdict), verdict).toBe(true);
      });
    }
  }
});
