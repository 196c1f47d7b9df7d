/** Passkeys with a virtual authenticator: enrolling, unlocking, removing, and every way it can fail. */

import { expect, type Page } from "@playwright/test";
import { type AuthenticatorOptions, addAuthenticator } from "../browser/authenticator.ts";
import { createVaultByHand, MASTER_PASSWORD, unlockByHand } from "../browser/first-run.ts";
import { losePasswordSlot } from "../browser/lose-password.ts";
import { type Member, test } from "./fixtures.ts";

const NEW_PASSWORD = "atarashii-5-inu-to-yama";
const use = "パスキー（指紋・顔・PIN）を使う";

/** The manager's security part with a vault under the usual password, and an authenticator of that page. */
const openSecurity = async (member: Member, options: AuthenticatorOptions = {}) => {
  const page = await member.context.newPage();
  const url = (file: string) => `chrome-extension://${member.launched.extensionId}/${file}`;
  await page.goto(url("welcome.html"));
  await createVaultByHand(page);
  await expect(page.getByText("準備ができました")).toBeVisible();
  await page.goto(url("manager.html#security"));
  const authenticator = await addAuthenticator(page, options);
  await page.bringToFront(); // WebAuthn answers only a page that has the focus
  return { page, authenticator };
};

const provePassword = async (page: Page, act: string, password = MASTER_PASSWORD): Promise<void> => {
  await page.getByLabel("マスターパスワード", { exact: true }).fill(password);
  await page.getByRole("dialog").or(page.getByRole("alertdialog")).getByRole("button", { name: act }).click();
};

const enrol = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("button", { name: "パスキーを追加する" }).click();
  await page.getByRole("textbox", { name: "パスキーの名前" }).fill(name);
  await provePassword(page, "パスキーを追加する");
};

const ways = (page: Page) => page.getByRole("list", { name: "いまある開く方法" }).getByRole("listitem");

const slotTypes = async ({ background }: Member): Promise<readonly string[]> =>
  (await background.ask("slots.list", null)).map(({ type }) => type);

test("a passkey made in the manager opens the locked vault there", async ({ member }) => {
  const { page, authenticator } = await openSecurity(member);

  await enrol(page, "自宅のPC");
  await expect(page.getByText("パスキー「自宅のPC」を追加しました。")).toBeVisible();
  await expect(ways(page)).toHaveCount(2);
  expect(await authenticator.credentialCount()).toBe(1);

  await page.getByRole("button", { name: "いますぐロックする" }).click();
  await page.getByRole("button", { name: use }).click();

  await expect(page.getByRole("heading", { name: "開く方法" })).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");
});

test("the same passkey opens from the welcome page, the popup's and the unlock page", async ({ member }) => {
  const { page } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);

  for (const file of ["welcome.html", "popup.html", "unlock.html"]) {
    await member.background.lock();
    // The same tab, since the authenticator belongs to it.
    await page.goto(`chrome-extension://${member.launched.extensionId}/${file}`);
    await page.bringToFront();
    await page.getByRole("button", { name: use }).click();
    await expect(page.getByRole("button", { name: use })).toHaveCount(0);
    expect(await member.background.ask("vault.status", null)).toBe("unlocked");
  }
});

test("a mistyped password is said before the authenticator is asked", async ({ member }) => {
  const { page, authenticator } = await openSecurity(member);
  await page.getByRole("button", { name: "パスキーを追加する" }).click();

  await provePassword(page, "パスキーを追加する", "not-the-password-1");

  await expect(page.getByText("マスターパスワードが違います。")).toBeVisible();
  expect(await authenticator.credentialCount()).toBe(0);
  expect(await slotTypes(member)).toEqual(["password"]);
});

test("an authenticator without prf is refused in words and nothing is added", async ({ member }) => {
  const { page } = await openSecurity(member, { hasPrf: false });

  await enrol(page, "自宅のPC");

  await expect(page.getByText("このパソコンのパスキーは、ひとときでは使えません")).toBeVisible();
  expect(await slotTypes(member)).toEqual(["password"]);
});

test("a person who is not recognised adds nothing and is told so", async ({ member }) => {
  const { page } = await openSecurity(member, { isUserVerified: false });

  await enrol(page, "自宅のPC");

  await expect(page.getByText("パスキーで確かめられませんでした。")).toBeVisible();
  expect(await slotTypes(member)).toEqual(["password"]);
});

test("a person who is not recognised opens nothing and is told so", async ({ member }) => {
  const { page, authenticator } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);
  await authenticator.setUserVerified(false);
  await page.getByRole("button", { name: "いますぐロックする" }).click();

  await page.getByRole("button", { name: use }).click();

  await expect(page.getByText("パスキーで確かめられませんでした。")).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("locked");
});

test("a passkey that the PC has lost is told so, and the password still opens", async ({ member }) => {
  const { page, authenticator } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);
  await authenticator.forgetAll();
  await page.getByRole("button", { name: "いますぐロックする" }).click();

  await page.getByRole("button", { name: use }).click();

  await expect(page.getByText("パスキーで確かめられませんでした。")).toBeVisible();
  await expect(page.getByRole("button", { name: use })).toBeFocused();
  await page.getByLabel("マスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
  await page.getByRole("button", { name: "ロックを解除する" }).click();
  await expect(page.getByRole("heading", { name: "開く方法" })).toBeVisible();
});

test("the same PC is not added twice; a passkey is renamed, and removed by its own proof", async ({
  member,
}) => {
  const { page } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);

  await enrol(page, "もう一度");
  await expect(page.getByText("このパソコンのパスキーは、もう追加されています。")).toBeVisible();
  await page.getByRole("button", { name: "やめる" }).click();

  await page.getByRole("button", { name: "名前を変える" }).click();
  await page.getByRole("textbox", { name: "パスキーの名前" }).fill("書斎のPC");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(ways(page).nth(1)).toContainText("パスキー「書斎のPC」");

  await page.getByRole("button", { name: "消す", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: use }).click();
  await expect(page.getByText("パスキー「書斎のPC」を消しました。")).toBeVisible();
  expect(await slotTypes(member)).toEqual(["password"]);
});

test("making all keys new ends the passkeys and keeps the password", async ({ member }) => {
  const { page } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);

  await page.getByRole("button", { name: "鍵を全部新しくする" }).click();
  await provePassword(page, "鍵を全部新しくする");

  await expect(page.getByText("鍵を全部新しくしました。")).toBeVisible();
  await expect(ways(page)).toHaveCount(1);
  await page.getByRole("button", { name: "いますぐロックする" }).click();
  await expect(page.getByLabel("マスターパスワード", { exact: true })).toBeFocused();
  await expect(page.getByRole("button", { name: use })).toHaveCount(0);
  await page.getByLabel("マスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "開く方法" })).toBeVisible();
});

test("a vault that lost its password asks for none, opens by the passkey and insists on a new password", async ({
  member,
}) => {
  const { page } = await openSecurity(member);
  await enrol(page, "自宅のPC");
  await expect(ways(page)).toHaveCount(2);
  await losePasswordSlot(member.background, MASTER_PASSWORD);
  await page.reload();
  await page.bringToFront();

  await expect(page.getByText("マスターパスワードでは開けません")).toBeVisible();
  await expect(page.getByLabel("マスターパスワード", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: use }).click();
  await expect(page.getByText("マスターパスワードを決め直してください")).toBeVisible();
  await expect(ways(page)).toHaveCount(0);
  await page.getByLabel("新しいマスターパスワード", { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel("もう一度入力（確認）").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "新しいマスターパスワードにする" }).click();

  await expect(page.getByText("新しいマスターパスワードになりました。")).toBeVisible();
  expect(await slotTypes(member)).toEqual(["password", "passkey"]);
  await member.background.ask("vault.lock", null);
  await unlockByHand(page, NEW_PASSWORD);
  await expect(ways(page)).toHaveCount(2);
});
