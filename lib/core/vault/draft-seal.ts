/** The text of an unfinished form under the vault key: it may hold a secret that was typed and not yet kept. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { randomBytes } from "@noble/hashes/utils.js";
import {
  BytesError,
  concatBytes,
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
  wipe,
} from "../bytes.ts";
import { decryptBytes, encryptBytes, NONCE_BYTES } from "./aead.ts";

const SALT_BYTES = 32;
const PURPOSE = "hitotoki/v1/draft";

/** `text` sealed for this vault alone: base64 of a fresh salt, a nonce and the ciphertext. */
export async function sealDraft(text: string, vaultKey: Uint8Array, vaultId: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const plaintext = encodeUtf8(text.toWellFormed());
  const key = draftKey(vaultKey, salt);
  try {
    const ciphertext = await encryptBytes({ key, nonce, aad: encodeUtf8(vaultId) }, plaintext);
    return encodeBase64(concatBytes(salt, nonce, ciphertext));
  } finally {
    wipe(key, plaintext);
  }
}

/** The text of a sealed draft, or null for anything that is not one of this vault. */
export async function openDraft(
  sealed: string,
  vaultKey: Uint8Array,
  vaultId: string,
): Promise<string | null> {
  const bytes = decodeOrNull(sealed);
  if (bytes === null || bytes.length < SALT_BYTES + NONCE_BYTES) return null;
  const key = draftKey(vaultKey, bytes.subarray(0, SALT_BYTES));
  try {
    const nonce = bytes.slice(SALT_BYTES, SALT_BYTES + NONCE_BYTES);
    const ciphertext = bytes.slice(SALT_BYTES + NONCE_BYTES);
    const plaintext = await decryptBytes({ key, nonce, aad: encodeUtf8(vaultId) }, ciphertext);
    return plaintext === null ? null : decodeUtf8(plaintext);
  } finally {
    wipe(key);
  }
}

function draftKey(vaultKey: Uint8Array, salt: Uint8Array): Uint8Array {
  return hkdf(sha256, vaultKey, salt, encodeUtf8(PURPOSE), 32);
}

function decodeOrNull(text: string): Uint8Array | null {
  try {
    return decodeBase64(text);
  } catch (error) {
    if (error instanceof BytesError) return null;
    throw error;
  }
}
