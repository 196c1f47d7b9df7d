import type { Envelope } from "./envelope.ts";
import { unwrapVaultKey } from "./key-slot.ts";
import { VaultError } from "./vault-error.ts";

/** How an attempt to unlock ended. The caller wipes `vaultKey` when the session ends. */
export type UnlockOutcome =
  | { readonly status: "unlocked"; readonly vaultKey: Uint8Array }
  | { readonly status: "wrong-password" };

/**
 * Tries a root key on one slot. The key comes from outside (a worker derived it from the password), so the password
 * itself never reaches the context that keeps the vault. For passkey and recovery slots "wrong-password" means that the
 * credential or code is not this slot's.
 * @throws {VaultError} "slot-not-found", or "damaged" when the key is right and the slot was altered
 */
export async function unlockVault(
  envelope: Envelope,
  slotId: string,
  rootKey: Uint8Array,
): Promise<UnlockOutcome> {
  const slot = envelope.slots.find(({ id }) => id === slotId);
  if (slot === undefined) throw new VaultError("slot-not-found", "unlock: no slot of this id");
  const vaultKey = await unwrapVaultKey({ slot, vaultId: envelope.vaultId, rootKey });
  return vaultKey === null ? { status: "wrong-password" } : { status: "unlocked", vaultKey };
}
