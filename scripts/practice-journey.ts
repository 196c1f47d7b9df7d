/** The whole journey without a window: first run, set-up, next login. Prints each step; exits 0 when the portal accepted all. */

import { createVaultByHand } from "../tests/browser/first-run.ts";
import { launch } from "../tests/browser/launch.ts";
import { leaveBy } from "../tests/browser/leave.ts";
import { clickOffer, expectOffer } from "../tests/browser/offer.ts";
import { startPortal } from "../tests/portal/server.ts";

const USER = "demo_user01";
const PASSWORD = "Demo-pass-01";

let count = 0;
const step = async <T>(words: string, work: () => Promise<T>): Promise<T> => {
  count += 1;
  const startMs = performance.now();
  const result = await work();
  console.log(`  ${count}. ${words} (${((performance.now() - startMs) / 1_000).toFixed(1)} s)`);
  return result;
};

console.log("Playing the journey of a member with a PC and no smartphone:");
const portal = await step("practice portal started on this machine", () =>
  startPortal({ variant: "v2-26.x" }),
);
const browser = await step("Chromium started with the extension", () =>
  launch({ hostResolverRules: portal.hostResolverRules }),
);
const page = await browser.context.newPage();

const signIn = async (): Promise<void> => {
  await page.goto(`${portal.topOrigin}/login`);
  await page.fill("#username", USER);
  await page.fill("#password", PASSWORD);
  await leaveBy(page, "#kc-login");
};

await step("signed in with user id and password: the set-up page with the QR code appears", signIn);
const welcome = await step("pressed 準備をして登録する on our card: the first-run page opens", async () => {
  const opened = browser.context.waitForEvent("page");
  await clickOffer(page, "準備をして登録する");
  return opened;
});
await step("chose a master password; the set-up page comes back and is filled", async () => {
  const closed = welcome.waitForEvent("close");
  await createVaultByHand(welcome);
  await closed;
  await expectOffer(page, "入力しました");
});
await step("pressed the portal's own 実行: the portal accepted, the account is confirmed", async () => {
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
});
await step("signed out and in again: the one-time-password page appears", async () => {
  await page.goto(`${portal.topOrigin}/logout`);
  await leaveBy(page, "#kc-logout");
  await signIn();
});
await step("one click on コードを入力する; the used code is skipped, a fresh one filled", async () => {
  await clickOffer(page, "コードを入力する");
  await expectOffer(page, "入力しました");
});
await step("pressed the portal's own button: logged in", async () => {
  await leaveBy(page, "#kc-login");
  await page.waitForURL(/www\.demo\.portal/);
});

const outcomes = portal.control.submissions.map(
  ({ kind, accepted }) => `${kind} ${accepted ? "accepted" : "refused"}`,
);
await browser.close();
await portal.close();
console.log(`The portal's own log: ${outcomes.join(", ")}.`);
process.exit(outcomes.join() === "setup accepted,entry accepted" ? 0 : 1);
