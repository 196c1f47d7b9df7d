/** A long day in short: logins, locks and worker stops over and over, with the clock put forward between them. */

import { expect, type Page, test } from "@playwright/test";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { scaled } from "../unit/scale.ts";
import { type Traveller, withTraveller } from "./journey.ts";
import { report } from "./report.ts";

const fills = scaled({ ci: 30, long: 200 });
const USER = "demo_user01";
const STEP_MS = 30_000;

const setUp = async ({ member }: Traveller): Promise<Page> => {
  await member.background.createVault();
  const page = await member.signIn(USER);
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  return page;
};

/** The worker starts with the true clock, so it is stopped while the vault is locked: a clock going back locks it. */
const disturb = async ({ member: { background } }: Traveller, turn: number): Promise<boolean> => {
  if (turn % 3 === 0) return false;
  await background.lock();
  if (turn % 3 === 2) await background.stopWorker();
  return true;
};

test(`${fills} logins with locks and worker stops between them: no error`, async () => {
  await withTraveller(async (traveller) => {
    const { member, browser } = traveller;
    const errors: string[] = [];
    browser.context.on("weberror", (error) => errors.push(error.error().message));
    browser.context.on("console", (message) => {
      if (message.type() === "error" && message.page()?.url().startsWith("chrome-extension:"))
        errors.push(message.text());
    });
    const startedMs = performance.now();
    const page = await setUp(traveller);
    for (let turn = 0; turn < fills; turn++) {
      const isLocked = await disturb(traveller, turn);
      await member.advance(STEP_MS);
      if (isLocked) await member.background.unlock();
      await member.signIn(USER, page);
      await clickOffer(page, "コードを入力する");
      await expectOffer(page, "入力しました");
      await leaveBy(page, "#kc-login");
      await expect(page).toHaveURL(/www\.demo\.portal/);
    }
    const { submissions } = member.portal.control;
    const accepted = submissions.filter(({ kind, accepted }) => kind === "entry" && accepted).length;
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    report(
      "soak",
      "0 errors",
      `${errors.length} errors, ${accepted} of ${fills} logins accepted in ${seconds} s`,
    );
    expect(errors).toEqual([]);
    expect(accepted).toBe(fills);
    expect(submissions.filter((one) => !one.accepted)).toEqual([]);
    await browser.close();
  });
});

test("an error on a page of the extension is noticed", async () => {
  await withTraveller(async ({ member, browser }) => {
    const errors: string[] = [];
    browser.context.on("weberror", (error) => errors.push(error.error().message));
    await member.background.page.evaluate(() => {
      setTimeout(() => {
        throw new Error("planted");
      });
    });

    await expect.poll(() => errors).toEqual(["planted"]);
    await browser.close();
  });
});
