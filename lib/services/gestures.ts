/**
 * Single-use permission to release one code: granted by a trusted click in a document or by the extension's own popup
 * or keyboard command, bound to tab and document, good for seconds. A replay from elsewhere finds nothing.
 */

import type { PortalSender, Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";

const lifetimeMs = 5_000;

/** Grants and takes permissions; at most one per tab, the latest counts. */
export interface Gestures {
  grant(sender: PortalSender, intent: "enrol" | "fill", extraMs?: number): Promise<void>;
  /** For the popup and the keyboard command: any document now in the tab's top frame. */
  grantTab(tabId: number, intent: "enrol" | "fill"): Promise<void>;
  /** True exactly once per grant, for the same tab, document and intent, within its time. */
  take(sender: PortalSender, intent: "enrol" | "fill"): Promise<boolean>;
}

/** Gestures over the session memory, so that they outlive a stopped worker. */
export const createGestures = ({
  session,
  clock,
  locks,
}: Pick<Ports, "session" | "clock" | "locks">): Gestures => {
  const put = (tabId: number, documentId: string | null, intent: string, extraMs: number): Promise<void> =>
    session.set(sessionKeys.gesture(tabId), {
      documentId,
      intent,
      expiresAtMs: clock.nowMs() + lifetimeMs + extraMs,
    });
  /** Alone: of two requests at the same moment only one finds the grant. */
  const remove = (tabId: number): Promise<unknown> =>
    locks.exclusively("gestures", async () => {
      const key = sessionKeys.gesture(tabId);
      const stored = await session.get(key);
      await session.remove(key);
      return stored;
    });

  return {
    grant: (sender, intent, extraMs = 0) => put(sender.tabId, sender.documentId, intent, extraMs),
    grantTab: (tabId, intent) => put(tabId, null, intent, 0),
    take: async (sender, intent) => {
      const stored = await remove(sender.tabId);
      if (typeof stored !== "object" || stored === null) return false;
      const { documentId, intent: granted, expiresAtMs } = stored as Record<string, unknown>; // checked below
      return (
        granted === intent &&
        (documentId === null || documentId === sender.documentId) &&
        typeof expiresAtMs === "number" &&
        clock.nowMs() <= expiresAtMs
      );
    },
  };
};
