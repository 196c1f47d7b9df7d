/** Three pages of the extension editing one vault at the same moment: every acknowledged edit is there. */

import { expect, type Page, test } from "@playwright/test";
import { type Background, openBackground } from "../browser/background.ts";
import { scaled } from "../unit/scale.ts";
import { addAccount, createVault, lookInside, type Model, type ModelAccount, nextEdit } from "./model.ts";
import { newProfileFolder, removeFolder, startOn } from "./profile.ts";
import { report } from "./report.ts";

const edits = scaled({ ci: 100, long: 1000 });
const PAGES = 3;

const sorted = (accounts: readonly ModelAccount[]): readonly string[] =>
  accounts.map((one) => `${one.secret} ${one.accountName} ${one.isDeleted}`).toSorted();

/** One context's edits, one after another, on accounts of its own; the others' are between them. */
const editAlone = async (background: Background, start: Model): Promise<Model> => {
  let model = start;
  for (let turn = 0; turn < edits; turn++) {
    const change = nextEdit(model, turn);
    expect(await change.send(background)).toMatchObject({ ok: true });
    model = change.after;
  }
  return model;
};

test(`${PAGES} pages with ${edits} edits each: none is lost`, async () => {
  const folder = newProfileFolder();
  try {
    const { context, extensionId, background, close } = await startOn(folder);
    const empty = await createVault(background);
    const pages = [
      background,
      await openBackground(context, extensionId),
      await openBackground(context, extensionId),
    ];

    const models = await Promise.all(pages.map((page) => editAlone(page, empty)));

    const expected = models.flatMap(({ accounts }) => accounts);
    const found = await lookInside(background, expected);
    const lost = sorted(expected).filter((one) => !sorted(found).includes(one)).length;
    report("races", "0 edits lost", `${lost} of ${PAGES} x ${edits} edits lost`);
    expect(sorted(found)).toEqual(sorted(expected));
    const last = addAccount(empty);
    expect(sorted(found)).not.toEqual(sorted([...expected, ...last.after.accounts]));
    await close();
  } finally {
    removeFolder(folder);
  }
});

/** Counts up in storage.local, reading and writing without any lock. */
const countWithoutLock = (page: Page, times: number): Promise<void> =>
  page.evaluate(async (count) => {
    const { chrome } = globalThis as unknown as {
      chrome: {
        storage: {
          local: { get(key: string): Promise<{ counter?: number }>; set(items: object): Promise<void> };
        };
      };
    };
    for (let i = 0; i < count; i++) {
      const { counter = 0 } = await chrome.storage.local.get("counter");
      await chrome.storage.local.set({ counter: counter + 1 });
    }
  }, times);

test("the same pages without a lock do lose edits, so that they really run at the same moment", async () => {
  const folder = newProfileFolder();
  try {
    const { context, extensionId, background, close } = await startOn(folder);
    const others = [await openBackground(context, extensionId), await openBackground(context, extensionId)];

    await Promise.all([background, ...others].map(({ page }) => countWithoutLock(page, 100)));

    const { counter } = await background.page.evaluate(async () => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { get(key: string): Promise<{ counter: number }> } } };
      };
      return chrome.storage.local.get("counter");
    });
    expect(counter).toBeLessThan(300);
    await close();
  } finally {
    removeFolder(folder);
  }
});
