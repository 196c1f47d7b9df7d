/** Files of other authenticator apps, as a member brings them in. */

import { expect, type Page } from "@playwright/test";
import { createVaultByHand } from "../browser/first-run.ts";
import {
  AEGIS_PASSWORD,
  aegisEntry,
  everyKind,
  plainAegis,
  sealedAegis,
} from "../unit/core/importers/aegis-samples.ts";
import { type Member, test } from "./fixtures.ts";

const open = async ({ context, launched }: Member, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${launched.extensionId}/${path}`);
  return page;
};

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

const chooseFile = (page: Page, text: string): Promise<void> =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name: "aegis-export.json", mimeType: "application/json", buffer: Buffer.from(text) });

/** A vault without accounts, and the form for restoring from a file. */
const openRestore = async (member: Member): Promise<Page> => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible();
  await welcome.close();
  const page = await open(member, "manager.html#backup");
  await press(page, "ファイルを選んで中を見る");
  return page;
};

const names = async ({ background }: Member): Promise<readonly string[]> =>
  (await background.ask("accounts.list", null)).map(({ accountName }) => accountName);

test("a sealed file of Aegis is opened by its own password, and what cannot come is named", async ({
  member,
}) => {
  const page = await openRestore(member);
  await chooseFile(page, sealedAegis(everyKind, ["the other password", AEGIS_PASSWORD]));
  await expect(page.getByText("認証アプリ「Aegis」のパスワード")).toBeVisible();

  await page.getByLabel("ファイルのパスワード", { exact: true }).fill("not-the-password-1");
  await press(page, "中を見る");
  await expect(page.getByText("パスワードが違います。")).toBeVisible();
  await page.getByLabel("ファイルのパスワード", { exact: true }).fill(AEGIS_PASSWORD);
  await press(page, "中を見る");

  await expect(page.getByRole("listitem").filter({ hasText: "hana" })).toContainText("いまはない");
  await expect(page.getByText("ひとときに入れられないものが3件あります")).toBeVisible();
  await expect(page.getByText("Steam – gamer")).toBeVisible();
  expect(await names(member)).toEqual([]);
  await press(page, "2件を取り込む");
  await expect(page.getByText("2件のアカウントをファイルから戻しました。")).toBeVisible();
  expect(await names(member)).toEqual(["taro", "hana"]);
});

test("a file of Aegis in clear warns of itself, and leaves a damaged entry behind in so many words", async ({
  member,
}) => {
  const page = await openRestore(member);
  await chooseFile(page, plainAegis([aegisEntry(), aegisEntry({ name: "broken" }, { digits: 5 })]));
  await expect(page.getByText("このファイルは暗号化されていません")).toBeVisible();
  await press(page, "中を見る");

  await expect(page.getByText("中身がこわれていて読めません")).toBeVisible();
  expect(await names(member)).toEqual([]);
  await press(page, "読めないものを残して、1件だけ取り込む");
  await expect(page.getByText("1件のアカウントをファイルから戻しました。")).toBeVisible();
  expect(await names(member)).toEqual(["taro"]);
});
