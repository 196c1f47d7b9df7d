/** HMAC functions of RFC 6238 §1.2, in the spelling of the Key URI Format. */
export type Algorithm = "SHA1" | "SHA256" | "SHA512";

/** Numbers of decimal digits a code may have (RFC 4226 §5.3 asks for at least 6; authenticators use 6 to 8). */
export type Digits = 6 | 7 | 8;

/**
 * A time-based one-time-password key (RFC 6238) with its names (Key URI Format).
 * `secret`: raw bytes, 10 to 64. `period`: whole seconds, 15 to 300. `issuer` may be empty, `accountName` too.
 */
export interface OtpKey {
  readonly type: "totp";
  readonly issuer: string;
  readonly accountName: string;
  readonly secret: Uint8Array;
  readonly algorithm: Algorithm;
  readonly digits: Digits;
  readonly period: number;
}
