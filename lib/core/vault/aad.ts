/** What the vault's two kinds of ciphertext are bound to. */
import { sha256 } from "@noble/hashes/sha2.js";
import { type CanonicalField, encodeCanonical } from "./canonical.ts";
import { decodeField } from "./read-fields.ts";
import type { KeySlot, SlotHead } from "./slot-format.ts";

/** First field of every file of ours. */
export const VAULT_FORMAT = "hitotoki-vault";

/** The format version this release writes, and the newest one it reads. */
export const VAULT_VERSION = 1;

/** The header of an envelope: everything outside the ciphertext. `salt` is the content salt, base64. */
export interface EnvelopeHeader {
  readonly vaultId: string;
  readonly generation: number;
  readonly salt: string;
  readonly slots: readonly KeySlot[];
}

/**
 * Binds the content to its whole header, so that no slot, generation or salt can be exchanged. The nonce needs no
 * place here: GCM authenticates it by itself.
 */
export function contentAad({ vaultId, generation, salt, slots }: EnvelopeHeader): Uint8Array {
  const slotsHash = sha256(encodeCanonical(slots.map(encodeSlot)));
  return encodeCanonical([
    VAULT_FORMAT,
    VAULT_VERSION,
    "content",
    decodeField(vaultId, "vaultId"),
    generation,
    decodeField(salt, "content.salt"),
    slotsHash,
  ]);
}

/**
 * Binds a wrapped key to its vault, slot and KDF block. Not to the slot list: adding a slot would then need every
 * credential at once.
 */
export function wrapAad(vaultId: string, { id, type, kdf }: SlotHead): Uint8Array {
  return encodeCanonical([
    VAULT_FORMAT,
    VAULT_VERSION,
    "slot",
    decodeField(vaultId, "vaultId"),
    decodeField(id, "slot.id"),
    type,
    ...kdfFields(kdf),
  ]);
}

function encodeSlot(slot: KeySlot): Uint8Array {
  return encodeCanonical([
    decodeField(slot.id, "slot.id"),
    slot.type,
    ...kdfFields(slot.kdf),
    ...descriptionFields(slot),
    decodeField(slot.nonce, "slot.nonce"),
    decodeField(slot.wrappedKey, "slot.wrappedKey"),
    decodeField(slot.commitment, "slot.commitment"),
  ]);
}

function kdfFields(kdf: SlotHead["kdf"]): readonly CanonicalField[] {
  const salt = decodeField(kdf.salt, "kdf.salt");
  switch (kdf.algorithm) {
    case "scrypt":
      return [kdf.algorithm, kdf.N, kdf.r, kdf.p, salt];
    case "webauthn-prf":
      return [kdf.algorithm, salt, decodeField(kdf.credentialId, "kdf.credentialId")];
    case "hkdf":
      return [kdf.algorithm, salt];
    default:
      return kdf satisfies never;
  }
}

function descriptionFields(slot: KeySlot): readonly CanonicalField[] {
  switch (slot.type) {
    case "password":
      return [];
    case "passkey":
      return [slot.name, encodeCanonical(slot.transports), slot.createdAtMs];
    case "recovery":
      return [slot.createdAtMs];
    default:
      return slot satisfies never;
  }
}
