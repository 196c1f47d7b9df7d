/** Where nothing may ever be filled or offered: e-mail codes, near misses, foreign QR codes, and other societies. */

import { expect, type Page } from "@playwright/test";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectNoOffer, expectOffer } from "../browser/offer.ts";
import { VARIANTS } from "../portal/types.ts";
import { type Member, test } from "./fixtures.ts";

/** An account stored for the practice portal's origin, so that the page is the only reason to stay silent. */
const withAccount = async (member: Member): Promise<Page> => {
  await member.background.createVault();
  const page = await member.signIn("demo_user01");
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  return page;
};

const codeFields =
  'input[name="otp"], input[name="code"], input[name="emailCode"], input[name="email-otp"], #otp';

/** The extension's own way in was asked as well: the popup's button must find nothing to fill. */
const expectUntouched = async (member: Member, page: Page): Promise<void> => {
  await expectNoOffer(page);
  await page.bringToFront();
  expect(await member.background.ask("page.fill", { accountId: null })).toEqual({ status: "not-fillable" });
  for (const field of await page.locator(codeFields).all()) {
    expect(await field.inputValue()).toBe("");
  }
};

test("the e-mail code page is never filled, in any theme", async ({ member }) => {
  const page = await withAccount(member);
  for (const variant of VARIANTS) {
    await page.goto(`${member.portal.origin}/pages/email-otp?variant=${variant}`);
    await expectUntouched(member, page);
  }
});

test("a member with the e-mail method signs in without us", async ({ member }) => {
  await withAccount(member);
  const page = await member.signIn("demo_user04");
  await expectUntouched(member, page);

  await page.fill("#otp", member.portal.control.emailCode("demo_user04") ?? "");
  await leaveBy(page, "#kc-submit");

  await expect(page).toHaveURL(/www\.demo\.portal/);
});

test("the popup says why the e-mail page is left alone", async ({ member }) => {
  const page = await withAccount(member);
  await page.goto(`${member.portal.origin}/pages/email-otp`);

  const popup = await member.popup(page);

  await expect.poll(() => popup.text()).toContain("メールで届いた番号を入れる画面です");
});

for (const trap of [
  "email-magic-link",
  "email-for-keycloak",
  "email-resend-link",
  "email-code-field",
  "email-email-code-field",
  "two-otp",
  "hidden-otp",
  "invisible-otp",
  "readonly-otp",
  "foreign-action",
  "renamed-ids",
  "otp-in-search",
]) {
  test(`nothing is offered or filled on the near miss ${trap}`, async ({ member }) => {
    const page = await withAccount(member);
    await page.goto(`${member.portal.origin}/traps/${trap}`);

    await expectUntouched(member, page);
  });
}

for (const [trap, words] of [
  ["qr-url", "ウェブサイトへのリンクです"],
  ["qr-migration", "引っ越し用です"],
  ["qr-hotp", "回数式"],
  ["qr-microsoft", "Microsoft の通知承認用です"],
  ["hidden-disagrees", "一致しません"],
  ["key-disagrees", "一致しません"],
  ["broken-image", "読み取れませんでした"],
] as const) {
  test(`a set-up page with ${trap} is refused in its own words; nothing is stored or opened`, async ({
    member,
  }) => {
    await member.background.createVault();
    const page = await member.context.newPage();
    await page.goto(`${member.portal.origin}/traps/${trap}`);
    const tabsBefore = member.context.pages().length;

    await clickOffer(page, "登録して入力する");
    await expectOffer(page, words);

    expect(await member.background.ask("accounts.list", null)).toEqual([]);
    expect(member.context.pages()).toHaveLength(tabsBefore);
    await expect(page.locator("#totp")).toHaveValue("");
  });
}

test("a set-up page that a script draws late is recognised", async ({ member }) => {
  await member.background.createVault();
  const page = await member.context.newPage();
  await page.goto(`${member.portal.origin}/traps/late-setup`);

  await clickOffer(page, "登録して入力する");

  await expectOffer(page, "入力しました");
});

test("hosts that only look like the portal are left alone and explained in the popup", async ({ member }) => {
  await withAccount(member);
  const page = await member.context.newPage();
  for (const host of [
    "www.iswkenpo.portal.kosmo-web.jp",
    "demo.portal.kosmo-web.jp.example",
    "demo.portal.kosmoweb.jp",
  ]) {
    await page.route(`https://${host}/**`, (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: "<title>似たページ</title><h1>ログイン</h1>",
      }),
    );
    await page.goto(`https://${host}/`);
    await expectNoOffer(page);
    const popup = await member.popup(page);
    await expect.poll(() => popup.text()).toMatch(/別のサイトです|誤植/);
    await popup.close();
  }
});
