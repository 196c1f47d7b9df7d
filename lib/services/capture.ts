/**
 * Reading a code from the screen: the member draws a rectangle in the page, we photograph the tab once, keep only the
 * cut-out in session memory and hand it to one page of ours, once.
 */

import type { PortalRequests, RegionStart } from "../protocol/requests.ts";
import type { Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";

/** The overlay stays usable this long; a slow, careful drag is fine. */
const regionLifetimeMs = 10 * 60_000;
/** Room around the drawn rectangle, CSS pixels: people draw tight, readers need a quiet zone. */
const marginPx = 24;

/** Who drew: a tab of any site, taken from the browser's sender. */
export interface RegionSender {
  readonly tabId: number;
  readonly windowId: number;
}

type Selected = PortalRequests["region.selected"];

/** The one picture that waits to be taken; the next one replaces it. */
interface Waiting {
  readonly captureId: string;
  readonly picture: string;
}

/** The way of a screen picture: start, drawn or cancelled, taken once. */
export interface Capture {
  start(): Promise<RegionStart>;
  selected(sender: RegionSender, payload: Selected["payload"]): Promise<Selected["value"]>;
  cancelled(sender: RegionSender): Promise<null>;
  /** The picture, base64 PNG; forgotten after this call. Null for any but the latest one. */
  take(captureId: string): Promise<{ picture: string } | null>;
}

/** Screen pictures over the session memory; a picture is kept only from the drawing until it is taken. */
export const createCapture = (ports: Pick<Ports, "session" | "clock" | "tabs" | "screen">): Capture => {
  const { session, clock, tabs, screen } = ports;

  return {
    start: async () => {
      const tab = await tabs.active();
      if (tab === null) return { status: "not-capturable", reason: "browser-page" };
      const refusal = refusalFor(tab.url);
      if (refusal !== null) return { status: "not-capturable", reason: refusal };
      await session.remove(sessionKeys.capture); // a picture that no page ever took
      const key = sessionKeys.region(tab.tabId);
      await session.set(key, clock.nowMs() + regionLifetimeMs);
      try {
        await tabs.injectRegion(tab.tabId);
      } catch {
        await session.remove(key);
        return { status: "not-capturable", reason: isPdf(tab.url) ? "pdf" : "no-permission" };
      }
      return { status: "started" };
    },
    selected: async ({ tabId, windowId }, { rect, viewport }) => {
      const key = sessionKeys.region(tabId);
      const expiresAtMs = await session.get(key);
      await session.remove(key);
      if (typeof expiresAtMs !== "number" || clock.nowMs() > expiresAtMs) return { status: "expired" };
      const grown = {
        x: rect.x - marginPx,
        y: rect.y - marginPx,
        width: rect.width + 2 * marginPx,
        height: rect.height + 2 * marginPx,
      };
      let picture: string;
      try {
        picture = await screen.captureRegion(windowId, grown, viewport);
      } catch {
        await session.set(key, expiresAtMs); // the member is asked to frame the code once more
        return { status: "capture-failed" }; // for instance the tab was changed at that moment
      }
      const captureId = crypto.randomUUID();
      await session.set(sessionKeys.capture, { captureId, picture } satisfies Waiting);
      await tabs.openPage("manager", { hash: `add/${captureId}`, openerTabId: tabId });
      return { status: "opened" };
    },
    cancelled: async ({ tabId }) => {
      await session.remove(sessionKeys.region(tabId));
      return null;
    },
    take: async (captureId) => {
      const waiting = (await session.get(sessionKeys.capture)) as Waiting | undefined; // only this service writes it
      if (waiting?.captureId !== captureId) return null;
      await session.remove(sessionKeys.capture);
      return { picture: waiting.picture };
    },
  };
};

/** Pages on which browsers let no extension work, told apart so that the advice fits. */
export const refusalFor = (url: string): "browser-page" | "store" | null => {
  if (url === "") return "browser-page";
  const { protocol, hostname } = new URL(url);
  if (hostname === "chromewebstore.google.com" || hostname === "microsoftedge.microsoft.com") return "store";
  return protocol === "https:" || protocol === "http:" || protocol === "file:" ? null : "browser-page";
};

/** Chromium's PDF view lets scripts in (measured, 156); the advice is for a view that does not. */
const isPdf = (url: string): boolean => new URL(url).pathname.toLowerCase().endsWith(".pdf");
