import { encodeBase32 } from "../bytes.ts";
import type { OtpKey } from "../otp/otp-key.ts";
import { countCodePoints } from "./names.ts";
import { MAX_LABEL_LENGTH } from "./parse-uri.ts";
import { MAX_URI_LENGTH } from "./split-uri.ts";
import { OtpauthUriError } from "./uri-error.ts";

/**
 * The otpauth URI of a key (Key URI Format), the inverse of `parseOtpauthUri` for every key that it returns. All parameters
 * are written out, so that no reader has to assume a default. The issuer stands before the account name as well, unless
 * the label or the URI would grow beyond its limit.
 * @throws {OtpauthUriError} "uri-bad-encoding" for a name with a lone surrogate, "uri-too-long" when the names do not fit.
 */
export function formatOtpauthUri(key: OtpKey): string {
  if (!key.issuer.isWellFormed() || !key.accountName.isWellFormed()) {
    throw new OtpauthUriError("uri-bad-encoding", "names: expected well-formed UTF-16");
  }
  const parameters = formatParameters(key);
  const complete = `otpauth://totp/${formatLabel(key, true)}?${parameters}`;
  if (complete.length <= MAX_URI_LENGTH) return complete;
  const withoutPrefix = `otpauth://totp/${formatLabel(key, false)}?${parameters}`;
  if (withoutPrefix.length <= MAX_URI_LENGTH) return withoutPrefix;
  throw new OtpauthUriError(
    "uri-too-long",
    `uri: expected at most ${MAX_URI_LENGTH} characters, saw ${withoutPrefix.length}`,
  );
}

function formatLabel({ issuer, accountName }: OtpKey, withPrefix: boolean): string {
  const isShort = countCodePoints(issuer) + countCodePoints(accountName) <= MAX_LABEL_LENGTH;
  const account = encodeURIComponent(accountName);
  if (withPrefix && isShort && issuer !== "") return `${encodeURIComponent(issuer)}:${account}`;
  // An empty prefix keeps a reader from taking the account name's own colon for the separator.
  return accountName.includes(":") ? `:${account}` : account;
}

function formatParameters({ secret, issuer, algorithm, digits, period }: OtpKey): string {
  const issuerPair = issuer === "" ? [] : [`issuer=${encodeURIComponent(issuer)}`];
  return [
    `secret=${encodeBase32(secret)}`,
    ...issuerPair,
    `algorithm=${algorithm}`,
    `digits=${digits}`,
    `period=${period}`,
  ].join("&");
}
