/** Making and using a recovery code on our own pages, by the words a member sees. */

import { expect, type Page } from "@playwright/test";
import { unlockByHand } from "./first-run.ts";

const codeList = (page: Page) => page.getByRole("list", { name: "復旧コード" });

/** The code that the page shows, as a member would write it down. */
export const readCode = async (page: Page): Promise<string> => {
  await expect(codeList(page)).toBeVisible();
  const groups = await codeList(page).locator("li > span:last-child").allTextContents();
  return groups.join("-");
};

/** Goes on from the shown code and types it back; the page then asks for the next thing. */
export const typeBack = async (page: Page, code: string): Promise<void> => {
  await page.getByRole("button", { name: "紙に残した。次へ進む" }).click();
  await expect(codeList(page)).toHaveCount(0);
  await page.getByRole("textbox", { name: "復旧コード" }).fill(code);
  await page.getByRole("button", { name: "確かめる" }).click();
};

/** Makes a code from the button on; it is saved with proof of the master password. Gives the code. */
export const makeCodeByHand = async (page: Page): Promise<string> => {
  await page.getByRole("button", { name: "復旧コードを作る" }).click();
  const code = await readCode(page);
  await typeBack(page, code);
  await unlockByHand(page);
  return code;
};

/** Types a code from paper on the recovery page. */
export const enterCode = async (page: Page, code: string): Promise<void> => {
  await page.getByRole("textbox", { name: "復旧コード" }).fill(code);
  await page.getByRole("button", { name: "確かめて次へ進む" }).click();
};

/** Chooses the new password on the recovery page, at its full cost. */
export const chooseNewPassword = async (page: Page, password: string): Promise<void> => {
  await page.getByLabel("新しいマスターパスワード").fill(password);
  await page.getByLabel("もう一度入力（確認）").fill(password);
  await page.getByRole("button", { name: "次へ進む" }).click();
};
