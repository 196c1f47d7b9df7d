/** What a portal page learns when it asks for a code. */

/** One stored account as the chooser beside the field names it. */
export interface FillCandidate {
  readonly accountId: string;
  readonly accountName: string;
  readonly deviceName: string;
}

/**
 * The answer to a claim for a code. "wait": ask again in `readyInMs`, no new click needed. "ask": the member
 * chooses. `deviceId`: the device of the page's own list to select, null when there is none to select.
 */
export type ClaimOutcome =
  | {
      readonly status: "fill";
      readonly code: string;
      readonly deviceId: string | null;
      /** Until the code's own time step ends; portals accept it a little longer. */
      readonly validForMs: number;
    }
  | { readonly status: "wait"; readonly readyInMs: number; readonly reason: "used" | "ending" }
  | {
      readonly status: "ask";
      readonly candidates: readonly FillCandidate[];
      /** The page names a user whom none of the registrations is for. */
      readonly isOtherUser: boolean;
    }
  | { readonly status: "no-account" }
  | { readonly status: "unlock-opened" };
