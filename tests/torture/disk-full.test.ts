/** A disk that runs full amid the work, is freed, and the browser started again: what was acknowledged is there. */

import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { scaled } from "../unit/scale.ts";
import { addAccount, createVault, lookInside, type Model, type ModelAccount, unlockAs } from "./model.ts";
import { type ProfileBrowser, removeFolder, startOn } from "./profile.ts";
import { report } from "./report.ts";
import { mountSmallDisk } from "./small-disk.ts";

const cycles = scaled({ ci: 10, long: 50 });
/** Refusals after which the disk counts as noticed. */
const ENOUGH_REFUSALS = 3;
const MOST_TRIES = 60;

interface Book {
  model: Model;
  readonly acknowledged: ModelAccount[];
  readonly refused: ModelAccount[];
  readonly codes: string[];
}

/** One account more, entered on the side of the book that the answer gives it. */
const tryToAdd = async ({ background }: ProfileBrowser, book: Book): Promise<boolean> => {
  const change = addAccount(book.model);
  const added = change.after.accounts.at(-1);
  if (added === undefined) throw new Error("nothing was added");
  const reply = await change.send(background).catch((reason: unknown) => ({
    ok: false,
    code: `no answer (${String(reason).slice(0, 120)})`,
  }));
  if (reply.ok) {
    book.model = change.after;
    book.acknowledged.push(added);
  } else {
    book.refused.push(added);
    book.codes.push(reply.code ?? "no code");
  }
  return reply.ok;
};

const tryManyWhileFull = async (browser: ProfileBrowser, book: Book): Promise<void> => {
  let refusals = 0;
  for (let tries = 0; tries < MOST_TRIES && refusals < ENOUGH_REFUSALS; tries++)
    if (!(await tryToAdd(browser, book))) refusals += 1;
};

/** Accounts that were acknowledged and are gone, and those that are there without anyone having asked for them. */
const compare = async (
  { background }: ProfileBrowser,
  { model, acknowledged, refused }: Book,
): Promise<{ readonly lost: number; readonly strange: number }> => {
  const status = await background.ask("vault.status", null);
  if (status !== "locked") return { lost: acknowledged.length, strange: 0 };
  if ((await unlockAs(background, [model])) === null) return { lost: acknowledged.length, strange: 0 };
  const found = await lookInside(background, [...acknowledged, ...refused]);
  const isThere = ({ secret }: ModelAccount): boolean => found.some((one) => one.secret === secret);
  return {
    lost: acknowledged.filter((one) => !isThere(one)).length,
    strange: found.filter(({ secret }) => secret === "torn").length,
  };
};

test(`${cycles} times a full disk, freed, and a restart: nothing acknowledged is lost, nothing fails in silence`, async () => {
  const disk = mountSmallDisk();
  if ("refused" in disk) {
    console.log(
      `\n!!! SKIPPED: a full disk was not tested; this machine allows no mount (${disk.refused})\n`,
    );
    report("disk full", "0 acknowledged changes lost", "SKIPPED: mount is not allowed here");
    test.skip(true, "mount is not allowed here");
    return;
  }
  const books: (Book & { lost: number; strange: number; worksAgain: boolean })[] = [];
  try {
    for (let cycle = 0; cycle < cycles; cycle++) {
      const profile = join(disk.path, `profile-${cycle}`);
      const browser = await startOn(profile);
      const book: Book = {
        model: await createVault(browser.background),
        acknowledged: [],
        refused: [],
        codes: [],
      };
      for (let step = 0; step < cycle % 10; step++) await tryToAdd(browser, book);
      disk.fill();
      await tryManyWhileFull(browser, book);
      disk.free();
      for (let step = 0; step < 3; step++) await tryToAdd(browser, book);
      await (cycle % 2 === 0 ? browser.close() : browser.kill());
      const again = await startOn(profile);
      const found = await compare(again, book);
      const worksAgain = await tryToAdd(again, book);
      books.push({ ...book, ...found, worksAgain });
      await again.close();
      removeFolder(profile);
    }
  } finally {
    disk.free();
    disk.unmount();
  }
  const sum = (count: (book: (typeof books)[number]) => number): number =>
    books.reduce((total, book) => total + count(book), 0);
  const codes = [...new Set(books.flatMap((book) => book.codes))].toSorted();
  report(
    "disk full",
    "0 acknowledged changes lost, 0 failures without a code",
    `${sum(({ lost }) => lost)} of ${sum((book) => book.acknowledged.length)} acknowledged changes lost in ${books.length} cycles; ${sum((book) => book.refused.length)} refused (${codes.join(", ")})`,
  );
  expect(books.map(({ lost, strange }) => ({ lost, strange }))).toEqual(
    books.map(() => ({ lost: 0, strange: 0 })),
  );
  expect(codes.filter((code) => !/^storage-/.test(code))).toEqual([]);
  expect(books.filter(({ refused }) => refused.length === 0)).toEqual([]); // every disk was really full
  expect(books.filter(({ worksAgain }) => !worksAgain)).toEqual([]);
});
