/** Who is asking. Decided by what the browser says of the sender, never by the message. */

import { readPortalOrigin } from "../../lib/core/account/origin-match.ts";
import { extensionOrigin, type RawSender } from "../../lib/platform/messaging.ts";
import type { RegionSender } from "../../lib/services/capture.ts";
import type { PortalSender } from "../../lib/services/ports.ts";

/** One of our own pages (popup, manager, welcome, unlock). */
export const isOwnPage = (sender: RawSender): boolean => {
  if (sender.url === undefined || sender.origin !== extensionOrigin()) return false;
  return new URL(sender.url).origin === extensionOrigin();
};

/** The content script of a tab's visible top document, on any site. */
export const readTabSender = (sender: RawSender): (RegionSender & { documentId: string }) | null => {
  const { tab, frameId, documentId, documentLifecycle } = sender;
  if (tab?.id === undefined || tab.windowId === undefined || documentId === undefined) return null;
  if (frameId !== 0 || documentLifecycle !== "active") return null;
  return { tabId: tab.id, windowId: tab.windowId, documentId };
};

/** The same on a portal origin; null on any other host, scheme or port. */
export const readPortalSender = (sender: RawSender): PortalSender | null => {
  const tab = readTabSender(sender);
  if (tab === null || sender.url === undefined) return null;
  const origin = readPortalOrigin(sender.url);
  return origin === null || sender.origin !== origin ? null : { ...tab, origin };
};
