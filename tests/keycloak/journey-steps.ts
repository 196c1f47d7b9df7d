/** The steps of a member's journeys: what the member presses, and what the server has to say about it. */

import { expect, type Page } from "@playwright/test";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { PERIOD_SECONDS } from "../portal/totp.ts";
import type { Journey } from "./journey-fixtures.ts";
import { enterPassword, submit, waitForSite } from "./member.ts";
import type { DemoUser } from "./realm.ts";
import type { Rig } from "./rig.ts";
import { SITE_LOGOUT_URL, SITE_TEXTS } from "./site-server.ts";

/** Buttons and sentences of the card. */
export const CARD = {
  enrol: "登録して入力する",
  enrolFirstRun: "準備をして登録する",
  fill: "コードを入力する",
  fillLocked: "ロックを解除して入力する",
  setUpFilled: "ページの「実行」を押すと完了します",
  entryFilled: "入力しました。ページのボタンを押してください。",
  confirmed: "登録が完了しました",
  stepUsed: "いまのコードは使用ずみです",
  refused: "コードが受け付けられませんでした",
  refusedOnce: "パソコンの時計が合っているか、選んだデバイスが正しいか",
  ask: "どの登録を使いますか",
} as const;

/** The name proposed to the first device, and to the next ones. */
export const DEVICE_NAME = "自宅PC (Chrome)";
export const SECOND_DEVICE_NAME = "自宅PC (Chrome) (2)";

const SIX_DIGITS = /^\d{6}$/;

/** One click on a set-up page: code and device name are in the page's fields. */
export async function fillSetUp(page: Page, deviceName = DEVICE_NAME): Promise<void> {
  await clickOffer(page, CARD.enrol);
  await expectSetUpFilled(page, deviceName);
}

export async function expectSetUpFilled(page: Page, deviceName = DEVICE_NAME): Promise<void> {
  await expectOffer(page, CARD.setUpFilled);
  await expect(page.locator("#totp")).toHaveValue(SIX_DIGITS);
  await expect(page.locator("#userLabel")).toHaveValue(deviceName);
}

/** One click on an entry page; waits as long as the card waits for a fresh code. */
export async function fillEntry(page: Page): Promise<void> {
  await clickOffer(page, CARD.fill);
  await expectEntryFilled(page);
}

export async function expectEntryFilled(page: Page): Promise<void> {
  await expectOffer(page, CARD.entryFilled);
  await expect(page.locator("#otp")).toHaveValue(SIX_DIGITS);
}

/** The page's own button of a set-up page. */
export async function sendSetUp(page: Page): Promise<void> {
  await submit(page, "#saveTOTPBtn");
}

/** The page's own button of an entry page; the server has to lead on to the site. */
export async function sendEntry(page: Page): Promise<void> {
  await submit(page, "#kc-login");
  await waitForSite(page);
}

/** A member's first device, from the password to the site. The vault must be open. */
export async function setUpFirstDevice({ page }: Journey, user: DemoUser): Promise<void> {
  await enterPassword(page, user);
  await fillSetUp(page);
  await sendSetUp(page);
  await waitForSite(page);
}

/** Ends the session at the server, through its own question. */
export async function logOut(page: Page): Promise<void> {
  await page.goto(SITE_LOGOUT_URL);
  await submit(page, "#kc-logout");
  await expect(page.getByRole("heading", { name: SITE_TEXTS.loggedOut })).toBeVisible();
}

/** Resolves early in a time step, so that what follows ends within the same one. */
export async function waitForEarlyStep(): Promise<void> {
  const readSecondsLeft = (): number => PERIOD_SECONDS - ((Date.now() / 1000) % PERIOD_SECONDS);
  await expect.poll(readSecondsLeft, { timeout: 40_000, intervals: [250] }).toBeGreaterThan(20);
}

/** The devices of a user as the server keeps them, in its order. */
export async function listDeviceNames({ admin }: Rig, user: DemoUser): Promise<readonly string[]> {
  const credentials = await admin.listOtpCredentials(await admin.findUserId(user.username));
  return credentials.map(({ userLabel }) => userLabel);
}

/** The device that an entry page would send, by the name the server knows it under. */
export async function readChosenDevice(
  { admin }: Rig,
  page: Page,
  user: DemoUser,
): Promise<string | undefined> {
  const field = 'input[name="selectedCredentialId"]';
  const chosen = await page.locator(`${field}[type="hidden"], ${field}:checked`).inputValue();
  const credentials = await admin.listOtpCredentials(await admin.findUserId(user.username));
  return credentials.find(({ id }) => id === chosen)?.userLabel;
}

/** How many log-ins the server refused since the realm is new. */
export async function countRefusals({ admin }: Rig): Promise<number> {
  return (await admin.listEvents("LOGIN_ERROR")).length;
}
