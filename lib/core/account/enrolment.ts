/** What to do with a new account beside those that are stored already. Decides only; the vault's edits carry it out. */
import type { Account } from "./account.ts";
import { findSameName, findSamePending, findSameSecret } from "./duplicates.ts";

/** The secret is stored already: nothing is added. `isDeleted`: it lies in the bin, so restoring it is the way. */
export interface SameSecret {
  readonly status: "same-secret";
  readonly accountId: string;
  readonly isDeleted: boolean;
}

/** How a set-up seen on a portal page is kept: added for "new"; for the other the unfinished ones of these ids give way. */
export type PendingDecision =
  | SameSecret
  | { readonly status: "new" }
  | { readonly status: "replaces-pending"; readonly accountIds: readonly string[] };

/** How an account from an image, a typed key or a file is kept: for "same-name" the user is asked, replace or keep both. */
export type AdditionDecision =
  | SameSecret
  | { readonly status: "new" }
  | { readonly status: "same-name"; readonly accountIds: readonly string[] };

/**
 * Decides on a set-up that a portal page offers. The same secret seen again (a reload, a second reading) keeps what is
 * stored; a new secret for an unfinished set-up of the same login takes its place (Keycloak before 24 makes one per
 * rendering). A confirmed account of the same name stays beside it: the old device may still exist at the server.
 */
export function decidePending(accounts: readonly Account[], candidate: Account): PendingDecision {
  const sameSecret = decideSameSecret(accounts, candidate);
  if (sameSecret !== null) return sameSecret;
  const pending = findSamePending(accounts, candidate);
  return pending.length === 0
    ? { status: "new" }
    : { status: "replaces-pending", accountIds: pending.map(({ id }) => id) };
}

/** Decides on an account that is in use already. Never replaces anything unasked. */
export function decideAddition(accounts: readonly Account[], candidate: Account): AdditionDecision {
  const sameSecret = decideSameSecret(accounts, candidate);
  if (sameSecret !== null) return sameSecret;
  const sameName = findSameName(accounts, candidate);
  return sameName.length === 0
    ? { status: "new" }
    : { status: "same-name", accountIds: sameName.map(({ id }) => id) };
}

function decideSameSecret(accounts: readonly Account[], candidate: Account): SameSecret | null {
  const match = findSameSecret(accounts, candidate.key.secret);
  return match && { status: "same-secret", accountId: match.id, isDeleted: match.deletedAtMs !== null };
}
