/** What a member does on the log-in pages by hand, without the product: the steps that bring a test to a page. */
import type { Page } from "@playwright/test";
import { codeAtStep, stepAt } from "../portal/totp.ts";
import { SITE_ORIGIN } from "./hosts.ts";
import type { DemoUser } from "./realm.ts";
import type { LoginStart } from "./site-server.ts";
import { siteLoginUrl } from "./site-server.ts";

/**
 * The code of a raw secret now. `stepsAhead`: 1 is accepted at once where this step's code is used up already,
 * since the realm looks one step ahead and one back.
 */
export function currentCode(secret: string, stepsAhead: -1 | 0 | 1 = 0): string {
  return codeAtStep(secret, stepAt(Date.now()) + stepsAhead);
}

/** From the site to the page after the password. */
export async function enterPassword(page: Page, user: DemoUser, start: LoginStart = {}): Promise<void> {
  await page.goto(siteLoginUrl(start));
  await page.locator("#username").fill(user.username);
  await submitPassword(page, user.password);
}

export async function submitPassword(page: Page, password: string): Promise<void> {
  await page.locator("#password").fill(password);
  await submit(page, "#kc-login");
}

export async function submitEntryCode(page: Page, code: string): Promise<void> {
  await page.locator("#otp").fill(code);
  await submit(page, "#kc-login");
}

/** The raw secret that a set-up page carries. */
export function readSetUpSecret(page: Page): Promise<string> {
  return page.locator("#totpSecret").inputValue();
}

export async function submitSetUp(page: Page, code: string, deviceName: string): Promise<void> {
  await page.locator("#totp").fill(code);
  await page.locator("#userLabel").fill(deviceName);
  await submit(page, "#saveTOTPBtn");
}

/** Sends a form and waits for whatever page answers. */
export async function submit(page: Page, buttonSelector: string): Promise<void> {
  const answered = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await page.locator(buttonSelector).click();
  await answered;
  await page.waitForLoadState();
}

/** Resolves when the site has the member logged in. */
export async function waitForSite(page: Page): Promise<void> {
  await page.waitForURL((url) => url.origin === SITE_ORIGIN && url.pathname === "/callback");
}
