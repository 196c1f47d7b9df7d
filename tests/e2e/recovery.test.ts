/** The recovery code from the first run to a replaced password, at the password's real cost. */

import { expect, type Page } from "@playwright/test";
import { openBackground } from "../browser/background.ts";
import { createVaultByHand, MASTER_PASSWORD, unlockByHand } from "../browser/first-run.ts";
import { launch } from "../browser/launch.ts";
import { chooseNewPassword, enterCode, makeCodeByHand, readCode, typeBack } from "../browser/recovery.ts";
import { type Member, test } from "./fixtures.ts";

const NEW_PASSWORD = "atarashii-5-inu-to-yama";
const ACCOUNT = "otpauth://totp/Demo:hanako?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Demo";

const open = async (member: Member, path: string): Promise<Page> => {
  const page = await member.context.newPage();
  await page.goto(`chrome-extension://${member.launched.extensionId}/${path}`);
  return page;
};

/** First run with a recovery code and one account; gives the code. */
const setUp = async (member: Member): Promise<string> => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  const code = await makeCodeByHand(welcome);
  await expect(welcome.getByRole("heading", { name: "準備ができました", exact: true })).toBeVisible();
  await member.background.ask("accounts.add", { uri: ACCOUNT, onSameName: "ask" });
  await welcome.close();
  return code;
};

/** From a locked page of ours to the recovery page, by the link that a member finds there. */
const followForgotten = async (member: Member, from: Page): Promise<Page> => {
  await from.getByText("マスターパスワードを忘れたとき").click();
  const opened = member.context.waitForEvent("page");
  await from.getByRole("link", { name: "復旧コードで新しいパスワードを決める" }).click();
  return opened;
};

test("a forgotten password is replaced by the code: old password and old code are dead, the accounts stay", async ({
  member,
}) => {
  const code = await setUp(member);
  await member.background.lock();
  const manager = await open(member, "manager.html");

  const recover = await followForgotten(member, manager);
  await enterCode(recover, code.toLowerCase().replaceAll("-", " "));
  await chooseNewPassword(recover, NEW_PASSWORD);
  const nextCode = await readCode(recover);
  expect(nextCode).not.toBe(code);
  await member.background.stopWorker();
  await typeBack(recover, nextCode);
  await expect(recover.getByText("新しいマスターパスワードになりました")).toBeVisible();

  await expect(manager.getByText("hanako")).toBeVisible(); // the page that was left opens by itself
  await member.background.lock();
  await unlockByHand(manager, MASTER_PASSWORD);
  await expect(manager.getByText("マスターパスワードが違います。")).toBeVisible();
  const again = await open(member, "recover.html");
  await enterCode(again, code);
  await expect(again.getByText("このブラウザーの「ひととき」の復旧コードではありません。")).toBeVisible();
  await enterCode(again, nextCode);
  await expect(again.getByText("復旧コードが確かめられました。")).toBeVisible();
  await manager.bringToFront();
  await manager.getByLabel("マスターパスワード", { exact: true }).fill(NEW_PASSWORD);
  await manager.getByRole("button", { name: "ロックを解除する" }).click();
  await expect(manager.getByText("hanako")).toBeVisible();
});

test("stopping after the new password changes nothing, and the old code works on", async ({ member }) => {
  const code = await setUp(member);
  await member.background.lock();
  const recover = await open(member, "recover.html");
  await enterCode(recover, code);
  await chooseNewPassword(recover, NEW_PASSWORD);
  await readCode(recover);

  const closed = recover.waitForEvent("close");
  await recover.getByRole("button", { name: "やめて閉じる" }).click();
  await closed;

  expect(await member.background.ask("vault.status", null)).toBe("locked");
  const manager = await open(member, "manager.html");
  await unlockByHand(manager);
  await expect(manager.getByText("hanako")).toBeVisible();
  const again = await open(member, "recover.html");
  await enterCode(again, code);
  await expect(again.getByText("復旧コードが確かめられました。")).toBeVisible();
});

test("typing the code is helped: what is missing, which place is wrong, that something differs", async ({
  member,
}) => {
  const code = await setUp(member);
  const recover = await open(member, "recover.html");
  const field = recover.getByLabel("復旧コード");
  const wrong = code.startsWith("0") ? "1" : "0";

  await field.fill(code.slice(0, 9));
  await expect(recover.getByText("あと 19 文字です。")).toBeVisible();
  await field.fill(`${code.slice(0, 6)}U`);
  await expect(recover.getByText("2番の組の2文字目は、復旧コードにない文字です。")).toBeVisible();
  await field.fill(code);
  await expect(recover.getByText("27文字そろいました。")).toBeVisible();
  await enterCode(recover, wrong + code.slice(1));
  await expect(recover.getByText("どこかの文字が紙と違うようです。")).toBeVisible();
  await expect(field).toBeFocused();
});

test("the code leaves no trace: not in an address, an attribute or the storage, and only typed-back codes are saved", async ({
  member,
}) => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  await welcome.getByRole("button", { name: "復旧コードを作る" }).click();
  const code = await readCode(welcome);
  const groups = [code, code.replaceAll("-", ""), ...code.split("-").filter(({ length }) => length === 4)];

  await welcome.getByRole("button", { name: "紙に残した。次へ進む" }).click();
  await welcome.getByRole("textbox", { name: "復旧コード" }).fill(code);
  const typed = await tracesOf(welcome);
  await welcome.getByRole("textbox", { name: "復旧コード" }).fill("0000-0000-0000-0000-0000-0000-000");
  await welcome.getByRole("button", { name: "確かめる" }).click();
  await expect(welcome.getByText("いま作ったコードと違います。")).toBeVisible();
  await welcome.getByRole("button", { name: "コードをもう一度見る" }).click();
  expect(await readCode(welcome)).toBe(code);
  const shown = await tracesOf(welcome);

  expect(shown).toContain("welcome.html"); // the search sees addresses, attributes and the stored vault
  expect(shown).toContain("hitotoki-vault");
  for (const group of groups) {
    expect(typed.includes(group)).toBe(false);
    expect(shown.includes(group)).toBe(false);
  }
  expect((await member.background.ask("vault.unlockMethods", null)).recovery).toBeNull();
  await welcome.getByRole("button", { name: "あとで作る" }).click();
  await expect(welcome.getByRole("heading", { name: "準備ができました", exact: true })).toBeVisible();
});

test("a vault without a code says so and what remains; the manager reminds, makes, renews and removes", async ({
  member,
}) => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  await welcome.getByRole("button", { name: "あとで作る" }).click();
  const recover = await open(member, "recover.html");
  await expect(recover.getByText("復旧コードは、まだ作られていません")).toBeVisible();
  await recover.close();

  const manager = await open(member, "manager.html");
  await manager.getByRole("button", { name: "復旧コードを作る" }).click();
  const code = await makeCodeByHand(manager);
  await expect(manager.getByText("復旧コードを保存しました。")).toBeVisible();
  await manager.getByRole("button", { name: "復旧コードを作り直す" }).click();
  const next = await readCode(manager);
  await typeBack(manager, next);
  await unlockByHand(manager);
  await expect(manager.getByText("復旧コードを保存しました。")).toBeVisible();
  expect(next).not.toBe(code);
  await manager.getByRole("button", { name: "復旧コードを削除する" }).click();
  await unlockByHand(manager);
  await expect(manager.getByText("復旧コードを削除しました。")).toBeVisible();

  expect((await member.background.ask("vault.unlockMethods", null)).recovery).toBeNull();
});

test("the locked popup leads to the recovery page in a tab of its own", async ({ member }) => {
  await setUp(member);
  await member.background.lock();
  const page = await member.context.newPage();
  await page.goto(`${member.portal.topOrigin}/login`);
  const popup = await member.popup(page);
  await popup.click("マスターパスワードを忘れたとき");

  const opened = member.context.waitForEvent("page");
  void popup.click("復旧コードで新しいパスワードを決める"); // the popup closes under the click and never answers it

  const recover = await opened;
  await expect(recover.getByRole("textbox", { name: "復旧コード" })).toBeFocused();
});

test("the sheet prints on one A4 page, with nothing but itself", async ({ member }) => {
  const welcome = await open(member, "welcome.html");
  await createVaultByHand(welcome);
  await welcome.getByRole("button", { name: "復旧コードを作る" }).click();
  await readCode(welcome);

  const pdf = await welcome.pdf({ preferCSSPageSize: true });
  await welcome.emulateMedia({ media: "print" });

  expect(pageCount(pdf)).toBe(1);
  await expect(welcome.getByRole("heading", { name: "ひととき 復旧コード" })).toBeVisible();
  await expect(welcome.getByText("しまう場所")).toBeVisible();
  await expect(welcome.getByRole("button")).toHaveCount(0);
  await expect(welcome.getByText("コードを見られるのは、いまだけです")).toBeHidden();
});

/** Pages of a PDF as Chromium writes it: one dictionary each, uncompressed. */
const pageCount = (pdf: Buffer): number =>
  pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

/** Where a secret must not be: addresses, attributes, both kinds of storage, as one text. */
const tracesOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: Record<"local" | "session", { get(): Promise<unknown> }> };
    };
    const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].map(({ value }) => value),
    );
    const stored = [await chrome.storage.local.get(), await chrome.storage.session.get()];
    return [location.href, document.title, ...attributes, JSON.stringify(stored)].join("\n");
  });

test("a lost PC: a backup file whose password is forgotten starts another browser by the code, which is then dead", async ({
  member,
}) => {
  const code = await setUp(member);
  const { text } = await member.background.ask("backup.make", null);
  const other = await launch({ hostResolverRules: member.portal.hostResolverRules });
  try {
    const background = await openBackground(other.context, other.extensionId);
    const page = await other.context.newPage();
    const goTo = (path: string) => page.goto(`chrome-extension://${other.extensionId}/${path}`);
    await goTo("welcome.html");
    await page.getByRole("button", { name: "別のPCのバックアップから始める" }).click();
    const file = { name: "hitotoki-backup.json", mimeType: "application/json", buffer: Buffer.from(text) };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByText("代わりに復旧コードを使う").click();
    await enterCode(page, code.toLowerCase());
    await page.getByLabel("新しいマスターパスワード", { exact: true }).fill(NEW_PASSWORD);
    await page.getByLabel("もう一度入力（確認）").fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "このファイルから始める" }).last().click();
    await expect(page.getByText("引きつぎました")).toBeVisible();

    expect(await background.ask("accounts.list", null)).toMatchObject([{ accountName: "hanako" }]);
    const types = (await background.ask("slots.list", null)).map(({ type }) => type);
    expect(types).toEqual(["password"]);
    await background.ask("vault.lock", null);
    await goTo("manager.html#accounts");
    await unlockByHand(page, MASTER_PASSWORD);
    await expect(page.getByText("マスターパスワードが違います。")).toBeVisible();
    await unlockByHand(page, NEW_PASSWORD);
    await expect(page.getByText("hanako")).toBeVisible();
    await expect(page.getByText("復旧コードがまだありません")).toBeVisible();
    await goTo("recover.html");
    await expect(page.getByRole("textbox", { name: "復旧コード" })).toHaveCount(0);
  } finally {
    await other.close();
  }
});
