/** The whole browser killed at a random moment of a change: what was acknowledged is there afterwards, whole. */

import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { scaled } from "../unit/scale.ts";
import {
  type Change,
  changePassword,
  createVault,
  findModel,
  type Model,
  nextEdit,
  unlockAs,
} from "./model.ts";
import { plantOldVault } from "./old-layout.ts";
import { newProfileFolder, type ProfileBrowser, removeFolder, startOn } from "./profile.ts";
import { report } from "./report.ts";
import { changeSlots, createRestoring } from "./vault-flows.ts";

const kills = scaled({ ci: 100, long: 1000 });

/** Part of all kills, and the changes made one after another until the kill. A new flow is one line. */
const flows: Readonly<
  Record<string, { readonly share: number; readonly next: (model: Model, turn: number) => Change }>
> = {
  save: { share: 0.37, next: nextEdit },
  "password change": { share: 0.16, next: changePassword },
  "restoring from a file": { share: 0.16, next: createRestoring() },
  "a change of key slots": { share: 0.16, next: changeSlots },
};

const LONGEST_WAIT_MS = 400;

// Most of a kill's time is a browser's start: the flows, each on profiles of its own, wait side by side.
test.describe.configure({ mode: "parallel" });

interface Outcome {
  readonly model: Model;
  readonly verdict: "kept" | "lost or torn" | "unreadable" | "first run";
}

/** Compares the vault with the last acknowledged state and with the change that was on its way. */
const judge = async ({ background }: ProfileBrowser, candidates: readonly Model[]): Promise<Outcome> => {
  const [acknowledged] = candidates;
  if (acknowledged === undefined) throw new Error("nothing to compare with");
  const status = await background.answer("vault.status", null);
  if (!status.ok) return { model: acknowledged, verdict: "unreadable" };
  if (status.value !== "locked") return { model: acknowledged, verdict: "first run" };
  const password = await unlockAs(background, candidates);
  if (password === null) return { model: acknowledged, verdict: "lost or torn" };
  const model = await findModel(background, password, candidates);
  return model === null ? { model: acknowledged, verdict: "lost or torn" } : { model, verdict: "kept" };
};

interface Struck {
  /** The last acknowledged state, then the one a change was asked for without an answer. */
  readonly candidates: readonly Model[];
  readonly acknowledged: number;
}

/** Changes one after another until the kill at a random moment. */
const changeUntilKilled = async (
  browser: ProfileBrowser,
  start: Model,
  next: (model: Model, turn: number) => Change,
): Promise<Struck> => {
  let candidates: readonly Model[] = [start];
  let acknowledged = 0;
  let isKilled = false;
  const working = (async () => {
    while (!isKilled) {
      const [model] = candidates;
      const change = next(model ?? start, acknowledged);
      candidates = [model ?? start, change.after];
      const reply = await change.send(browser.background);
      if (!reply.ok) throw new Error(`a change was refused: ${reply.code}`);
      candidates = [change.after];
      acknowledged += 1;
    }
  })().catch((reason: unknown) => {
    if (!isKilled) throw reason; // the page that asked died with the browser
  });
  await Promise.race([working, new Promise((done) => setTimeout(done, Math.random() * LONGEST_WAIT_MS))]);
  isKilled = true;
  await browser.kill();
  await working;
  return { candidates, acknowledged };
};

for (const [name, { share, next }] of Object.entries(flows)) {
  const count = Math.round(kills * share);

  test(`${count} kills during ${name}: nothing acknowledged is lost, torn or unreadable`, async () => {
    const folder = newProfileFolder();
    const verdicts: Outcome["verdict"][] = [];
    let [acknowledged, surprised] = [0, 0];
    try {
      let browser = await startOn(folder);
      let model = await createVault(browser.background);
      for (let kill = 0; kill < count; kill++) {
        const struck = await changeUntilKilled(browser, model, next);
        acknowledged += struck.acknowledged;
        surprised += struck.candidates.length - 1;
        browser = await startOn(folder);
        const outcome = await judge(browser, struck.candidates);
        verdicts.push(outcome.verdict);
        if (outcome.verdict !== "kept") break; // what follows would compare with a wrong state
        model = outcome.model;
      }
      await browser.close();
    } finally {
      removeFolder(folder);
    }
    const bad = verdicts.filter((verdict) => verdict !== "kept");
    report(
      `kill ${name}`,
      "0 acknowledged changes lost, torn or unreadable",
      `${bad.length} of ${verdicts.length} kills; ${acknowledged} acknowledged changes, ${surprised} kills amid a change`,
    );
    expect(bad).toEqual([]);
    expect(verdicts).toHaveLength(count);
    expect(acknowledged).toBeGreaterThan(0); // the kills hit a working extension
  });
}

const migrations = Math.round(kills * 0.15);

test(`${migrations} kills while a vault of the first layout is taken over: it is whole afterwards`, async () => {
  const folder = newProfileFolder();
  const template = join(folder, "template");
  const verdicts: Outcome["verdict"][] = [];
  const stages = { "amid the unlock that takes it over": 0, "amid the first change": 0, "after both": 0 };
  try {
    const model = await plantOldVault(template);
    for (let kill = 0; kill < migrations; kill++) {
      const profile = join(folder, `profile-${kill}`);
      cpSync(template, profile, { recursive: true, verbatimSymlinks: true });
      const first = await startOn(profile);
      let candidates: readonly Model[] = [model];
      let isKilled = false;
      let stage: keyof typeof stages = "amid the unlock that takes it over";
      const unlocked = unlockAs(first.background, [model]);
      const working = (async () => {
        await unlocked;
        const change = nextEdit(model, 1);
        candidates = [model, change.after];
        stage = "amid the first change";
        if ((await change.send(first.background)).ok) candidates = [change.after];
        stage = "after both";
      })().catch((reason: unknown) => {
        if (!isKilled) throw reason;
      });
      if (kill % 3 === 0) await unlocked;
      await new Promise((done) => setTimeout(done, Math.random() * 80));
      isKilled = true;
      stages[stage] += 1;
      await first.kill();
      await working;
      const second = await startOn(profile);
      verdicts.push((await judge(second, candidates)).verdict);
      await second.kill();
      removeFolder(profile);
    }
  } finally {
    removeFolder(folder);
  }
  const bad = verdicts.filter((verdict) => verdict !== "kept");
  const where = Object.entries(stages).map(([stage, count]) => `${count} ${stage}`);
  report(
    "kill migration",
    "0 vaults lost, torn or unreadable",
    `${bad.length} of ${verdicts.length} kills: ${where.join(", ")}`,
  );
  expect(bad).toEqual([]);
  expect(verdicts).toHaveLength(migrations);
  expect(stages["amid the unlock that takes it over"]).toBeGreaterThan(0);
});

test("the comparison notices a lost, a torn and a missing state", async () => {
  const folder = newProfileFolder();
  try {
    const browser = await startOn(folder);
    const { background } = browser;
    expect(
      (
        await judge(browser, [
          { password: { kdf: {} as never, rootKey: "" }, accounts: [], recoveryRootKey: null },
        ])
      ).verdict,
    ).toBe("first run");
    const empty = await createVault(background);
    const change = nextEdit(empty, 0);
    await change.send(background);
    await background.lock();

    expect((await judge(browser, [empty])).verdict).toBe("lost or torn");
    await background.lock();
    const [account] = change.after.accounts;
    const other = {
      ...change.after,
      accounts: [{ accountName: account?.accountName ?? "", secret: "other", isDeleted: false }],
    };
    expect((await judge(browser, [other])).verdict).toBe("lost or torn");
    await background.lock();
    expect((await judge(browser, [empty, change.after])).verdict).toBe("kept");
    await browser.close();
  } finally {
    removeFolder(folder);
  }
});
