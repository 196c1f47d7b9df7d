/** The whole way of a member: first run by hand, set-up and login on the portal, one more account, locking. */

import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { createVaultByHand, unlockByHand } from "../browser/first-run.ts";
import { leaveBy } from "../browser/leave.ts";
import { clickOffer, expectOffer } from "../browser/offer.ts";
import { createSampleKey } from "../browser/qr-page.ts";
import { createMember, type Member } from "../e2e/fixtures.ts";
import { startPortal } from "../portal/server.ts";
import { newProfileFolder, type ProfileBrowser, removeFolder, startOn } from "./profile.ts";

const USER = "demo_user01";
const STEP_MS = 30_000;

export interface Traveller {
  readonly member: Member;
  readonly browser: ProfileBrowser;
  readonly profile: string;
}

/** A new profile with the portal around it; both go away again whatever happens. `args`: switches for the browser. */
export const withTraveller = async (
  use: (traveller: Traveller) => Promise<void>,
  args: (profile: string) => readonly string[] = () => [],
): Promise<void> => {
  const profile = newProfileFolder();
  const portal = await startPortal({ variant: "base26" });
  try {
    const browser = await startOn(profile, portal.hostResolverRules, args(profile));
    await use({
      profile,
      browser,
      member: createMember({ portal, launched: browser, background: browser.background }),
    });
  } finally {
    await portal.close();
    removeFolder(profile);
  }
};

/** The keys of the accounts that the journey enrols and adds: characters whose ASCII bytes are the key. */
export interface Travelled {
  readonly secrets: readonly string[];
  readonly page: Page;
}

/** From nothing to registered; the vault is unlocked afterwards. */
export const travelToSetUp = async (member: Member): Promise<Page> => {
  const page = await member.signIn(USER);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "準備をして登録する");
  const welcome = await opened;
  const closed = welcome.waitForEvent("close");
  await createVaultByHand(welcome);
  await closed;
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#saveTOTPBtn");
  await expectOffer(page, "登録が完了しました");
  await page.goto("https://www.demo.portal.kosmo-web.jp/logout");
  await leaveBy(page, "#kc-logout");
  return page;
};

/** One more account, a lock, and a login with the password typed on the way. */
export const travelOn = async (member: Member, page: Page): Promise<Travelled> => {
  const { background, portal } = member;
  const added = createSampleKey(`member-${randomBytes(3).toString("hex")}`);
  await background.ask("accounts.add", { uri: added.uri, onSameName: "ask" });
  await background.lock();
  await member.advance(STEP_MS);
  await member.signIn(USER, page);
  const opened = member.context.waitForEvent("page");
  await clickOffer(page, "ロックを解除して入力する");
  const unlock = await opened;
  const closed = unlock.waitForEvent("close");
  await unlockByHand(unlock);
  await closed;
  await expectOffer(page, "入力しました");
  await leaveBy(page, "#kc-login");
  await expect(page).toHaveURL(/www\.demo\.portal/);
  const enrolled = portal.control.user(USER).devices.map(({ secret }) => secret);
  expect(enrolled.length).toBeGreaterThan(0);
  return { secrets: [...enrolled, added.secret], page };
};
