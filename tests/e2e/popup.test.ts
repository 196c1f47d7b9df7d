/** The real toolbar popup: unlocking, reading and copying codes, searching, deleting, and what it says of the page. */

import { expect, type Page } from "@playwright/test";
import { createVaultByHand, MASTER_PASSWORD } from "../browser/first-run.ts";
import { expectOffer } from "../browser/offer.ts";
import { overlayText, pressReadScreen } from "../browser/overlay.ts";
import type { Popup } from "../browser/popup.ts";
import { centred, createSampleKey, openSite, type SampleKey } from "../browser/qr-page.ts";
import { codeAtStep } from "../portal/totp.ts";
import { type Member, test } from "./fixtures.ts";

const STEP_MS = 30_000;

const anyPage = (member: Member): Promise<Page> => openSite(member.context, { body: centred("<p>練習</p>") });

const keep = async (member: Member, accountName: string, issuer?: string): Promise<SampleKey> => {
  const key = createSampleKey(accountName, issuer);
  await member.background.ask("accounts.add", { uri: key.uri, onSameName: "keep-both" });
  return key;
};

const expectText = (popup: Popup, text: string | RegExp): Promise<void> =>
  expect.poll(() => popup.text(), { message: "text of the popup" }).toMatch(text);

const expectNoText = (popup: Popup, text: RegExp): Promise<void> =>
  expect.poll(() => popup.text(), { message: "text of the popup" }).not.toMatch(text);

/** Everything the first card says of its code. */
const firstCard = (popup: Popup) =>
  popup.evaluate<{
    text: string;
    value: string;
    px: number;
    gapPx: number;
    timer: string;
    next: string | null;
  }>(`(() => {
    const [code, next] = document.querySelectorAll("article data");
    const [a, b] = [...code.children].map((one) => one.getBoundingClientRect());
    return {
      text: code.textContent,
      value: code.value,
      px: Number.parseFloat(getComputedStyle(code).fontSize),
      gapPx: b.left - a.right,
      timer: document.querySelector("article [role=timer]").getAttribute("aria-label"),
      next: next?.textContent ?? null,
    };
  })()`);

/** The background's clock, moved so that the current code has about this long to live. */
const leaveSeconds = async (member: Member, seconds: number): Promise<void> => {
  const { timeMs } = await member.background.ask("accounts.codes", { accountIds: [] });
  const target = STEP_MS - seconds * 1000;
  await member.advance((target - (timeMs % STEP_MS) + STEP_MS) % STEP_MS);
};

const stepNow = async (member: Member): Promise<number> => {
  const { timeMs } = await member.background.ask("accounts.codes", { accountIds: [] });
  return Math.floor(timeMs / STEP_MS);
};

test("without a vault the popup leads to the first run", async ({ member }) => {
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "はじめに準備をします");

  const opened = member.context.waitForEvent("page");
  await popup.click("準備をはじめる");

  await expect(await opened).toHaveURL(/welcome\.html/);
  await expect.poll(() => popup.isOpen()).toBe(false);
});

test("a real password made in the first run opens the popup; a wrong one is named and harms nothing", async ({
  member,
}) => {
  const welcome = await member.context.newPage();
  await welcome.goto(`chrome-extension://${member.launched.extensionId}/welcome.html`);
  await createVaultByHand(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible();
  const key = await keep(member, "taro");
  await member.background.lock();
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "ロックされています");
  expect(await popup.text()).not.toContain("taro");
  await expect.poll(() => popup.evaluate("document.activeElement?.tagName")).toBe("INPUT");

  await popup.type("chigau-password-desu");
  await popup.press("Enter");
  await expectText(popup, "マスターパスワードが違います");
  await popup.evaluate("document.querySelector('input').select()");
  await popup.type(MASTER_PASSWORD);
  await popup.press("Enter");

  await expectText(popup, "taro");
  const step = await stepNow(member);
  expect([codeAtStep(key.secret, step - 1), codeAtStep(key.secret, step)]).toContain(
    (await firstCard(popup)).text,
  );
});

test("codes are large, halved by a drawn gap, written without a blank, with the seconds as a number", async ({
  member,
}) => {
  await member.background.createVault();
  const key = await keep(member, "taro");
  await leaveSeconds(member, 25);
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "taro");

  const card = await firstCard(popup);
  expect(card).toMatchObject({
    text: codeAtStep(key.secret, await stepNow(member)),
    value: card.text,
    next: null,
  });
  expect(card.text).toMatch(/^\d{6}$/);
  expect(card.px).toBeGreaterThanOrEqual(28);
  expect(card.gapPx).toBeGreaterThan(4);
  expect(card.timer).toMatch(/^あと(1\d|2\d)秒$/);
  await expect.poll(async () => (await firstCard(popup)).timer).not.toBe(card.timer);
});

test("the next code appears in the last seconds and then becomes the code by itself", async ({ member }) => {
  await member.background.createVault();
  const key = await keep(member, "taro");
  await leaveSeconds(member, 6);
  const step = await stepNow(member);
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "次のコード");

  expect(await firstCard(popup)).toMatchObject({
    text: codeAtStep(key.secret, step),
    next: codeAtStep(key.secret, step + 1),
  });
  await expect
    .poll(async () => (await firstCard(popup)).text, { timeout: 20_000 })
    .toBe(codeAtStep(key.secret, step + 1));
});

test("copying puts exactly the digits on the clipboard and says so", async ({ member }) => {
  await member.background.createVault();
  await keep(member, "taro");
  await leaveSeconds(member, 25);
  const page = await anyPage(member);
  await member.context.grantPermissions(["clipboard-read", "clipboard-write"], {
    origin: new URL(page.url()).origin,
  });
  const popup = await member.popup(page);
  await expectText(popup, "taro");

  const { text } = await firstCard(popup);
  await popup.click("コピー");
  await expectText(popup, "コピーしました");
  await popup.close();

  await page.bringToFront();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test("from six accounts on a search finds them whatever the form of their letters", async ({ member }) => {
  await member.background.createVault();
  for (const name of ["ichi", "ni", "san", "yon"]) await keep(member, name);
  await keep(member, "go", "サクラ健保");
  const page = await anyPage(member);
  const before = await member.popup(page);
  await expectText(before, "サクラ健保");
  expect(
    await before.evaluate("document.querySelector('input[type=search], [role=searchbox]') === null"),
  ).toBe(true);
  await before.close();
  await keep(member, "ROKU", "ウメ健保");
  const popup = await member.popup(page);
  await expectText(popup, "ウメ健保");

  for (const [query, name] of [
    ["さくら", "サクラ健保"],
    ["ｻｸﾗ", "サクラ健保"],
    ["ｒｏｋｕ", "ROKU"],
    ["うめ　健保", "ウメ健保"],
  ] as const) {
    await popup.evaluate(
      "(() => { const field = document.querySelector('input'); field.focus(); field.select(); })()",
    );
    await popup.type(query);
    await expectText(popup, "1件見つかりました");
    expect(await popup.text()).toContain(name);
    expect(await popup.evaluate("document.querySelectorAll('article').length")).toBe(1);
  }
});

test("a deleted account goes away, comes back with undo, and waits in the bin otherwise", async ({
  member,
}) => {
  const { background } = member;
  await background.createVault();
  await keep(member, "taro");
  const popup = await member.popup(await anyPage(member));
  const remove = async (): Promise<void> => {
    await popup.click("練習用健保のメニュー");
    await popup.click("削除する");
    await expectText(popup, "「練習用健保」を削除しました");
  };

  await expectText(popup, "taro");
  await remove();
  await expectNoText(popup, /taro/);
  await popup.click("元に戻す");
  await expectText(popup, "taro");
  expect(await background.ask("accounts.list", null)).toMatchObject([{ deletedAtMs: null }]);
  await remove();
  await popup.close();

  expect(await background.ask("accounts.list", null)).toMatchObject([{ deletedAtMs: expect.any(Number) }]);
});

test("locking takes every code and name off the popup at once", async ({ member }) => {
  await member.background.createVault();
  await keep(member, "taro");
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "taro");

  await popup.click("いますぐロックする");

  await expectText(popup, "ロックされています");
  expect(await popup.text()).not.toMatch(/taro|\d{3}/);
  expect(await member.background.ask("vault.status", null)).toBe("locked");
});

test("a popup left open follows a lock that happens elsewhere", async ({ member }) => {
  await member.background.createVault();
  await keep(member, "taro");
  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "taro");

  await member.background.lock();
  await expectText(popup, "ロックされています");
  await member.background.unlock();

  await expectText(popup, "taro");
});

test("on the page for mailed codes the popup says that its own codes do not fit", async ({ member }) => {
  await member.background.createVault();
  await keep(member, "taro");
  const popup = await member.popup(await member.signIn("demo_user04"));

  await expectText(popup, "メールで届いた番号を入れる画面です");
  expect(await popup.text()).not.toContain("入力する\n");
});

test("a look-alike host is warned about, an unknown one is passed over in silence", async ({ member }) => {
  await member.background.createVault();
  await keep(member, "taro");
  const lookAlike = await openSite(member.context, {
    origin: "https://demo.portal.kosmo-web.jp.example.test",
    body: centred("<p>練習</p>"),
  });
  const warned = await member.popup(lookAlike);
  await expectText(warned, "似ていますが、別のサイトです");
  await warned.close();

  const popup = await member.popup(await anyPage(member));
  await expectText(popup, "taro");
  expect(await popup.text()).not.toMatch(/example\.test|別のサイト|入力する|加入者ページ/);
});

test("on the set-up page the popup's own button keeps the key and fills the page", async ({ member }) => {
  await member.background.createVault();
  const page = await member.signIn("demo_user01");
  await expectOffer(page, "このパソコンで使えるようにします");
  const popup = await member.popup(page);
  await expectText(popup, "セットアップ画面が開いています");

  await popup.click("登録して入力する");

  await expectOffer(page, "入力しました");
  await expect(page.locator("#totp")).toHaveValue(/^\d{6}$/);
  expect(await member.background.ask("accounts.list", null)).toMatchObject([{ status: "pending" }]);
});

const MOMENTS = {
  "as it opens": async () => {},
  "while it copies": (popup: Popup) => popup.click("コピー"),
  "while it deletes": async (popup: Popup) => {
    await popup.click("練習用健保のメニュー");
    await popup.click("削除する");
  },
  "while it locks": (popup: Popup) => popup.click("いますぐロックする"),
  "while it checks a password": async (popup: Popup) => {
    await popup.click("いますぐロックする");
    await expectText(popup, "ロックされています");
    await popup.type("chigau-password-desu");
    await popup.press("Enter");
    await expectText(popup, "パスワードを確かめています");
  },
  "while it starts to read the screen": (popup: Popup) => pressReadScreen(popup),
} as const;

for (const [name, act] of Object.entries(MOMENTS)) {
  test(`closed ${name}, the popup loses nothing`, async ({ member }) => {
    const { background } = member;
    await background.createVault();
    const key = await keep(member, "taro");
    const page = await anyPage(member);
    const popup = await member.popup(page);

    await act(popup);
    if (await popup.isOpen()) await popup.close();

    if ((await background.ask("vault.status", null)) === "locked") await background.unlock();
    const [account] = await background.ask("accounts.list", null);
    expect(account).toMatchObject({ accountName: "taro" });
    if (account !== undefined && account.deletedAtMs !== null)
      await background.ask("accounts.restore", { accountId: account.id });
    if ((await overlayText(page)) !== null) await page.keyboard.press("Escape");
    const again = await member.popup(page);
    await expectText(again, "taro");
    const step = await stepNow(member);
    expect([codeAtStep(key.secret, step - 1), codeAtStep(key.secret, step)]).toContain(
      (await firstCard(again)).text,
    );
  });
}
