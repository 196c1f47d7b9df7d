/** Senders of messages as the browser describes them, one per role. */
import type { RawSender } from "../../../lib/platform/messaging.ts";
import { PORTAL } from "./rig.ts";

export const EXTENSION_ID = "abcdefghijklmnopabcdefghijklmnop";

/**
 * Stands for `chrome-extension://<id>`. Chromium gives that scheme an origin of its own; Node answers "null", as for
 * every scheme it does not know, so a made-up https host takes its place.
 */
export const EXTENSION_ORIGIN = `https://${EXTENSION_ID}.invalid`;

export const ownPage: RawSender = {
  id: EXTENSION_ID,
  url: `${EXTENSION_ORIGIN}/popup.html`,
  origin: EXTENSION_ORIGIN,
};

export const portalPage: RawSender = {
  id: EXTENSION_ID,
  url: `${PORTAL}/auth/realms/demo/login-actions/authenticate?execution=e`,
  origin: PORTAL,
  frameId: 0,
  documentId: "document-of-tab-7",
  documentLifecycle: "active",
  tab: { id: 7, windowId: 1 },
};

export const otherSite: RawSender = {
  ...portalPage,
  url: "https://example.com/",
  origin: "https://example.com",
};

export const subFrame: RawSender = { ...portalPage, frameId: 5 };

export const prerendered: RawSender = { ...portalPage, documentLifecycle: "prerender" };

export const otherExtension: RawSender = {
  id: "ponmlkjihgfedcbaponmlkjihgfedcba",
  url: "https://ponmlkjihgfedcbaponmlkjihgfedcba.invalid/page.html",
  origin: "https://ponmlkjihgfedcbaponmlkjihgfedcba.invalid",
};

/** Another extension's message with everything else copied from ours. */
export const impostor: RawSender = { ...ownPage, id: otherExtension.id };
