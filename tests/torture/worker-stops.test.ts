/** The service worker stopped before and after every message of the main flows: no message fails, nothing is lost. */

import { expect, test } from "@playwright/test";
import { scaled } from "../unit/scale.ts";
import { changePassword, createVault, findModel, type Model, nextEdit, unlockAs } from "./model.ts";
import { newProfileFolder, type ProfileBrowser, removeFolder, startOn } from "./profile.ts";
import { report } from "./report.ts";

/** Each step has stops before it and, by the next one's, after it. */
const stops = scaled({ ci: 60, long: 500 });

type Step = (browser: ProfileBrowser, model: Model) => Promise<Model>;

const look: Step = async ({ background }, model) => {
  expect(await findModel(background, model.password, [model])).toEqual(model);
  return model;
};

const edit =
  (turn: number): Step =>
  async ({ background }, model) => {
    const change = nextEdit(model, turn);
    expect(await change.send(background)).toMatchObject({ ok: true });
    return change.after;
  };

const lock: Step = async ({ background }, model) => {
  await background.lock();
  expect(await background.ask("vault.status", null)).toBe("locked");
  return model;
};

const unlock: Step = async ({ background }, model) => {
  expect(await unlockAs(background, [model])).toBe(model.password);
  return model;
};

const status: Step = async ({ background }, model) => {
  expect(await background.ask("vault.status", null)).toBe("unlocked");
  return model;
};

const newPasswordStep: Step = async ({ background }, model) => {
  const change = changePassword(model);
  expect(await change.send(background)).toMatchObject({ ok: true });
  return change.after;
};

/** The main flows, one after another, over and over. */
const round: readonly Step[] = [
  status,
  edit(0),
  look,
  edit(1),
  look,
  edit(2),
  edit(3),
  lock,
  unlock,
  look,
  newPasswordStep,
  look,
  lock,
  unlock,
  status,
];

interface Stopper {
  /** Ends the worker, and resolves when the browser says that it has ended. False when none was running. */
  stop(): Promise<boolean>;
}

const createStopper = async ({ context, background }: ProfileBrowser): Promise<Stopper> => {
  const cdp = await context.newCDPSession(background.page);
  let status = "";
  let onStopped = (): void => undefined;
  cdp.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    for (const { runningStatus } of versions) status = runningStatus;
    if (status === "stopped") onStopped();
  });
  await cdp.send("ServiceWorker.enable");
  return {
    stop: async () => {
      if (status === "stopped") return false;
      const stopped = new Promise<void>((done) => {
        onStopped = done;
      });
      await cdp.send("ServiceWorker.stopAllWorkers");
      await stopped;
      return true;
    },
  };
};

const mark = (browser: ProfileBrowser): Promise<boolean> => {
  const [worker] = browser.context.serviceWorkers();
  if (worker === undefined) throw new Error("the background does not run");
  return worker.evaluate(() => {
    const scope = globalThis as { isMarked?: boolean };
    const wasMarked = scope.isMarked === true;
    scope.isMarked = true;
    return wasMarked;
  });
};

test(`${stops} worker stops before and after every message: no failure`, async () => {
  const folder = newProfileFolder();
  let counted = 0;
  try {
    const browser = await startOn(folder);
    const stopper = await createStopper(browser);
    const stop = async (): Promise<void> => {
      if (await stopper.stop()) counted += 1;
    };
    await stop();
    let model = await createVault(browser.background);
    await stop();
    for (let turn = 0; counted < stops; turn++) {
      for (const step of round) {
        model = await step(browser, model);
        await stop();
      }
      if (turn > stops) throw new Error("the worker does not come back");
    }
    await look(browser, model);
    await browser.close();
  } finally {
    removeFolder(folder);
  }
  report("worker stops", "0 failures", `0 failures in ${counted} stops`);
  expect(counted).toBeGreaterThanOrEqual(stops);
});

test("a stop takes the worker's memory with it, so that the stops above mean something", async () => {
  const folder = newProfileFolder();
  try {
    const browser = await startOn(folder);
    const stopper = await createStopper(browser);
    await browser.background.ask("vault.status", null);
    expect(await mark(browser)).toBe(false);
    expect(await mark(browser)).toBe(true);

    expect(await stopper.stop()).toBe(true);
    expect(await stopper.stop()).toBe(false);
    await browser.background.ask("vault.status", null);

    expect(await mark(browser)).toBe(false);
    await browser.close();
  } finally {
    removeFolder(folder);
  }
});
