/** Reads otpauth URIs (Key URI Format) with limits of our own: what is doubtful is named, what is ambiguous is refused. */
import type { OtpKey } from "../otp/otp-key.ts";
import { type CleanName, cleanName, countCodePoints, hasMixedScripts } from "./names.ts";
import { DEFAULT_PERIOD, readAlgorithm, readDigits, readPeriod } from "./parameters.ts";
import type { SecretWarning } from "./secret-checks.ts";
import { readSetupKey, SetupKeyError, type SetupKeyErrorCode } from "./setup-key.ts";
import { splitUri, type UriParts } from "./split-uri.ts";
import { OtpauthUriError, type OtpauthUriErrorCode } from "./uri-error.ts";

/** Longest issuer and label (prefix and account name together), in code points. */
export const MAX_ISSUER_LENGTH = 64;
export const MAX_LABEL_LENGTH = 128;

/** The two names of a key. */
export type NameField = "issuer" | "accountName";

/** A remark on a URI that is accepted; the user sees it before the key is kept. */
export type UriWarning =
  | SecretWarning
  | { readonly code: "unusual-period"; readonly period: number }
  | { readonly code: "issuer-mismatch"; readonly labelIssuer: string; readonly parameterIssuer: string }
  | { readonly code: "hidden-characters"; readonly field: NameField }
  | { readonly code: "mixed-script"; readonly field: NameField }
  | { readonly code: "no-account-name" };

/** A key read from a URI, with everything doubtful about it. */
export interface OtpauthUri {
  readonly key: OtpKey;
  readonly warnings: readonly UriWarning[];
}

/** The key of an otpauth URI, for callers that have no one to warn. @throws {OtpauthUriError} as `readOtpauthUri`. */
export function parseOtpauthUri(text: string): OtpKey {
  return readOtpauthUri(text).key;
}

/**
 * The key of an `otpauth://totp/` URI of at most 2,048 characters. Absent digits, period and algorithm are 6, 30 and SHA1;
 * present but empty or unknown ones are refused, and so is any parameter that occurs twice. Unknown parameters are ignored.
 * Where the issuer parameter and the label's prefix differ, the parameter counts.
 * @throws {OtpauthUriError} and nothing else, for any text.
 */
export function readOtpauthUri(text: string): OtpauthUri {
  const parts = splitUri(text);
  checkType(parts.type);
  const names = readNames(parts);
  const { secret, warnings: secretRemarks } = readSecret(parts.parameters.get("secret"));
  const period = readPeriod(parts.parameters.get("period"));
  const key: OtpKey = {
    type: "totp",
    issuer: names.issuer,
    accountName: names.accountName,
    secret,
    algorithm: readAlgorithm(parts.parameters.get("algorithm")),
    digits: readDigits(parts.parameters.get("digits")),
    period,
  };
  const periodRemarks: UriWarning[] = period === DEFAULT_PERIOD ? [] : [{ code: "unusual-period", period }];
  return { key, warnings: [...secretRemarks, ...names.warnings, ...periodRemarks] };
}

function checkType(type: string): void {
  if (type === "totp") return;
  const code = type === "hotp" ? "uri-type-hotp" : type === "steam" ? "uri-type-steam" : "uri-type-unknown";
  throw new OtpauthUriError(code, "uri: expected the type totp");
}

interface Names {
  readonly issuer: string;
  readonly accountName: string;
  readonly warnings: readonly UriWarning[];
}

function readNames({ labelPrefix, labelName, parameters }: UriParts): Names {
  const parameterText = parameters.get("issuer") ?? "";
  checkLengths(labelPrefix ?? "", labelName, parameterText);
  const prefix = cleanName(labelPrefix ?? "");
  const parameter = cleanName(parameterText);
  const account = cleanName(labelName);
  const issuer = parameter.name === "" ? prefix.name : parameter.name;
  const warnings: UriWarning[] = [];
  if (prefix.name !== "" && parameter.name !== "" && prefix.name !== parameter.name) {
    warnings.push({ code: "issuer-mismatch", labelIssuer: prefix.name, parameterIssuer: parameter.name });
  }
  warnings.push(...nameWarnings("issuer", [prefix, parameter]), ...nameWarnings("accountName", [account]));
  if (account.name === "") warnings.push({ code: "no-account-name" });
  return { issuer, accountName: account.name, warnings };
}

function nameWarnings(field: NameField, names: readonly CleanName[]): readonly UriWarning[] {
  const warnings: UriWarning[] = [];
  if (names.some(({ hadHidden }) => hadHidden)) warnings.push({ code: "hidden-characters", field });
  if (names.some(({ name }) => hasMixedScripts(name))) warnings.push({ code: "mixed-script", field });
  return warnings;
}

/** Lengths as they stand in the URI, so that hidden characters cannot smuggle more. The label's colon is not counted. */
function checkLengths(prefix: string, name: string, issuer: string): void {
  if (Math.max(countCodePoints(prefix), countCodePoints(issuer)) > MAX_ISSUER_LENGTH) {
    throw new OtpauthUriError("issuer-too-long", `issuer: expected at most ${MAX_ISSUER_LENGTH} code points`);
  }
  if (countCodePoints(prefix) + countCodePoints(name) > MAX_LABEL_LENGTH) {
    throw new OtpauthUriError("label-too-long", `label: expected at most ${MAX_LABEL_LENGTH} code points`);
  }
}

function readSecret(text: string | undefined): { secret: Uint8Array; warnings: readonly SecretWarning[] } {
  try {
    const { secret, warnings } = readSetupKey(text ?? "");
    return { secret, warnings: warnings.filter((warning) => warning.code !== "not-keycloak-alphabet") };
  } catch (cause) {
    if (!(cause instanceof SetupKeyError)) throw cause;
    throw new OtpauthUriError(SECRET_CODES[cause.code], "secret: expected 10 to 64 bytes in base32", {
      cause,
    });
  }
}

const SECRET_CODES: Readonly<Record<SetupKeyErrorCode, OtpauthUriErrorCode>> = {
  "empty-key": "secret-missing",
  "bad-character": "secret-bad-character",
  "key-too-short": "secret-too-short",
  "key-too-long": "secret-too-long",
  "bad-length": "secret-bad-length",
  "trailing-bits": "secret-trailing-bits",
  "looks-like-hex": "secret-wrong-encoding",
  "looks-like-base64": "secret-wrong-encoding",
  "looks-like-uri": "secret-wrong-encoding",
};
