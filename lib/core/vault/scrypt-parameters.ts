import { asRecord, checkKeys, readField, readOneOf } from "../check.ts";
import { asDamaged, isWholeWithin, type Range, readBase64 } from "./read-fields.ts";
import { VaultError } from "./vault-error.ts";

/** The cost of one scrypt derivation (RFC 7914 §2, names as there). `salt`: 32 bytes, base64. */
export interface ScryptParameters {
  readonly algorithm: "scrypt";
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
}

/** The costs that are accepted: N a power of two within `N`, p within `p`, r always 8. */
export interface KdfLimits {
  readonly N: Range;
  readonly p: Range;
}

/**
 * Limits of our own vault. Floor: OWASP's scrypt setting (N=2^17, r=8, p=1), so that an altered header cannot ask for a
 * cheap derivation. Cap: 128·N·r = 256 MiB, so that it cannot exhaust the memory either.
 */
export const VAULT_KDF_LIMITS: KdfLimits = { N: { min: 2 ** 17, max: 2 ** 18 }, p: { min: 1, max: 4 } };

/** RFC 7914 recommends r = 8; nothing else is ever written. */
export const SCRYPT_BLOCK_SIZE = 8;

/** NIST SP 800-63B asks for at least 4 bytes of salt; 32 is the size of the key it leads to. */
export const KDF_SALT_BYTES = 32;

/**
 * Reads a scrypt block of foreign origin.
 * @throws {VaultError} "damaged" for a wrong shape, "kdf-out-of-range" for a cost outside `limits`
 */
export function readScryptParameters(value: unknown, limits: KdfLimits): ScryptParameters {
  return asDamaged("kdf", () => {
    const record = asRecord(value, "kdf");
    checkKeys(record, ["algorithm", "N", "r", "p", "salt"], "kdf");
    const algorithm = readOneOf(record, "algorithm", ["scrypt"]);
    const N = readField(record, "N");
    const r = readField(record, "r");
    const p = readField(record, "p");
    if (!isWholeWithin(N, limits.N) || !isPowerOfTwo(N)) throw outOfRange("N");
    if (r !== SCRYPT_BLOCK_SIZE) throw outOfRange("r");
    if (!isWholeWithin(p, limits.p)) throw outOfRange("p");
    return {
      algorithm,
      N,
      r,
      p,
      salt: readBase64(record, "salt", { min: KDF_SALT_BYTES, max: KDF_SALT_BYTES }),
    };
  });
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function outOfRange(name: string): VaultError {
  return new VaultError("kdf-out-of-range", `kdf.${name}: outside the accepted costs`);
}
