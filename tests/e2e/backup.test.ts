/** Back-ups as a member makes, checks and uses them, with real passwords at their real cost. */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { openBackground } from "../browser/background.ts";
import { createVaultByHand, MASTER_PASSWORD } from "../browser/first-run.ts";
import { launch } from "../browser/launch.ts";
import { createSampleKey, type SampleKey } from "../browser/qr-page.ts";
import { type Member, test } from "./fixtures.ts";

/** A frozen file at N = 2^14, with its synthetic password. */
const WEAK_FILE = fileURLToPath(new URL("../fixtures/backup/v1-weak-kdf.json", import.meta.url));
const WEAK_FILE_PASSWORD = "控えの　Ｓａｍｐｌｅ ﾊﾟｽﾜｰﾄﾞ 🔑 2026";

const FILE_PASSWORD = "kono-file-dake-no-7-kumo";

const open = async ({ context, launched }: Member, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${launched.extensionId}/${path}`);
  return page;
};

/** A vault under a real password with these accounts, and the back-up page. */
const openBackup = async (member: Member, keys: readonly SampleKey[]): Promise<Page> => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible();
  await welcome.close();
  for (const { uri } of keys) await member.background.ask("accounts.add", { uri, onSameName: "keep-both" });
  const page = await open(member, "manager.html#backup");
  await expect(page.getByText("まだ一度もバックアップしていません")).toBeVisible();
  return page;
};

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** Presses the button and reads the file that the browser was handed. */
const download = async (page: Page, name: string) => {
  const started = page.waitForEvent("download");
  await press(page, name);
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
};

const chooseFile = (page: Page, text: string, name = "hitotoki-backup.json"): Promise<void> =>
  page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

const typePassword = async (page: Page, password: string, act: string): Promise<void> => {
  await page.getByLabel("ファイルのパスワード", { exact: true }).fill(password);
  await press(page, act);
};

const names = async (member: Member): Promise<readonly string[]> =>
  (await member.background.ask("accounts.list", null))
    .filter(({ deletedAtMs }) => deletedAtMs === null)
    .map(({ accountName }) => accountName);

test("a back-up is made, checked, and brings a deleted account back after a look at it", async ({
  member,
}) => {
  const keys = [createSampleKey("hanako"), createSampleKey("taro")];
  const page = await openBackup(member, keys);

  const file = await download(page, "バックアップを作る");
  expect(file.name).toMatch(/^hitotoki-backup-\d{4}-\d\d-\d\d\.json$/);
  for (const { secretBase32 } of keys) expect(file.text).not.toContain(secretBase32);
  await expect(page.getByText("まだ確かめていません")).toBeVisible();

  await press(page, "続けて、このファイルを確かめる");
  await chooseFile(page, file.text, file.name);
  await typePassword(page, "not-the-password-1", "開けるか確かめる");
  await expect(
    page.getByText("パスワードが違います。ファイルも保存したものも変わっていません。"),
  ).toBeVisible();
  await typePassword(page, MASTER_PASSWORD, "開けるか確かめる");
  await expect(page.getByText("このバックアップは使えます")).toBeVisible();
  await expect(page.getByText(/開けることを確かめた日：\d/)).toBeVisible();

  const [first] = await member.background.ask("accounts.list", null);
  await member.background.ask("accounts.delete", { accountId: first?.id ?? "" });
  await member.background.ask("accounts.erase", { accountId: first?.id ?? "" });
  expect(await names(member)).toEqual(["taro"]);
  await press(page, "ファイルを選んで中を見る");
  await chooseFile(page, file.text);
  await typePassword(page, MASTER_PASSWORD, "中を見る");
  await expect(page.getByRole("listitem").filter({ hasText: "hanako" })).toContainText("いまはない");
  await expect(page.getByText("いまもあるものと同じアカウントが1件あります")).toBeVisible();
  expect(await page.content()).not.toContain(keys[0]?.secretBase32);
  await press(page, "1件を戻す");

  await expect(page.getByText("1件のアカウントをファイルから戻しました。")).toBeVisible();
  expect([...(await names(member))].sort()).toEqual(["hanako", "taro"]);
});

test("a file under a password of its own starts another browser, whose master password it becomes", async ({
  member,
}) => {
  const page = await openBackup(member, [createSampleKey("hanako")]);
  await page.getByText("このファイルだけの、別のパスワードで開く").click();
  await page.getByLabel("いまのマスターパスワード", { exact: true }).fill(MASTER_PASSWORD);
  await page.getByLabel("このファイルだけのパスワード").fill(FILE_PASSWORD);
  await page.getByLabel("もう一度入力（確認）").fill(FILE_PASSWORD);
  const file = await download(page, "バックアップを作る");
  await expect(page.getByText("バックアップを作りました")).toBeVisible();

  const other = await launch({ hostResolverRules: member.portal.hostResolverRules });
  try {
    const background = await openBackground(other.context, other.extensionId);
    const welcome = await other.context.newPage();
    await welcome.goto(`chrome-extension://${other.extensionId}/welcome.html`);
    await press(welcome, "別のPCのバックアップから始める");
    await chooseFile(welcome, file.text, file.name);
    await typePassword(welcome, MASTER_PASSWORD, "このファイルから始める");
    await expect(welcome.getByText("パスワードが違います。")).toBeVisible();
    expect(await background.ask("vault.status", null)).toBe("none");
    await typePassword(welcome, FILE_PASSWORD, "このファイルから始める");
    await expect(welcome.getByText("引きつぎました")).toBeVisible();

    expect(await background.ask("accounts.list", null)).toMatchObject([{ accountName: "hanako" }]);
    await background.ask("vault.lock", null);
    const manager = await other.context.newPage();
    await manager.goto(`chrome-extension://${other.extensionId}/manager.html#accounts`);
    await manager.getByLabel("マスターパスワード", { exact: true }).fill(FILE_PASSWORD);
    await press(manager, "ロックを解除する");
    await expect(manager.getByText("hanako")).toBeVisible();
  } finally {
    await other.close();
  }
});

test("a restore whose worker is stopped leaves the old vault or the new one, never less", async ({
  member,
}) => {
  const keys = [createSampleKey("hanako"), createSampleKey("taro")];
  const page = await openBackup(member, keys);
  const { text } = await download(page, "バックアップを作る");
  const [first] = await member.background.ask("accounts.list", null);
  await member.background.ask("accounts.delete", { accountId: first?.id ?? "" });
  await press(page, "ファイルを選んで中を見る");
  await chooseFile(page, text);
  await typePassword(page, MASTER_PASSWORD, "中を見る");

  await Promise.all([press(page, "1件を戻す"), member.background.stopWorker()]);

  await expect(page.getByText(/1件のアカウントをファイルから戻しました|戻していません/)).toBeVisible();
  const stored = [...(await names(member))].sort();
  expect([["taro"], ["hanako", "taro"]]).toContainEqual(stored);
  const again = page.getByRole("button", { name: "1件を戻す", exact: true });
  if (await again.isVisible()) await again.click();
  await expect.poll(async () => [...(await names(member))].sort()).toEqual(["hanako", "taro"]);
});

/** What damaged storage or a cleaning program leaves: the markers that a vault was there, and no vault. */
const loseVault = async ({ background }: Member): Promise<void> => {
  await background.page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { remove(keys: readonly string[]): Promise<void> } } };
    };
    await chrome.storage.local.remove(["vault", "vault.a", "vault.b", "vault.pointer"]);
    const mirror = await navigator.storage.getDirectory();
    for (const file of ["vault-0.json", "vault-1.json", "vault-2.json"])
      await mirror.removeEntry(file).catch(() => undefined);
  });
  await background.stopWorker();
};

test("a vault that is gone comes back from its back-up, on the page that says so", async ({ member }) => {
  const page = await openBackup(member, [createSampleKey("hanako")]);
  const { text } = await download(page, "バックアップを作る");
  await loseVault(member);
  const welcome = await open(member, "welcome.html");
  await expect(welcome.getByText("保存したデータが見つかりません")).toBeVisible();

  await chooseFile(welcome, text);
  await typePassword(welcome, MASTER_PASSWORD, "このファイルから始める");

  await expect(welcome.getByText("引きつぎました")).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");
  expect(await names(member)).toEqual(["hanako"]);
});

test("an old file whose password was stretched too little starts a browser with the strong method", async ({
  member,
}) => {
  const welcome = await open(member, "welcome.html");
  await press(welcome, "別のPCのバックアップから始める");
  await chooseFile(welcome, await readFile(WEAK_FILE, "utf8"));
  await expect(welcome.getByText("いまの基準より弱い方法")).toBeVisible();
  await typePassword(welcome, WEAK_FILE_PASSWORD, "このファイルから始める");
  await expect(welcome.getByText("引きつぎました")).toBeVisible();

  expect(await names(member)).toEqual(["member001"]);
  const { password } = await member.background.ask("vault.unlockMethods", null);
  expect(password?.kdf.N).toBeGreaterThanOrEqual(2 ** 17);
  await member.background.ask("vault.lock", null);
  const manager = await open(member, "manager.html#accounts");
  await manager.getByLabel("マスターパスワード", { exact: true }).fill(WEAK_FILE_PASSWORD);
  await press(manager, "ロックを解除する");
  await expect(manager.getByText("member001")).toBeVisible();
});

test("files that are no back-up are named for what they are, and change nothing", async ({ member }) => {
  const page = await openBackup(member, [createSampleKey("hanako")]);
  const { text } = await download(page, "バックアップを作る");
  await press(page, "ファイルを選んで中を見る");

  for (const [content, reason] of [
    ["PK\x03\x04", "これはZIPやWord・Excelなどのファイルです。"],
    ["<!doctype html>", "これはウェブページのファイルです。"],
    ["", "このファイルは空です。"],
    [text.slice(0, -20), "ファイルが途中で切れています。"],
    [text.replace(/"ciphertext":"./, '"ciphertext":"+'), "このファイルはこわれているか"],
    [
      text.replace('"version":1', '"version":2,"more":1'),
      "このファイルは新しい版のひとときで作られています。",
    ],
    [text.replace('"N":131072', '"N":1073741824'), "ありえない量の計算"],
  ] as const) {
    await chooseFile(page, content);
    await expect(page.getByRole("alert").filter({ hasText: reason })).toBeVisible();
  }
  expect(await names(member)).toEqual(["hanako"]);
});

test("the unencrypted list is given for the password alone", async ({ member }) => {
  const key = createSampleKey("hanako");
  const page = await openBackup(member, [key]);
  await press(page, "注意を読んで書き出す");
  const field = page.getByLabel("マスターパスワード", { exact: true });

  await field.fill("not-the-password-1");
  await press(page, "暗号化しない一覧を書き出す");
  await expect(page.getByText("マスターパスワードが違います。")).toBeVisible();
  await field.fill(MASTER_PASSWORD);
  const file = await download(page, "暗号化しない一覧を書き出す");

  expect(file.name).toMatch(/^hitotoki-unencrypted-.*\.txt$/);
  expect(file.text).toContain(`secret=${key.secretBase32}`);
  await expect(page.getByText(`1件を「${file.name}」に書き出しました。`)).toBeVisible();
  expect(await page.content()).not.toContain(key.secretBase32);
});

test("after three days without a back-up the popup asks, and one click leads to the codes", async ({
  member,
}) => {
  await member.background.createVault();
  const { uri } = createSampleKey("hanako");
  await member.background.ask("accounts.add", { uri, onSameName: "ask" });
  const page = await open(member, "manager.html#accounts");
  await expect(page.getByText("まだバックアップがありません。")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await member.advance(3 * 24 * 60 * 60_000);
  await member.background.unlock();

  const popup = await open(member, "popup.html");
  await expect(popup.getByRole("dialog", { name: "バックアップを作りましょう" })).toBeVisible();
  await press(popup, "あとで（今日は）");
  await expect(popup.getByRole("button", { name: "コピー" })).toBeVisible();
  await expect(popup.getByRole("dialog")).toHaveCount(0);
  await popup.reload();

  await expect(popup.getByRole("button", { name: "コピー" })).toBeVisible();
  await expect(popup.getByText("まだバックアップがありません。")).toBeVisible();
  await expect(popup.getByRole("dialog")).toHaveCount(0);
});

test("a key half typed is there again when the page was closed over it, and gone when deleted", async ({
  member,
}) => {
  await member.background.createVault();
  const page = await open(member, "manager.html#add");
  await page.getByRole("textbox", { name: "セットアップキー" }).fill("MZXW 6YTB");
  await expect.poll(() => member.background.ask("draft.read", null)).toContain("MZXW 6YTB");
  await page.close();

  const again = await open(member, "manager.html#add");
  const field = again.getByRole("textbox", { name: "セットアップキー" });
  await expect(field).toHaveValue("MZXW 6YTB");
  await press(again, "残した内容を消す");
  await expect(field).toHaveValue("");

  await expect.poll(() => member.background.ask("draft.read", null)).toBeNull();
});
