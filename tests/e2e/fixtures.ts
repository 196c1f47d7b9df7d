/** One browser with the extension and one practice portal per test. */

import { type BrowserContext, test as base, type Page, type Worker } from "@playwright/test";
import { type Background, openBackground } from "../browser/background.ts";
import { type Launched, type LaunchOptions, launch } from "../browser/launch.ts";
import { leaveBy } from "../browser/leave.ts";
import { openPopup, type Popup } from "../browser/popup.ts";
import { type Portal, startPortal } from "../portal/server.ts";
import type { Variant } from "../portal/types.ts";

export interface Member {
  readonly portal: Portal;
  readonly launched: Launched;
  readonly context: BrowserContext;
  readonly background: Background;
  /** A fresh tab on the portal's login, signed in with the password; shows whatever comes next. */
  signIn(user: string, page?: Page): Promise<Page>;
  popup(page: Page): Promise<Popup>;
  /** Lets time pass for the portal and the background alike, so that a test need not sit through a time step. */
  advance(byMs: number): Promise<void>;
}

export interface MemberOptions {
  readonly browserOptions: Partial<Omit<LaunchOptions, "hostResolverRules">>;
  readonly variant: Variant;
}

export const test = base.extend<{ member: Member } & MemberOptions>({
  browserOptions: [{}, { option: true }],
  variant: ["base26", { option: true }],
  member: async ({ browserOptions, variant }, use) => {
    const portal = await startPortal({ variant });
    const launched = await launch({ hostResolverRules: portal.hostResolverRules, ...browserOptions });
    const background = await openBackground(launched.context, launched.extensionId);
    await use(createMember({ portal, launched, background }));
    await launched.close();
    await portal.close();
  },
});

/** The member at this browser and portal. */
export const createMember = ({
  portal,
  launched,
  background,
}: Pick<Member, "portal" | "launched" | "background">): Member => {
  const { context, extensionId } = launched;
  let offsetMs = 0;
  return {
    portal,
    launched,
    context,
    background,
    popup: (page) => openPopup(context, extensionId, page),
    advance: async (byMs) => {
      offsetMs += byMs;
      portal.control.shiftTime(byMs);
      await background.ask("vault.status", null); // a stopped worker is started before its clock is moved
      const worker = context.serviceWorkers()[0];
      if (worker === undefined) throw new Error("the background does not run");
      await moveClock(worker, offsetMs);
    },
    signIn: async (user, page) => {
      const tab = page ?? (await context.newPage());
      await tab.bringToFront();
      await context.clearCookies();
      await tab.goto(`${portal.topOrigin}/login`);
      await tab.fill("#username", user);
      await tab.fill("#password", passwordOf(user));
      await leaveBy(tab, "#kc-login");
      return tab;
    },
  };
};

const moveClock = (worker: Worker, offsetMs: number): Promise<void> =>
  worker.evaluate((offset) => {
    const scope = globalThis as { trueNow?: () => number };
    scope.trueNow ??= Date.now.bind(Date);
    const { trueNow } = scope;
    Date.now = () => trueNow() + offset;
  }, offsetMs);

/** Passwords of the practice users follow their numbers. */
export const passwordOf = (user: string): string => `Demo-pass-${user.slice(-2)}`;
