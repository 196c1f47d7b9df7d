/**
 * The real toolbar popup, opened by a real press of the toolbar button (which grants activeTab). The test driver does
 * not list popups as pages, so this one is spoken to over its own debugging session.
 */

import { type BrowserContext, type CDPSession, expect, type Page } from "@playwright/test";
import { attachTo } from "./target-session.ts";

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export interface Popup {
  /** All text the popup shows. */
  text(): Promise<string>;
  /** Presses the button or menu item of that name with the mouse. */
  click(name: string): Promise<void>;
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>;
  press(key: "Enter" | "Escape" | "Tab"): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
  isOpen(): Promise<boolean>;
}

/** Presses the extension's toolbar button while `page` is the active tab. */
export const openPopup = async (context: BrowserContext, extensionId: string, page: Page): Promise<Popup> => {
  await page.bringToFront();
  const browser = context.browser();
  if (browser === null) throw new Error("no browser-level session");
  const cdp = await browser.newBrowserCDPSession();
  const tab = await tabTargetOf(cdp, page);
  await (cdp.send as (method: string, parameters: object) => Promise<unknown>)("Extensions.triggerAction", {
    id: extensionId,
    targetId: tab,
  });
  const popupUrl = `chrome-extension://${extensionId}/popup.html`;
  const popupTarget = async (): Promise<string | null> =>
    (await targets(cdp)).find(({ type, url }) => type === "page" && url.startsWith(popupUrl))?.targetId ??
    null;
  await expect.poll(popupTarget, { message: "popup opens" }).not.toBeNull();
  const targetId = await popupTarget();
  if (targetId === null) throw new Error("the popup closed at once");
  return createPopup(cdp, targetId, async () => (await popupTarget()) !== null);
};

const targets = async (cdp: CDPSession): Promise<readonly TargetInfo[]> => {
  const { targetInfos } = await cdp.send("Target.getTargets", { filter: [{}] });
  return targetInfos;
};

/** The tab around a page: the toolbar action wants the tab, not the page inside it. */
const tabTargetOf = async (cdp: CDPSession, page: Page): Promise<string> => {
  const own = await page.context().newCDPSession(page);
  const { targetInfo } = await own.send("Target.getTargetInfo");
  await own.detach();
  const tabs = (await targets(cdp)).filter(({ type, url }) => type === "tab" && url === targetInfo.url);
  const tab = tabs.at(-1);
  if (tab === undefined) throw new Error("no tab target for the page");
  return tab.targetId;
};

const createPopup = async (
  cdp: CDPSession,
  targetId: string,
  isOpen: () => Promise<boolean>,
): Promise<Popup> => {
  const { send } = await attachTo(cdp, targetId);
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result } = (await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value: T } };
    return result.value;
  };
  const mouse = async (x: number, y: number): Promise<void> => {
    for (const type of ["mousePressed", "mouseReleased"]) {
      await send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  };
  return {
    evaluate,
    isOpen,
    text: () => evaluate<string>("document.body.innerText"),
    click: async (name) => {
      const spot = (): Promise<readonly [number, number] | null> => evaluate(spotOf(name));
      await expect.poll(spot, { message: `button ${name}` }).not.toBeNull();
      // What loads late moves the button: it is clicked where it has come to rest, at once.
      const at = await evaluate<readonly [number, number] | null>(restingSpotOf(name));
      if (at === null) throw new Error(`button ${name} went away`);
      await mouse(...at);
    },
    type: async (text) => {
      await send("Input.insertText", { text });
    },
    press: async (key) => {
      const code = { Enter: 13, Escape: 27, Tab: 9 }[key];
      const common = {
        key,
        code: key,
        windowsVirtualKeyCode: code,
        ...(key === "Enter" ? { text: "\r" } : {}),
      };
      await send("Input.dispatchKeyEvent", { type: "keyDown", ...common });
      await send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
    },
    screenshot: async () => {
      const { data } = (await send("Page.captureScreenshot", { format: "png" })) as { data: string };
      return Buffer.from(data, "base64");
    },
    close: async () => {
      // It may be closing by itself at this very moment.
      await cdp.send("Target.closeTarget", { targetId }).catch(async (reason: unknown) => {
        if (await isOpen()) throw reason;
      });
      await expect.poll(isOpen, { message: "popup closes" }).toBe(false);
    },
  };
};

/** The same once it has stayed in one place for three frames; null when it went away meanwhile. */
const restingSpotOf = (name: string): string => `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  let before = null;
  for (let still = 0; still < 3; ) {
    const spot = ${spotOf(name)};
    if (spot === null) return null;
    still = before !== null && before[0] === spot[0] && before[1] === spot[1] ? still + 1 : 0;
    before = spot;
    await frame();
  }
  return before;
})()`;

/** Centre of the visible button, link or menu item of that name, as an expression for the popup. */
const spotOf = (name: string): string => `(() => {
  const wanted = ${JSON.stringify(name)};
  const all = [...document.querySelectorAll('button, a, [role="menuitem"], summary')];
  const named = all.filter((one) => (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().includes(wanted));
  const seen = named.find((one) => one.checkVisibility() && one.getBoundingClientRect().width > 0);
  if (!seen) return null;
  seen.scrollIntoView({ block: "center" });
  const { x, y, width, height } = seen.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})()`;
