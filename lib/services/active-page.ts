/** What the popup says about the page behind it, and the fill it starts there. */

import { explainHost, readPortalOrigin } from "../core/account/origin-match.ts";
import { toSummary } from "../core/account/summary.ts";
import type { ActivePage, PortalPageKind } from "../protocol/requests.ts";
import { isFor } from "./fill.ts";
import type { Gestures } from "./gestures.ts";
import type { PolicyService } from "./policy.ts";
import type { Ports } from "./ports.ts";
import type { VaultService } from "./vault-service.ts";

/** The popup's view of the tab in front. */
export interface ActivePages {
  describe(): Promise<ActivePage>;
  /**
   * Asks the active tab's own content script to fill (or enrol); it comes back for the code like after a click.
   * @throws ServiceError "forbidden-by-policy" where the administrator lets nothing be filled.
   */
  fill(accountId: string | null): Promise<{ status: "started" | "not-fillable" }>;
}

const noPage: ActivePage = { host: "", kind: "none", hostReason: "other", canFill: false, accounts: [] };

/** Reads the tab in front. What its content script says is reduced to known kinds and never trusted further. */
export const createActivePages = (
  { tabs }: Pick<Ports, "tabs">,
  vaultService: VaultService,
  gestures: Gestures,
  policy: PolicyService,
): ActivePages => {
  const kindIn = async (tabId: number): Promise<PortalPageKind> => {
    try {
      return portalKind((await tabs.send({ tabId, documentId: null }, "tab.describe", null)).kind);
    } catch {
      return "none"; // no content script there: not a portal page, or one opened before the extension
    }
  };

  const describeActive = async (): Promise<ActivePage> => {
    const tab = await tabs.active();
    if (tab === null || tab.url === "") return noPage;
    const origin = readPortalOrigin(tab.url);
    const host = new URL(tab.url).host;
    if (origin === null) return { ...noPage, host, hostReason: explainHost(tab.url) };
    const rule = await policy.ruleFor(origin);
    if (rule === "nothing") return { ...noPage, host, hostReason: "not-allowed" };
    const kind = await kindIn(tab.tabId);
    const accounts =
      (await vaultService.status()) === "unlocked"
        ? (await vaultService.read()).accounts.filter((one) => isFor(one, origin)).map(toSummary)
        : [];
    const canFill = rule === "everything" && (kind === "entry" || kind === "setup");
    return { host, kind, hostReason: "portal", canFill, accounts };
  };

  return {
    describe: describeActive,
    fill: async (accountId) => {
      const tab = await tabs.active();
      const origin = readPortalOrigin(tab?.url ?? "");
      if (origin !== null) await policy.requireFilling(origin);
      const page = await describeActive();
      if (tab === null || !page.canFill) return { status: "not-fillable" };
      const intent = page.kind === "setup" ? "enrol" : "fill";
      await gestures.grantTab(tab.tabId, intent);
      await tabs.send({ tabId: tab.tabId, documentId: null }, "tab.run", { intent, accountId });
      return { status: "started" };
    },
  };
};

/** Reduces the content script's word to the kinds the popup speaks about; anything unknown is "other". */
const portalKind = (kind: unknown): PortalPageKind => {
  if (kind === "setup-qr" || kind === "setup-manual") return "setup";
  return kind === "entry" || kind === "email-otp" ? kind : "other";
};
