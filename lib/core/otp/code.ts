import { HOTP, Secret } from "otpauth";
import { OtpError } from "./otp-error.ts";
import type { OtpKey } from "./otp-key.ts";
import { stepAt } from "./time-step.ts";

/**
 * The one-time code for the time step containing `timeMs` (RFC 6238 §4.2, T0 = 0).
 * `timeMs`: Unix time, UTC milliseconds. Returns exactly `key.digits` decimal characters, zero-padded.
 * @throws {OtpError} "time-out-of-range" for a negative or non-finite time, else as `codeAtStep`.
 */
export function codeAt(key: OtpKey, timeMs: number): string {
  return codeAtStep(key, stepAt(key.period, timeMs));
}

/**
 * The one-time code of one time step: HOTP with the step as its counter (RFC 6238 §4.2, RFC 4226 §5.3).
 * Returns exactly `key.digits` decimal characters, zero-padded.
 * @throws {OtpError} "counter-out-of-range" unless `step` is an integer from 0 to 2^53 - 1; "bad-key" for an empty secret.
 */
export function codeAtStep(key: OtpKey, step: number): string {
  if (!Number.isSafeInteger(step) || step < 0) {
    throw new OtpError("counter-out-of-range", "step: expected an integer from 0 to 2^53 - 1");
  }
  // HMAC accepts an empty key, and the digits would look right while proving nothing.
  if (key.secret.length === 0) throw new OtpError("bad-key", "secret: expected at least one byte");
  // The library takes a whole buffer: a copy keeps a view's neighbours out and is wiped at once.
  const copy = new Uint8Array(key.secret);
  try {
    const secret = new Secret({ buffer: copy.buffer });
    return HOTP.generate({ secret, algorithm: key.algorithm, digits: key.digits, counter: step });
  } finally {
    copy.fill(0);
  }
}
