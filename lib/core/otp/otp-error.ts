import { CodedError } from "../errors.ts";

/** Why no code can be computed. "time-out-of-range": negative, not finite, or beyond 2^53 - 1 milliseconds. */
export type OtpErrorCode =
  | "time-out-of-range"
  | "counter-out-of-range"
  | "bad-period"
  | "bad-minimum"
  | "bad-key";

/** A request that has no one-time code: broken promises of the caller, not expected outcomes. */
export class OtpError extends CodedError<OtpErrorCode> {}
