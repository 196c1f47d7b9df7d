/**
 * The card beside the page's field, seen the way the browser sees it: its shadow root is closed, so the DOM is read over
 * the debugging protocol and clicked with the real mouse.
 */

import { type CDPSession, expect, type Page } from "@playwright/test";
import { attributeOf, centreOf, type DomNode, findNode, textOf, withHost } from "./closed-dom.ts";

const OFFER = "HITOTOKI-OFFER";

/** Everything the card says, or null while no card is shown. */
export const offerText = async (page: Page): Promise<string | null> => {
  if ((await page.locator("hitotoki-offer:popover-open").count()) === 0) return null;
  return withOffer(page, async (host) => (host === null ? null : textOf(host).trim()));
};

/** Waits until the card says `text`. */
export const expectOffer = (page: Page, text: string | RegExp): Promise<void> =>
  expect
    .poll(async () => (await offerText(page)) ?? "", { timeout: 40_000, message: "text of the offer" })
    .toMatch(typeof text === "string" ? new RegExp(escapePattern(text)) : text);

/** Waits long enough that an offer would have come, then asserts that there is none. */
export const expectNoOffer = async (page: Page): Promise<void> => {
  // The content script has run once the extension answers for this very page; after that it stays silent for good.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done))));
  await expect(page.locator("hitotoki-offer:popover-open")).toHaveCount(0);
};

/** Presses a button of the card with the mouse, once the card has been in view long enough to count. */
export const clickOffer = async (page: Page, label: string): Promise<void> => {
  await expect
    .poll(() => withOffer(page, async (host) => host !== null && buttonOf(host, label) !== null), {
      message: label,
    })
    .toBe(true);
  await settled(page);
  await withOffer(page, async (host, cdp) => {
    const button = host === null ? null : buttonOf(host, label);
    if (button === null) throw new Error("the button went away");
    const [x, y] = await centreOf(cdp, button);
    await page.mouse.click(x, y);
  });
};

/** The guard counts 400 ms of full view; measured with frames, so that a slow machine waits as long as it needs. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        const startMs = performance.now();
        const frame = (): void => {
          if (performance.now() - startMs > 700) done();
          else requestAnimationFrame(frame);
        };
        frame();
      }),
  );

const withOffer = <T>(page: Page, use: (host: DomNode | null, cdp: CDPSession) => Promise<T>): Promise<T> =>
  withHost(page, OFFER, use);

const buttonOf = (host: DomNode, label: string): DomNode | null =>
  findNode(
    host,
    (node) =>
      node.nodeName === "BUTTON" &&
      (textOf(node).includes(label) || attributeOf(node, "aria-label") === label),
  );

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
