import { CodedError } from "../errors.ts";

/**
 * What can be wrong with a vault.
 * - "damaged": not our format, or altered or cut after it was sealed.
 * - "newer-version": sealed by a later release; must not be overwritten.
 * - "kdf-out-of-range": cost parameters below the floor or above the cap, refused before any work.
 * - "key-mismatch": the content commitment belongs to another vault key (a stale session, or an altered commitment).
 * - "slot-not-found": no key slot of that id in this envelope.
 * - "vault-full": the limit of accounts is reached.
 * - "account-not-found", "duplicate-account", "invalid-account": an edit that names, repeats or contains a bad account.
 */
export type VaultErrorCode =
  | "damaged"
  | "newer-version"
  | "kdf-out-of-range"
  | "key-mismatch"
  | "slot-not-found"
  | "vault-full"
  | "account-not-found"
  | "duplicate-account"
  | "invalid-account";

/** Broken vault data, or an edit that the vault cannot hold. A wrong password is not an error but an outcome. */
export class VaultError extends CodedError<VaultErrorCode> {}
