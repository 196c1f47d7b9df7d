import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase64, equalBytes, wipe } from "../bytes.ts";
import { contentAad, VAULT_FORMAT, VAULT_VERSION } from "./aad.ts";
import { decryptBytes, encryptBytes, NONCE_BYTES } from "./aead.ts";
import { deriveContentKey, withCommittedKey } from "./derived-keys.ts";
import { checkGeneration, checkSlotList, checkVaultId, type Envelope } from "./envelope.ts";
import { decodeField } from "./read-fields.ts";
import type { KeySlot } from "./slot-format.ts";
import type { Vault } from "./vault.ts";
import { decodeVault, encodeVault } from "./vault-codec.ts";
import { VaultError } from "./vault-error.ts";

/** Size of the content salt in bytes. Fresh per save, so every save has its own AES key. */
const CONTENT_SALT_BYTES = 32;

export interface SealInput {
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
  /** One more than the generation this save follows. */
  readonly generation: number;
  readonly slots: readonly KeySlot[];
}

/**
 * Seals a vault for storage: AES-256-GCM under a key of this save alone, bound to the whole header.
 * Nothing is sealed that `readEnvelope` and `openVault` would refuse.
 * @throws {VaultError} "invalid-account", "duplicate-account" or "vault-full" for accounts the format cannot hold,
 * "damaged" for an impossible header
 */
export async function sealVault({
  vault,
  vaultKey,
  vaultId,
  generation,
  slots,
}: SealInput): Promise<Envelope> {
  const salt = encodeBase64(randomBytes(CONTENT_SALT_BYTES));
  const header = {
    vaultId: checkVaultId(vaultId),
    generation: checkGeneration(generation),
    slots: checkSlotList(slots),
  };
  const plaintext = encodeVault(vault);
  const contentKey = deriveContentKey(vaultKey, decodeField(salt, "content.salt"));
  try {
    return await withCommittedKey(contentKey, async ({ key, commitment }) => {
      const nonce = randomBytes(NONCE_BYTES);
      const ciphertext = await encryptBytes({ key, nonce, aad: contentAad({ ...header, salt }) }, plaintext);
      const content = {
        salt,
        nonce: encodeBase64(nonce),
        commitment: encodeBase64(commitment),
        ciphertext: encodeBase64(ciphertext),
      };
      return { format: VAULT_FORMAT, version: VAULT_VERSION, ...header, content };
    });
  } finally {
    wipe(plaintext);
  }
}

/**
 * The accounts in an envelope that `readEnvelope` has read; inverse of `sealVault`.
 * @throws {VaultError} "key-mismatch" when the commitment is not of this key, "damaged" when header or content was
 * altered, "newer-version" when the accounts have a later schema
 */
export async function openVault(envelope: Envelope, vaultKey: Uint8Array): Promise<Vault> {
  return await openVaultWith(envelope, vaultKey, decodeVault);
}

/** The same with another reader of the plaintext, which is wiped afterwards. */
export async function openVaultWith<Content>(
  { vaultId, generation, slots, content }: Envelope,
  vaultKey: Uint8Array,
  decode: (plaintext: Uint8Array) => Content,
): Promise<Content> {
  const contentKey = deriveContentKey(vaultKey, decodeField(content.salt, "content.salt"));
  const plaintext = await withCommittedKey(contentKey, async ({ key, commitment }) => {
    if (!equalBytes(commitment, decodeField(content.commitment, "content.commitment"))) {
      throw new VaultError("key-mismatch", "content: the commitment is not of this vault key");
    }
    const nonce = decodeField(content.nonce, "content.nonce");
    const aad = contentAad({ vaultId, generation, slots, salt: content.salt });
    return decryptBytes({ key, nonce, aad }, decodeField(content.ciphertext, "content.ciphertext"));
  });
  if (plaintext === null) throw new VaultError("damaged", "content: header or ciphertext was altered");
  try {
    return decode(plaintext);
  } finally {
    wipe(plaintext);
  }
}
