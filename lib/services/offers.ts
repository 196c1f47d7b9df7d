/** What the content script may know when a portal page has loaded: enough to decide whether to offer anything. */

import type { PageVerdict } from "../core/portal/page-kind.ts";
import type { OfferState } from "../protocol/requests.ts";
import { isFor } from "./fill.ts";
import type { PolicyService } from "./policy.ts";
import type { PortalSender } from "./ports.ts";
import type { SettingsService } from "./settings.ts";
import type { Submissions } from "./submissions.ts";
import type { VaultService } from "./vault-service.ts";

/** The answer to a portal page that was just seen; also judges what the tab sent before. */
export interface Offers {
  pageSeen(sender: PortalSender, page: PageVerdict): Promise<OfferState>;
}

/** The services an offer is put together from. */
export interface OfferParts {
  readonly policy: PolicyService;
  readonly vaultService: VaultService;
  readonly submissions: Submissions;
  readonly settings: SettingsService;
}

/** Offers have no memory of their own. */
export const createOffers = ({ policy, vaultService, submissions, settings }: OfferParts): Offers => ({
  pageSeen: async (sender, page) => {
    const notice = await submissions.judge(sender, page);
    const vault = await vaultService.status();
    const accountCount =
      vault === "unlocked"
        ? (await vaultService.read()).accounts.filter((one) => isFor(one, sender.origin)).length
        : null;
    return {
      vault,
      accountCount,
      notice,
      refusals: await submissions.refusals(sender.origin),
      autoSubmit: (await settings.get()).autoSubmit,
      rule: await policy.ruleFor(sender.origin),
    };
  },
});
