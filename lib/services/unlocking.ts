/** The ways into the vault: which there are, and opening it by one of them. */

import { decodeBase64 } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot } from "../core/vault/envelope.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import { openVault } from "../core/vault/seal.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import type { SlotKey, UnlockMethods } from "../protocol/vault-requests.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";
import type { VaultAccess } from "./vault-access.ts";

/** Opening the vault. A wrong key is an outcome; everything else that fails rejects with a code. */
export interface Unlocking {
  /** @throws ServiceError "no-vault" */
  methods(): Promise<UnlockMethods>;
  unlock(attempt: SlotKey): Promise<"unlocked" | "wrong-password">;
  /**
   * The vault key of `found` by one of its slots, or null when the root key is not that slot's. The one check behind
   * every action that asks a person for proof again. The caller wipes the result.
   * @throws ServiceError "forbidden" for a recovery code: it brings a new password and a new code, or nothing
   */
  authenticate(found: Envelope, attempt: SlotKey): Promise<Uint8Array | null>;
}

/** Unlocking over the stored envelope and the session. */
export const createUnlocking = (session: Session, access: VaultAccess): Unlocking => {
  const authenticate: Unlocking["authenticate"] = async (found, { slotId, rootKey }) => {
    const isRecovery = findRecoverySlot(found)?.id === slotId;
    if (isRecovery) throw new ServiceError("forbidden", "a recovery code is used up, it never just unlocks");
    const outcome = await unlockVault(found, slotId, decodeBase64(rootKey));
    return outcome.status === "unlocked" ? outcome.vaultKey : null;
  };
  return {
    authenticate,
    methods: async () => methodsOf(await access.envelope()),
    unlock: async (attempt) => {
      const found = await access.envelope();
      const vaultKey = await authenticate(found, attempt);
      if (vaultKey === null) return "wrong-password";
      await openVault(found, vaultKey); // damaged content is said now, not at the first code
      await session.open({ vaultKey, vaultId: found.vaultId });
      return "unlocked";
    },
  };
};

const methodsOf = (envelope: Envelope): UnlockMethods => {
  const password = findPasswordSlot(envelope);
  const recovery = findRecoverySlot(envelope);
  return {
    password: password === null ? null : { slotId: password.id, kdf: password.kdf },
    passkeys: envelope.slots
      .filter((slot) => slot.type === "passkey")
      .map(({ id, name, kdf, transports }) => ({ slotId: id, name, kdf, transports })),
    recovery: recovery === null ? null : { createdAtMs: recovery.createdAtMs },
  };
};
