/** From nothing to logged in, with a real password at its real cost. */

import { expect } from "@playwright/test";
import { createVaultByHand, unlockByHand } from "../browser/first-run.ts";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { test } from "./fixtures.ts";

const USER = "demo_user01";

test("the first click on the portal leads through the first run and comes back to a filled page", async ({
  member,
}) => {
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");

  await clickOffer(page, "準備をして登録する");
  const welcome = await opened;
  await expect(welcome.getByText("「demo.portal.kosmo-web.jp」のページの続きをします")).toBeVisible();
  const closed = welcome.waitForEvent("close");
  await createVaultByHand(welcome);
  await closed;

  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  expect(await member.background.ask("accounts.list", null)).toMatchObject([{ status: "confirmed" }]);
});

test("a wrong password says so, changes nothing, and the right one goes on", async ({ member }) => {
  const welcome = await member.context.newPage();
  await welcome.goto(`chrome-extension://${member.launched.extensionId}/welcome.html`);
  await createVaultByHand(welcome);
  await expect(welcome.getByText("準備ができました")).toBeVisible();
  await member.background.ask("vault.lock", null);
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "マスターパスワードを入れて登録する");
  const unlock = await opened;

  await unlockByHand(unlock, "not-the-password-1");
  await expect(unlock.getByText("マスターパスワードが違います。")).toBeVisible();
  expect(await member.background.ask("vault.status", null)).toBe("locked");
  const closed = unlock.waitForEvent("close");
  await unlockByHand(unlock);
  await closed;

  await expectOffer(page, "入力しました");
});

test("cancelling the unlock leaves the portal page as it was", async ({ member }) => {
  await member.background.createVault();
  await member.background.lock();
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "マスターパスワードを入れて登録する");
  const unlock = await opened;

  const closed = unlock.waitForEvent("close");
  await unlock.getByRole("button", { name: "やめて閉じる" }).click();
  await closed;

  await expect(page.locator("#totp")).toHaveValue("");
  expect(await member.background.ask("intent.pending", null)).toBeNull();
});

test("a portal page closed in the meantime is said so, and nothing is lost", async ({ member }) => {
  await member.background.createVault();
  await member.background.lock();
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "マスターパスワードを入れて登録する");
  const unlock = await opened;
  await page.close();

  await member.background.unlock();

  await expect(unlock.getByText("元のページが見つかりませんでした")).toBeVisible();
  expect(await member.background.ask("accounts.list", null)).toEqual([]);
});

test("a stopped worker loses neither the unlocked state nor the way back", async ({ member }) => {
  await member.background.createVault();
  await member.background.lock();
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "マスターパスワードを入れて登録する");
  const unlock = await opened;
  await member.background.stopWorker();
  const closed = unlock.waitForEvent("close");
  await member.background.unlock();
  await closed;
  await expectOffer(page, "入力しました");
  const startedAt = () => member.context.serviceWorkers()[0]?.evaluate(() => performance.timeOrigin);
  const before = await startedAt();
  await member.background.stopWorker();
  await expect.poll(startedAt).not.toBe(before); // the page with the code brings the worker back by itself

  await leaveBy(page, "#saveTOTPBtn");

  await expectOffer(page, "登録が完了しました");
});

test("locking the PC locks the vault", async ({ member }) => {
  await member.background.createVault();
  const worker = member.context.serviceWorkers()[0];

  await worker?.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { idle: { onStateChanged: { dispatch(state: string): void } } };
    };
    chrome.idle.onStateChanged.dispatch("locked");
  });

  await expect.poll(() => member.background.ask("vault.status", null)).toBe("locked");
});

test("the vault locks by itself ten minutes after the last use", async ({ member }) => {
  await member.background.createVault();
  await member.advance(9 * 60_000);
  expect(await member.background.ask("vault.status", null)).toBe("unlocked");

  await member.advance(61_000);

  expect(await member.background.ask("vault.status", null)).toBe("locked");
});
