import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase64, equalBytes } from "../bytes.ts";
import { wrapAad } from "./aad.ts";
import { decryptBytes, encryptBytes, NONCE_BYTES } from "./aead.ts";
import { deriveSlotKey, withCommittedKey } from "./derived-keys.ts";
import { decodeField } from "./read-fields.ts";
import {
  type KdfLimits,
  readScryptParameters,
  type ScryptParameters,
  VAULT_KDF_LIMITS,
} from "./scrypt-parameters.ts";
import { type KeySlot, newId, type PasswordSlot, type SlotHead, type WrappedKey } from "./slot-format.ts";
import { VaultError } from "./vault-error.ts";

/** Size of a vault key in bytes (AES-256). */
export const VAULT_KEY_BYTES = 32;

/** A new random vault key: the one secret that all slots of a vault wrap. */
export function newVaultKey(): Uint8Array {
  return randomBytes(VAULT_KEY_BYTES);
}

export interface NewPasswordSlot {
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
  readonly kdf: ScryptParameters;
  /** What `deriveRootKey` made of the password and `kdf`. */
  readonly rootKey: Uint8Array;
  /** Accepted costs. Only tests pass anything but the default. */
  readonly limits?: KdfLimits;
}

/**
 * A password slot with a new random id around `vaultKey`.
 * @throws {VaultError} "kdf-out-of-range" or "damaged" for a cost that no reader would accept
 */
export async function createPasswordSlot({
  vaultKey,
  vaultId,
  kdf,
  rootKey,
  limits = VAULT_KDF_LIMITS,
}: NewPasswordSlot): Promise<PasswordSlot> {
  const head = { id: newId(randomBytes), type: "password", kdf: readScryptParameters(kdf, limits) } as const;
  return { ...head, ...(await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey })) };
}

export interface SlotAccess<Slot> {
  readonly slot: Slot;
  readonly vaultId: string;
  /** 32 bytes for passwords and passkeys, 16 for a recovery code. */
  readonly rootKey: Uint8Array;
}

/** The wrapped form of `vaultKey` for any slot type, bound to the slot's head and the vault. */
export async function wrapVaultKey(
  vaultKey: Uint8Array,
  { slot, vaultId, rootKey }: SlotAccess<SlotHead>,
): Promise<WrappedKey> {
  if (vaultKey.length !== VAULT_KEY_BYTES) {
    throw new RangeError(`vaultKey: expected ${VAULT_KEY_BYTES} bytes, got ${vaultKey.length}`);
  }
  const slotKey = deriveSlotKey(rootKey, slot.type, decodeField(slot.kdf.salt, "kdf.salt"));
  return withCommittedKey(slotKey, async ({ key, commitment }) => {
    const nonce = randomBytes(NONCE_BYTES);
    const wrappedKey = await encryptBytes({ key, nonce, aad: wrapAad(vaultId, slot) }, vaultKey);
    return {
      nonce: encodeBase64(nonce),
      wrappedKey: encodeBase64(wrappedKey),
      commitment: encodeBase64(commitment),
    };
  });
}

/**
 * The vault key in a slot of any type, or null when `rootKey` is not this slot's (a wrong password).
 * The caller wipes the result.
 * @throws {VaultError} "damaged" when the root key is right and the slot was altered or belongs to another vault
 */
export async function unwrapVaultKey({
  slot,
  vaultId,
  rootKey,
}: SlotAccess<KeySlot>): Promise<Uint8Array | null> {
  const slotKey = deriveSlotKey(rootKey, slot.type, decodeField(slot.kdf.salt, "kdf.salt"));
  return withCommittedKey(slotKey, async ({ key, commitment }) => {
    if (!equalBytes(commitment, decodeField(slot.commitment, "slot.commitment"))) return null;
    const nonce = decodeField(slot.nonce, "slot.nonce");
    const wrappedKey = decodeField(slot.wrappedKey, "slot.wrappedKey");
    const vaultKey = await decryptBytes({ key, nonce, aad: wrapAad(vaultId, slot) }, wrappedKey);
    if (vaultKey === null) throw new VaultError("damaged", "slot: the wrapped key was altered");
    return vaultKey;
  });
}
