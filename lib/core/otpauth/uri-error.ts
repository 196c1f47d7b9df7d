import { CodedError } from "../errors.ts";

/**
 * Why a text is not an otpauth URI this product can keep. "uri-not-otpauth": another scheme. "uri-type-*": a counter-based,
 * Steam or unknown kind of key. "uri-unsupported-part": fragment, user name or port. "secret-*": see SetupKeyError.
 */
export type OtpauthUriErrorCode =
  | "uri-not-otpauth"
  | "uri-too-long"
  | "uri-bad-encoding"
  | "uri-unsupported-part"
  | "uri-type-hotp"
  | "uri-type-steam"
  | "uri-type-unknown"
  | "uri-duplicate-parameter"
  | "issuer-too-long"
  | "label-too-long"
  | "bad-digits"
  | "bad-period"
  | "bad-algorithm"
  | "secret-missing"
  | "secret-bad-character"
  | "secret-too-short"
  | "secret-too-long"
  | "secret-bad-length"
  | "secret-trailing-bits"
  | "secret-wrong-encoding";

/** An otpauth URI that is refused. `cause` is the SetupKeyError, with the position, when the secret is at fault. */
export class OtpauthUriError extends CodedError<OtpauthUriErrorCode> {}
