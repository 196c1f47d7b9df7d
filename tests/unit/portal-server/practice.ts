/** A portal with a clock that stands still until a test moves it, and the short ways through its pages. */
import { attributeOf, type Page, PortalClient } from "../../portal/client.ts";
import { type Portal, type PortalOptions, startPortal } from "../../portal/server.ts";
import { codeAtStep, stepAt } from "../../portal/totp.ts";

// 2026-04-01T00:00:10Z: ten seconds into a time step.
export const START_MS = Date.UTC(2026, 3, 1, 0, 0, 10);

export function startStillPortal(options: PortalOptions = {}): Promise<Portal> {
  return startPortal({ now: () => START_MS, ...options });
}

export function newClient(portal: Portal): PortalClient {
  return new PortalClient(portal.port);
}

export async function enterPassword(
  client: PortalClient,
  username: string,
  password: string,
  variant = "",
): Promise<Page> {
  const query = variant === "" ? "" : `?variant=${variant}`;
  const page = await client.get(`https://www.demo.portal.kosmo-web.jp/login${query}`);
  return client.submit(page, { username, password }, "kc-form-login");
}

export function enterCode(client: PortalClient, page: Page, otp: string): Promise<Page> {
  return client.submit(page, { otp }, "kc-otp-login-form");
}

/** Password and the current code of the device. */
export async function logIn(
  portal: Portal,
  client: PortalClient,
  number: number,
  device: string,
): Promise<Page> {
  const username = `demo_user0${number}`;
  const page = await enterPassword(client, username, `Demo-pass-0${number}`);
  return enterCode(client, page, portal.control.codeFor(username, device));
}

/** The code of the secret in the page's hidden field. */
export function codeOfSetup(portal: Portal, page: Page, stepOffset = 0): string {
  const secret = attributeOf(page.body, "totpSecret", "value") ?? "";
  return codeAtStep(secret, stepAt(portal.control.now()) + stepOffset);
}

export function isTop(page: Page): boolean {
  return (
    page.url.href === "https://www.demo.portal.kosmo-web.jp/" && page.body.includes('id="portal-welcome"')
  );
}

/** A code that no step near the portal's time has. */
export function wrongCode(portal: Portal, username: string, device: string): string {
  const near = [-2, -1, 0, 1, 2].map((offset) => portal.control.codeFor(username, device, offset));
  const candidates = ["000000", "111111", "222222", "333333", "444444", "555555"];
  return candidates.find((candidate) => !near.includes(candidate)) ?? "666666";
}
