/** Everything the offer beside the page's field can show, one state at a time. */

import type { FillCandidate } from "../../lib/protocol/claim.ts";
import type { EnrolRefusal } from "../../lib/protocol/requests.ts";
import type { VaultStatus } from "../../lib/protocol/vault-requests.ts";

export type OfferModel =
  | {
      readonly kind: "setup";
      readonly vault: VaultStatus;
      readonly refused: "nothing" | "code" | "device-name";
      /** An administrator has switched filling off: the key is kept, the code is typed by hand. */
      readonly isRegisterOnly: boolean;
    }
  | { readonly kind: "entry"; readonly isLocked: boolean; readonly refusals: number }
  | { readonly kind: "busy" }
  | { readonly kind: "unlocking"; readonly isFirstRun: boolean }
  | { readonly kind: "waiting"; readonly reason: "used" | "ending"; readonly secondsLeft: number }
  | { readonly kind: "ask"; readonly candidates: readonly FillCandidate[]; readonly otherUser: string | null }
  | { readonly kind: "setup-filled"; readonly deviceName: string; readonly pleaseCheck: boolean }
  | { readonly kind: "setup-saved"; readonly deviceName: string; readonly pleaseCheck: boolean }
  | { readonly kind: "entry-filled" }
  | { readonly kind: "stale" }
  | { readonly kind: "confirmed"; readonly isByHand: boolean }
  | { readonly kind: "no-account" }
  | { readonly kind: "refused"; readonly code: EnrolRefusal }
  | { readonly kind: "fill-failed" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "disabled" }
  | { readonly kind: "covered" }
  | { readonly kind: "failed" };
