/** Logging in with the first device: fresh codes only, one try at a time, and the way through a locked vault. */

import { expect, type Page } from "@playwright/test";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { type Journey, test } from "./journey-fixtures.ts";
import {
  CARD,
  countRefusals,
  expectEntryFilled,
  expectSetUpFilled,
  fillEntry,
  listDeviceNames,
  logOut,
  sendEntry,
  sendSetUp,
  setUpFirstDevice,
  waitForEarlyStep,
} from "./journey-steps.ts";
import { enterPassword, submitEntryCode, waitForSite } from "./member.ts";
import { demoUser, LOGIN_THEMES } from "./realm.ts";

const USER = demoUser("demo_user01");

// A code that no secret gives for long: right once in a million runs at most.
const WRONG_CODE = "000000";

const MASTER_PASSWORD = "kujira no tegami 47";

for (const theme of LOGIN_THEMES) {
  test.describe(`log-in on ${theme}`, () => {
    test.use({ theme });

    test("the step used at set-up is withheld, and the next code is accepted at the first try", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      await background.createVault();
      await waitForEarlyStep();
      await setUpFirstDevice(journey, USER);
      await logOut(page);
      await enterPassword(page, USER);

      await clickOffer(page, CARD.fill);
      await expectOffer(page, CARD.stepUsed);
      await expect(page.locator("#otp")).toHaveValue("");
      await expectEntryFilled(page);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(0);
    });

    test("after a wrong code nothing is filled until a click, whose fresh code is accepted", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      const userId = await rig.admin.findUserId(USER.username);
      await background.createVault();
      await background.ask("settings.set", { autoLockMinutes: 15, autoSubmit: true, deviceName: "" });
      await setUpFirstDevice(journey, USER);
      await logOut(page);
      await enterPassword(page, USER);

      await submitEntryCode(page, WRONG_CODE);
      await expectOffer(page, CARD.refused);
      await expectOffer(page, CARD.refusedOnce);
      await expect(page.locator("#otp")).toHaveValue("");
      expect(await rig.admin.readBruteForce(userId)).toMatchObject({ numFailures: 1 });
      // Sending by itself is allowed here, but never after a refusal.
      await fillEntry(page);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(1);
      expect(await rig.admin.readBruteForce(userId)).toMatchObject({ numFailures: 0, disabled: false });
    });

    test("where the member allows it, one click fills and sends, and the server accepts", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      await background.createVault();
      await background.ask("settings.set", { autoLockMinutes: 15, autoSubmit: true, deviceName: "" });
      await setUpFirstDevice(journey, USER);
      await logOut(page);
      await enterPassword(page, USER);

      await clickOffer(page, CARD.fill);

      await waitForSite(page);
      expect(await countRefusals(rig)).toBe(0);
    });

    test("no vault leads to the first-run page, a locked one to the unlock page, and both come back and fill", async ({
      journey,
    }) => {
      const { rig, page, background } = journey;
      await enterPassword(page, USER);

      await createVaultByHand(journey, await openByCard(journey, CARD.enrolFirstRun));
      await expectSetUpFilled(page);
      await sendSetUp(page);
      await waitForSite(page);
      expect(await listDeviceNames(rig, USER)).toHaveLength(1);
      await logOut(page);
      await background.ask("vault.lock", null);
      await enterPassword(page, USER);
      await unlockByHand(await openByCard(journey, CARD.fillLocked));
      await expectEntryFilled(page);
      await sendEntry(page);

      expect(await countRefusals(rig)).toBe(0);
      expect(await background.ask("accounts.list", null)).toMatchObject([{ status: "confirmed" }]);
    });
  });
}

/** The tab that a click on the card opens. */
async function openByCard({ context, page }: Journey, label: string): Promise<Page> {
  const opened = context.waitForEvent("page");
  await clickOffer(page, label);
  return opened;
}

async function createVaultByHand({ background }: Journey, welcome: Page): Promise<void> {
  expect(await background.ask("vault.status", null)).toBe("none");
  const closed = welcome.waitForEvent("close", { timeout: 60_000 });
  await welcome.getByRole("button", { name: "わかりました。次へ進む" }).click();
  await welcome.getByLabel("新しいマスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
  await welcome.getByLabel("もう一度入力（確認）", { exact: true }).fill(MASTER_PASSWORD);
  await welcome.getByRole("button", { name: "このパスワードで始める" }).click();
  await closed;
}

async function unlockByHand(unlock: Page): Promise<void> {
  const closed = unlock.waitForEvent("close", { timeout: 60_000 });
  await unlock.getByLabel("マスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
  await unlock.getByRole("button", { name: "ロックを解除する" }).click();
  await closed;
}
