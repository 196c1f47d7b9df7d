/** One change of the stored envelope by whoever proves one of its key slots at that moment. */

import type { Envelope } from "../core/vault/envelope.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import type { BackupStatus } from "./backup-status.ts";
import type { Unlocking } from "./unlocking.ts";
import type { Replacement, VaultAccess } from "./vault-access.ts";

/** Where envelopes are replaced and proofs are checked. */
export interface ProvedParts {
  readonly access: VaultAccess;
  readonly unlocking: Unlocking;
}

/** The same for changes after which older back-ups open with what was valid before. */
export interface KeyChangeParts extends ProvedParts {
  readonly backupStatus: Pick<BackupStatus, "noteNewKeys">;
}

/** What `change` results in after its save, or null for a wrong proof, which changes nothing. */
export const replaceProved = <Result>(
  { access, unlocking }: ProvedParts,
  proof: SlotKey,
  change: (found: Envelope, vaultKey: Uint8Array) => Promise<Replacement<Result>>,
): Promise<Result | null> =>
  access.replace<Result | null>(async () => {
    const found = await access.envelope();
    const vaultKey = await unlocking.authenticate(found, proof);
    return vaultKey === null ? { next: null, result: null } : change(found, vaultKey);
  });

/** A save after which nothing that opened the vault before may open what is stored: older copies are overwritten. */
export const replacedKeys = <Result>(
  next: { readonly envelope: Envelope; readonly vaultKey: Uint8Array },
  result: Result,
): Replacement<Result> => ({ next: { ...next, replacesKeys: true }, result });
