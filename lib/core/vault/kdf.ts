/** From a password to the root key of its slot. Meant to run in a dedicated worker: half a second and 128 MiB. */
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase64, encodeUtf8, wipe } from "../bytes.ts";
import { decodeField } from "./read-fields.ts";
import {
  KDF_SALT_BYTES,
  type KdfLimits,
  readScryptParameters,
  SCRYPT_BLOCK_SIZE,
  type ScryptParameters,
  VAULT_KDF_LIMITS,
} from "./scrypt-parameters.ts";

/** Size of a root key and of every key below it, in bytes. */
export const ROOT_KEY_BYTES = 32;

export interface DeriveOptions {
  /** Called with the part done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
  /** Accepted costs. Only timing and tests pass anything but the default. */
  readonly limits?: KdfLimits;
  /** The password as typed, not its NFKC form: as another app derived its own key. */
  readonly isAsTyped?: boolean;
}

/**
 * The 32-byte root key of a password: scrypt over the UTF-8 of its NFKC form (RFC 7914; NIST SP 800-63B-4 asks for
 * normalisation, because an input method may deliver full-width or half-width forms of the same text).
 * The caller wipes the result.
 * @throws {VaultError} "kdf-out-of-range" or "damaged" before any work when `kdf` is not acceptable
 */
export async function deriveRootKey(
  password: string,
  kdf: ScryptParameters,
  { onProgress, limits = VAULT_KDF_LIMITS, isAsTyped = false }: DeriveOptions = {},
): Promise<Uint8Array> {
  const { N, r, p, salt } = readScryptParameters(kdf, limits);
  const passwordBytes = encodeUtf8(isAsTyped ? password.toWellFormed() : normalise(password));
  try {
    return await scryptAsync(passwordBytes, decodeField(salt, "kdf.salt"), {
      N,
      r,
      p,
      dkLen: ROOT_KEY_BYTES,
      maxmem: 128 * r * (N + p + 1),
      ...(onProgress ? { onProgress } : {}),
    });
  } finally {
    wipe(passwordBytes);
  }
}

/** The cost of a new password slot with a fresh salt. `N`: 2^17 (default) or, on fast machines, 2^18. */
export function newScryptParameters(N: number = VAULT_KDF_LIMITS.N.min): ScryptParameters {
  const salt = encodeBase64(randomBytes(KDF_SALT_BYTES));
  return readScryptParameters({ algorithm: "scrypt", N, r: SCRYPT_BLOCK_SIZE, p: 1, salt }, VAULT_KDF_LIMITS);
}

/** NFKC, with lone surrogates replaced, so that every text a page can hold has exactly one byte form. */
function normalise(password: string): string {
  return password.normalize("NFKC").toWellFormed();
}
