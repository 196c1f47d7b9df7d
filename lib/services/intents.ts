/**
 * What a portal page was about to do when the vault turned out to be locked or missing. Only who and what is kept, never
 * the page's secret: after the unlock the very same document is asked again and reads its page afresh.
 */

import type { PendingIntent, Resumed } from "../protocol/requests.ts";
import type { Gestures } from "./gestures.ts";
import type { PortalSender, Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";
import type { VaultService } from "./vault-service.ts";

interface Intent {
  readonly sender: PortalSender;
  readonly intent: "enrol" | "fill";
  readonly accountId: string | null;
}

/** At most one postponed intent; a newer one takes the place of an older one. */
export interface Intents {
  /** Remembers the intent and opens the page that unlocks or creates the vault. */
  postpone(intent: Intent): Promise<void>;
  pending(): Promise<PendingIntent | null>;
  /** Carries the intent out in its document and brings the tab to the front. */
  resume(): Promise<Resumed>;
  drop(): Promise<void>;
}

/** Intents over the session memory. */
export const createIntents = (
  ports: Pick<Ports, "session" | "tabs">,
  vaultService: VaultService,
  gestures: Gestures,
): Intents => {
  const read = async (): Promise<Intent | null> => {
    const stored = await ports.session.get(sessionKeys.intent);
    return typeof stored === "object" && stored !== null ? (stored as Intent) : null; // written only below
  };
  const drop = (): Promise<void> => ports.session.remove(sessionKeys.intent);

  return {
    drop,
    postpone: async (intent) => {
      await ports.session.set(sessionKeys.intent, intent);
      const status = await vaultService.status();
      const page = status === "none" || status === "missing" ? "welcome" : "unlock";
      await ports.tabs.openPage(page, { openerTabId: intent.sender.tabId });
    },
    pending: async () => {
      const found = await read();
      return found === null ? null : { intent: found.intent, host: new URL(found.sender.origin).host };
    },
    resume: async () => {
      const found = await read();
      if (found === null) return { status: "nothing" };
      await drop();
      const { sender, intent, accountId } = found;
      try {
        await gestures.grant(sender, intent);
        await ports.tabs.send({ tabId: sender.tabId, documentId: sender.documentId }, "tab.run", {
          intent,
          accountId,
        });
      } catch {
        return { status: "page-gone" }; // the document was closed or left: the member is told to log in again
      }
      await ports.tabs.focus(sender.tabId);
      return { status: "resumed" };
    },
  };
};
