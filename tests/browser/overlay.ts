/** The overlay on which the member frames a code: started from the real popup, drawn on with real pointers. */

import { expect, type Page } from "@playwright/test";
import { centreOf, findNode, textOf, withHost } from "./closed-dom.ts";
import type { Popup } from "./popup.ts";

const HOST = "HITOTOKI-REGION";

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Presses the popup's button for reading the screen, behind "add an account" when there are accounts already. */
export const pressReadScreen = async (popup: Popup): Promise<void> => {
  await expect.poll(() => popup.text()).toMatch(/アカウントを追加する|画面から読み取る/);
  // A notice that comes in above moves the buttons: a click that missed is made again, as a person would.
  await expect(async () => {
    if (!(await popup.text()).includes("画面から読み取る")) await popup.click("アカウントを追加する");
    expect(await popup.text()).toContain("画面から読み取る");
  }).toPass({ timeout: 40_000 });
  await popup.click("画面から読み取る");
};

/** Text of the overlay, or null while there is none. */
export const overlayText = (page: Page): Promise<string | null> =>
  withHost(page, HOST, async (host) => (host === null ? null : textOf(host)));

export const expectOverlay = (
  page: Page,
  text: string | RegExp = "ななめにドラッグして囲んで",
): Promise<void> =>
  expect.poll(async () => (await overlayText(page)) ?? "", { message: "text of the overlay" }).toMatch(text);

/** Nothing of ours is left in the page. */
export const expectNoOverlay = (page: Page): Promise<void> =>
  expect.poll(() => page.locator("hitotoki-region").count(), { message: "overlays" }).toBe(0);

export const clickCancel = (page: Page): Promise<void> =>
  withHost(page, HOST, async (host, cdp) => {
    const button = host === null ? null : findNode(host, ({ nodeName }) => nodeName === "BUTTON");
    if (button === null) throw new Error("no cancel button");
    const [x, y] = await centreOf(cdp, button);
    await page.mouse.click(x, y);
  });

/** The drawn frame's box, or null while nothing is drawn. */
export const drawnFrame = (page: Page): Promise<Rect | null> =>
  withHost(page, HOST, async (host, cdp) => {
    const box =
      host === null ? null : findNode(host, ({ attributes = [] }) => attributes.includes("box drawn"));
    if (box === null) return null;
    const { model } = (await cdp.send("DOM.getBoxModel", { backendNodeId: box.backendNodeId })) as {
      model: { border: readonly number[] };
    };
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
    return { left, top, right, bottom };
  });

/** Where an element of the page is, with `marginPx` around it. */
export const rectOf = async (page: Page, selector: string, marginPx = 0): Promise<Rect> => {
  const { left, top, right, bottom } = await page.locator(selector).evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
  });
  return { left: left - marginPx, top: top - marginPx, right: right + marginPx, bottom: bottom + marginPx };
};

export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** The two ends of a drag over `rect` that begins at `from`. */
export const dragEnds = (
  { left, top, right, bottom }: Rect,
  from: Corner = "top-left",
): readonly [readonly [number, number], readonly [number, number]] => {
  const x = from.endsWith("left") ? ([left, right] as const) : ([right, left] as const);
  const y = from.startsWith("top") ? ([top, bottom] as const) : ([bottom, top] as const);
  return [
    [x[0], y[0]],
    [x[1], y[1]],
  ];
};

/** Drags with the mouse. */
export const dragMouse = async (page: Page, rect: Rect, from?: Corner): Promise<void> => {
  const [[startX, startY], [endX, endY]] = dragEnds(rect, from);
  await page.mouse.move(startX, startY);
  await page.mouse.down();
  await page.mouse.move(endX, endY, { steps: 4 });
  await page.mouse.up();
};

/** Drags with a pen, through the browser's own input. */
export const dragPen = async (page: Page, rect: Rect): Promise<void> => {
  const [start, end] = dragEnds(rect);
  const cdp = await page.context().newCDPSession(page);
  const send = (type: "mousePressed" | "mouseMoved" | "mouseReleased", [x, y]: readonly [number, number]) =>
    cdp.send("Input.dispatchMouseEvent", {
      type,
      x,
      y,
      button: "left",
      buttons: 1,
      clickCount: 1,
      pointerType: "pen",
    });
  await send("mousePressed", start);
  await send("mouseMoved", end);
  await send("mouseReleased", end);
  await cdp.detach();
};

/** Drags with one finger. */
export const dragFinger = async (page: Page, rect: Rect): Promise<void> => {
  const [start, end] = dragEnds(rect);
  const cdp = await page.context().newCDPSession(page);
  const at = ([x, y]: readonly [number, number]) => [{ x, y }];
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(start) });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(end) });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await cdp.detach();
};
