import { equalBytes } from "../bytes.ts";
import type { OtpKey } from "../otp/otp-key.ts";
import { classifyQrText, type QrText } from "../otpauth/classify-qr-text.ts";
import { cleanName } from "../otpauth/names.ts";
import { MAX_ISSUER_LENGTH, MAX_LABEL_LENGTH, type UriWarning } from "../otpauth/parse-uri.ts";
import { isKeycloakSecret } from "../otpauth/secret-checks.ts";
import { readSetupKey, SetupKeyError, type SetupKeyErrorCode } from "../otpauth/setup-key.ts";
import type { OtpauthUriErrorCode } from "../otpauth/uri-error.ts";
import { type PageParameterTexts, readPageParameters } from "./page-parameters.ts";

/**
 * Everything a set-up page shows of a new key. `qrTexts`: what was read from its QR image, null when it shows none;
 * `keyText`: the key as printed; `totpSecret`: the raw secret repeated in the form; `headerName`: the realm's name.
 */
export interface EnrolmentMaterial {
  readonly qrTexts: readonly string[] | null;
  readonly keyText: string | null;
  readonly totpSecret: string | null;
  readonly parameters: PageParameterTexts;
  readonly headerName: string;
  readonly attemptedUsername: string | null;
}

/**
 * A remark on a key that is accepted. "please-check": Keycloak cannot have made this secret, so a character is probably
 * wrong. "single-copy": the page showed the secret once only, so nothing could be compared.
 */
export type EnrolmentWarning =
  | UriWarning
  | { readonly code: "please-check" }
  | { readonly code: "single-copy" };

/**
 * Why a set-up page is refused. "no-material": neither QR nor key. "qr-unreadable": an image without a readable code.
 * "several-codes": more than one set-up code. "not-a-setup-code": a QR code of another kind. "copies-disagree": QR, key,
 * form or parameters contradict each other. "bad-parameter": a printed parameter that is not understood.
 */
export type EnrolmentRefusal =
  | "no-material"
  | "qr-unreadable"
  | "several-codes"
  | "not-a-setup-code"
  | "copies-disagree"
  | "hotp"
  | "bad-parameter"
  | OtpauthUriErrorCode
  | SetupKeyErrorCode;

/** The key to keep, or why there is none. */
export type EnrolmentCheck =
  | { readonly status: "ok"; readonly key: OtpKey; readonly warnings: readonly EnrolmentWarning[] }
  | { readonly status: "refused"; readonly code: EnrolmentRefusal };

type Reading =
  | { readonly key: OtpKey; readonly warnings: readonly UriWarning[] }
  | { readonly code: EnrolmentRefusal };

/**
 * The key of a set-up page, once every copy of it on the page agrees byte for byte: the form posts its own copy, so a
 * QR code or printed key that differs would store an account that never works. Never throws.
 */
export function checkEnrolment(material: EnrolmentMaterial): EnrolmentCheck {
  const readings: Reading[] = [];
  if (material.qrTexts !== null) readings.push(readQr(material.qrTexts, material.parameters));
  if (material.keyText !== null) readings.push(readKey(material.keyText, material));
  const keys: Extract<Reading, { key: OtpKey }>[] = [];
  for (const reading of readings) {
    if ("code" in reading) return { status: "refused", code: reading.code };
    keys.push(reading);
  }
  const first = keys[0];
  if (first === undefined) return { status: "refused", code: "no-material" };
  const copies = keys.map((reading) => reading.key.secret);
  if (material.totpSecret !== null) copies.push(new TextEncoder().encode(material.totpSecret));
  if (copies.some((copy) => !equalBytes(copy, first.key.secret)))
    return { status: "refused", code: "copies-disagree" };
  const warnings: EnrolmentWarning[] = [...first.warnings];
  if (!isKeycloakSecret(first.key.secret)) warnings.push({ code: "please-check" });
  if (copies.length === 1) warnings.push({ code: "single-copy" });
  return { status: "ok", key: first.key, warnings };
}

function readQr(texts: readonly string[], parameters: PageParameterTexts): Reading {
  const read: readonly QrText[] = [...new Set(texts)].map(classifyQrText);
  if (read.length === 0) return { code: "qr-unreadable" };
  const setups = read.filter(
    (text) => text.kind === "totp" || text.kind === "hotp" || text.kind === "invalid",
  );
  const only = setups[0];
  if (only === undefined) return { code: "not-a-setup-code" };
  if (setups.length > 1) return { code: "several-codes" };
  if (only.kind === "hotp") return { code: "hotp" };
  if (only.kind === "invalid") return { code: only.code };
  return only.kind === "totp" ? compareParameters(only, parameters) : { code: "not-a-setup-code" };
}

// The stock page prints parameters beside the key only; where a theme prints them beside the QR, they must agree.
function compareParameters(
  reading: { readonly key: OtpKey; readonly warnings: readonly UriWarning[] },
  texts: PageParameterTexts,
): Reading {
  const printed = readPageParameters(texts);
  if ("code" in printed) return printed;
  const { key } = reading;
  const isSame =
    (texts.algorithm === null || printed.algorithm === key.algorithm) &&
    (texts.digits === null || printed.digits === key.digits) &&
    (texts.period === null || printed.period === key.period);
  return isSame ? { key, warnings: reading.warnings } : { code: "copies-disagree" };
}

function readKey(text: string, material: EnrolmentMaterial): Reading {
  const printed = readPageParameters(material.parameters);
  if ("code" in printed) return printed;
  try {
    const { secret, warnings } = readSetupKey(text);
    const remarks = warnings.filter((warning) => warning.code !== "not-keycloak-alphabet");
    const key: OtpKey = {
      type: "totp",
      issuer: shorten(material.headerName, MAX_ISSUER_LENGTH),
      accountName: shorten(material.attemptedUsername ?? "", MAX_LABEL_LENGTH - MAX_ISSUER_LENGTH),
      secret,
      ...printed,
    };
    return { key, warnings: remarks };
  } catch (error) {
    if (error instanceof SetupKeyError) return { code: error.code };
    throw error;
  }
}

function shorten(name: string, maxCodePoints: number): string {
  return [...cleanName(name).name].slice(0, maxCodePoints).join("").trim();
}
