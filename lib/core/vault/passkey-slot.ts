import { randomBytes } from "@noble/hashes/utils.js";
import { wrapVaultKey } from "./key-slot.ts";
import { VAULT_KDF_LIMITS } from "./scrypt-parameters.ts";
import { newId, type PasskeySlot, readKeySlot } from "./slot-format.ts";

/** What a passkey slot is made of, besides the vault it opens. */
export interface NewPasskey extends Pick<PasskeySlot, "kdf" | "name" | "transports" | "createdAtMs"> {
  /** The PRF output for `kdf.salt`, 32 bytes. */
  readonly rootKey: Uint8Array;
}

/** The vault that a new slot opens. */
export interface SlotTarget {
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
}

/**
 * A passkey slot with a new random id around `vaultKey`.
 * @throws {VaultError} "damaged" for fields that no reader would accept
 */
export async function createPasskeySlot(
  { rootKey, kdf, name, transports, createdAtMs }: NewPasskey,
  { vaultKey, vaultId }: SlotTarget,
): Promise<PasskeySlot> {
  const head = { id: newId(randomBytes), type: "passkey", kdf } as const;
  const slot = {
    ...head,
    name,
    transports,
    createdAtMs,
    ...(await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey })),
  };
  readKeySlot(slot, VAULT_KDF_LIMITS); // nothing is written that could not be read again
  return slot;
}
