/** AES-256-GCM (NIST SP 800-38D) with 96-bit nonces and 128-bit tags, computed by the platform's WebCrypto. */
import { gcm } from "@noble/ciphers/webcrypto.js";

/** Size of a nonce in bytes. Random ones are safe here: every key is used once (content) or once per slot (wrap). */
export const NONCE_BYTES = 12;

/** Size of the tag that encryption appends, in bytes. */
export const TAG_BYTES = 16;

export interface AeadInput {
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
  readonly aad: Uint8Array;
}

/** Ciphertext and tag of `plaintext`. */
export async function encryptBytes(
  { key, nonce, aad }: AeadInput,
  plaintext: Uint8Array,
): Promise<Uint8Array> {
  return await gcm(key, nonce, aad).encrypt(plaintext);
}

/** The plaintext, or null when key, nonce, aad and ciphertext do not belong together. */
export async function decryptBytes(
  { key, nonce, aad }: AeadInput,
  ciphertext: Uint8Array,
): Promise<Uint8Array | null> {
  try {
    return await gcm(key, nonce, aad).decrypt(ciphertext);
  } catch (error) {
    // Web Cryptography §30: a tag that does not fit, or a ciphertext shorter than a tag, is an OperationError.
    if (error instanceof DOMException && error.name === "OperationError") return null;
    throw error;
  }
}
