/** Later logins: one click, a fresh code, the right account, and nothing at all where nothing is certain. */

import { expect, type Page } from "@playwright/test";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectNoOffer, expectOffer, offerText } from "../browser/offer.ts";
import { VARIANTS } from "../portal/types.ts";
import { type Member, test } from "./fixtures.ts";

const USER = "demo_user01";
const STEP_MS = 30_000;

/** Sets the user up through the page, as a member would, signs out again and comes back one time step later. */
const enrol = async (member: Member): Promise<Page> => {
  const page = await setUp(member);
  await member.advance(STEP_MS);
  return page;
};

const setUp = async (member: Member): Promise<Page> => {
  const page = await member.signIn(USER);
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  await signOut(page);
  return page;
};

const signOut = async (page: Page): Promise<void> => {
  await page.goto("https://www.demo.portal.kosmo-web.jp/logout");
  await leaveBy(page, "#kc-logout");
};

const submit = (page: Page): Promise<unknown> => leaveBy(page, "#kc-login");

for (const variant of VARIANTS) {
  test.describe(`login on ${variant}`, () => {
    test.use({ variant });

    test("one click fills a fresh code that the portal accepts", async ({ member }) => {
      await member.background.createVault();
      const page = await enrol(member);
      await member.signIn(USER, page);

      await clickOffer(page, "コードを入力する");
      await expectOffer(page, "入力しました");
      await expect(page.locator("#otp")).toHaveValue(/^\d{6}$/);
      await submit(page);

      await expect(page).toHaveURL(/www\.demo\.portal/);
      const { submissions } = member.portal.control;
      expect(submissions.map(({ kind, accepted }) => [kind, accepted])).toEqual([
        ["setup", true],
        ["entry", true],
      ]);
      expect(submissions[1]?.step).toBeGreaterThan(submissions[0]?.step ?? 0);
    });
  });
}

test("right after set-up the used code is withheld, visibly, and the next one accepted first time", async ({
  member,
}) => {
  await member.background.createVault();
  const page = await setUp(member);
  await member.signIn(USER, page);

  await clickOffer(page, "コードを入力する");
  await expectOffer(page, /いまのコードは使用ずみです|入力しました/);
  await expectOffer(page, "入力しました");
  await submit(page);

  expect(member.portal.control.submissions.map(({ accepted }) => accepted)).toEqual([true, true]);
});

test("two clicks in our own words set a member up, one logs in", async ({ member }) => {
  await member.background.createVault();
  const page = await member.signIn(USER);

  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  await signOut(page);
  await member.advance(STEP_MS);
  await member.signIn(USER, page);
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  await submit(page);

  expect(member.portal.control.submissions.map(({ accepted }) => accepted)).toEqual([true, true]);
});

test("a wrong code is explained, nothing is filled by itself, and the next click is accepted", async ({
  member,
}) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  await page.fill("#otp", "000000");
  await submit(page);

  await expectOffer(page, "コードが受け付けられませんでした");
  await expect(page.locator("#otp")).toHaveValue("");
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  await submit(page);

  expect(member.portal.control.submissions.map(({ accepted }) => accepted)).toEqual([true, false, true]);
});

test("a code typed by hand uses up its step as well", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  const { codes } = await member.background.ask("accounts.codes", {
    accountIds: (await member.background.ask("accounts.list", null)).map(({ id }) => id),
  });
  await page.fill("#otp", codes[0]?.nextCode ?? "");
  await submit(page);
  await expect(page).toHaveURL(/www\.demo\.portal/);
  await signOut(page);
  await member.signIn(USER, page);

  await member.advance(STEP_MS);
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  await submit(page);

  const accepted = member.portal.control.submissions.filter((one) => one.accepted);
  expect(new Set(accepted.map(({ step }) => step)).size).toBe(3);
});

test("a locked vault leads to the unlock page and the fill then finishes by itself", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.background.lock();
  await member.signIn(USER, page);

  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "ロックを解除して入力する");
  const unlockPage = await opened;
  await expect(unlockPage).toHaveURL(/unlock\.html/);
  await expect(unlockPage.getByText("demo.portal.kosmo-web.jp")).toBeVisible();
  const closed = unlockPage.waitForEvent("close");
  await member.background.unlock();
  await closed;

  await expectOffer(page, "入力しました");
  await submit(page);
  await expect(page).toHaveURL(/www\.demo\.portal/);
});

test("the code is filled once per step even in two tabs at the same time", async ({ member }) => {
  await member.background.createVault();
  const first = await enrol(member);
  await member.signIn(USER, first);
  const second = await member.signIn(USER);

  await clickOffer(second, "コードを入力する");
  await expectOffer(second, "入力しました");
  const code = await second.inputValue("#otp");
  await first.bringToFront();
  await clickOffer(first, "コードを入力する");
  await expectOffer(first, "入力しました");

  expect(await first.inputValue("#otp")).not.toBe(code);
});

test("an account of one society is not offered on another's page", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await page.goto("https://other.portal.kosmo-web.jp/pages/otp-single");

  await expectNoOffer(page);
});

test("an account from the written key takes the user's name at its first login", async ({ member }) => {
  await member.background.createVault();
  const page = await member.signIn(USER);
  await leaveBy(page, "#mode-manual");
  await clickOffer(page, "登録して入力する");
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  await member.advance(STEP_MS);
  await member.signIn(USER, page);

  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  await submit(page);

  await expect
    .poll(() => member.background.ask("accounts.list", null))
    .toMatchObject([{ accountName: USER, status: "confirmed" }]);
});

test("with several devices the one named at set-up is selected and filled", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  const user = member.portal.control.user(USER);
  user.devices.unshift({
    ...(user.devices[0] as (typeof user.devices)[0]),
    id: crypto.randomUUID(),
    label: "iPhone",
  });
  await member.signIn(USER, page);

  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  await submit(page);

  expect(member.portal.control.submissions.at(-1)).toMatchObject({
    accepted: true,
    device: "自宅PC (Chrome)",
  });
});

test("two registrations without a list on the page are asked about, never guessed", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  const control = member.portal.control;
  control.resetUser(USER);
  await enrol(member);
  await member.signIn(USER, page);

  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "どの登録を使いますか");
  await clickOffer(page, "自宅PC (Chrome) (2)");
  await expectOffer(page, "入力しました");
  await submit(page);

  expect(control.submissions.at(-1)).toMatchObject({ kind: "entry", accepted: true });
});

test("the keyboard command fills the page in front", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  await expectOffer(page, "コードを入力できます");
  const popup = await member.popup(page); // the press of the toolbar button grants what the real keys would
  await popup.close();
  await page.bringToFront();
  const worker = member.context.serviceWorkers()[0];

  await worker?.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { commands: { onCommand: { dispatch(command: string): void } } };
    };
    chrome.commands.onCommand.dispatch("fill-code");
  });

  await expectOffer(page, "入力しました");
});

test("the popup's button fills the login page behind it", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  await expectOffer(page, "コードを入力できます");

  const popup = await member.popup(page);
  await popup.click("入力する");

  await expectOffer(page, "入力しました");
  await expect(page.locator("#otp")).toHaveValue(/^\d{6}$/);
});

test("nothing is submitted unless the member switched that on", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
  expect(member.portal.control.submissions.filter(({ kind }) => kind === "entry")).toHaveLength(0);

  await member.advance(STEP_MS);
  const settings = await member.background.ask("settings.get", null);
  await member.background.ask("settings.set", { ...settings, autoSubmit: true });
  await member.signIn(USER, page);
  const left = page.waitForURL(/www\.demo\.portal/, { timeout: 60_000 });
  await clickOffer(page, "コードを入力する");
  await left;

  const entries = member.portal.control.submissions.filter(({ kind }) => kind === "entry");
  expect(entries.map(({ accepted }) => accepted)).toEqual([true]);
});

test("the offer goes away when it is closed and stays away on that page", async ({ member }) => {
  await member.background.createVault();
  const page = await enrol(member);
  await member.signIn(USER, page);
  await expectOffer(page, "コードを入力できます");

  await clickOffer(page, "案内を閉じる");

  await expect.poll(() => offerText(page)).toBeNull();
});
