/** What a member does on our own pages, by the words they see. */

import { expect, type Page } from "@playwright/test";

/** Synthetic; long enough for the floor of 12 characters. */
export const MASTER_PASSWORD = "yukkuri-3-neko-to-umi";

/** Walks through the first-run page and creates the vault at its full cost. */
export const createVaultByHand = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "わかりました。次へ進む" }).click();
  await page.getByLabel("新しいマスターパスワード").fill(MASTER_PASSWORD);
  await page.getByLabel("もう一度入力（確認）").fill(MASTER_PASSWORD);
  await page.getByRole("button", { name: "このパスワードで始める" }).click();
};

/** Types the password into any of our pages that asks for it. */
export const unlockByHand = async (page: Page, password = MASTER_PASSWORD): Promise<void> => {
  const field = page.getByLabel("マスターパスワード", { exact: true });
  await expect(field).toBeFocused();
  await field.fill(password);
  await field.press("Enter");
};
