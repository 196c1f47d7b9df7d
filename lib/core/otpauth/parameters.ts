/** The numbers and names beside the secret: their ranges, defaults and spellings (Key URI Format). */
import type { Algorithm, Digits } from "../otp/otp-key.ts";
import { OtpauthUriError } from "./uri-error.ts";

/** Seconds a step may last here. 30 is what RFC 6238 §5.2 recommends; outside these bounds a code is unusable by hand. */
export const MIN_PERIOD = 15;
export const MAX_PERIOD = 300;
export const DEFAULT_PERIOD = 30;
export const DEFAULT_DIGITS: Digits = 6;
export const DEFAULT_ALGORITHM: Algorithm = "SHA1";

const DIGITS_BY_TEXT: ReadonlyMap<string, Digits> = new Map([
  ["6", 6],
  ["7", 7],
  ["8", 8],
]);

const ALGORITHM_BY_NAME: ReadonlyMap<string, Algorithm> = new Map([
  ["SHA1", "SHA1"],
  ["SHA256", "SHA256"],
  ["SHA512", "SHA512"],
]);

/** 6, 7 or 8; 6 when the parameter is absent. @throws {OtpauthUriError} "bad-digits". */
export function readDigits(text: string | undefined): Digits {
  if (text === undefined) return DEFAULT_DIGITS;
  const digits = DIGITS_BY_TEXT.get(text);
  if (digits === undefined) throw new OtpauthUriError("bad-digits", "digits: expected 6, 7 or 8");
  return digits;
}

/** 15 to 300 whole seconds; 30 when the parameter is absent. @throws {OtpauthUriError} "bad-period". */
export function readPeriod(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PERIOD;
  const period = /^[1-9][0-9]{1,2}$/.test(text) ? Number(text) : 0;
  if (period < MIN_PERIOD || period > MAX_PERIOD) {
    throw new OtpauthUriError("bad-period", `period: expected ${MIN_PERIOD} to ${MAX_PERIOD} whole seconds`);
  }
  return period;
}

/** The algorithm of a URI, in any case; SHA1 when the parameter is absent. @throws {OtpauthUriError} "bad-algorithm". */
export function readAlgorithm(text: string | undefined): Algorithm {
  if (text === undefined) return DEFAULT_ALGORITHM;
  // Not toUpperCase alone: it turns some other letters into ASCII ones.
  const algorithm = /^[a-z0-9]+$/i.test(text) ? ALGORITHM_BY_NAME.get(text.toUpperCase()) : undefined;
  if (algorithm === undefined)
    throw new OtpauthUriError("bad-algorithm", "algorithm: expected SHA1, SHA256 or SHA512");
  return algorithm;
}

/**
 * The algorithm a person copies from a page, where `SHA-256` and `HmacSHA256` are written too; full-width forms are read.
 * @throws {OtpauthUriError} "bad-algorithm".
 */
export function readTypedAlgorithm(text: string): Algorithm {
  const plain = text.normalize("NFKC").trim();
  return readAlgorithm(plain.replace(/^Hmac-?/i, "").replace(/^SHA-/i, "SHA"));
}
