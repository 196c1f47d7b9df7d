import type { Algorithm, Digits } from "../otp/otp-key.ts";
import { readDigits, readPeriod, readTypedAlgorithm } from "../otpauth/parameters.ts";
import { OtpauthUriError } from "../otpauth/uri-error.ts";
import { foldText } from "./page-words.ts";

/**
 * The lines a set-up page prints beside the key, as `label: value`; null where the page has no such line. They stand in
 * `li#kc-totp-type`, `#kc-totp-algorithm`, `#kc-totp-digits`, `#kc-totp-period` and, for HOTP, `#kc-totp-counter`.
 */
export interface PageParameterTexts {
  readonly type: string | null;
  readonly algorithm: string | null;
  readonly digits: string | null;
  readonly period: string | null;
  readonly counter: string | null;
}

/** The parameters of a time-based key as printed, or why they are refused. */
export type PageParameters =
  | { readonly algorithm: Algorithm; readonly digits: Digits; readonly period: number }
  | { readonly code: "hotp" | "bad-parameter" };

/**
 * Reads the printed parameters. A missing line means Keycloak's default (SHA1, 6 digits, 30 seconds); a line whose value
 * is not understood is refused rather than guessed, and so is a counter-based key. Never throws.
 */
export function readPageParameters(texts: PageParameterTexts): PageParameters {
  const type = texts.type === null ? null : foldText(valueAfterColon(texts.type) ?? texts.type);
  if (texts.counter !== null || /counter|カウンタ|hotp/.test(type ?? "")) return { code: "hotp" };
  // The wording of the type may be overridden by the portal; a printed period says the same.
  if (type !== null && !/時間|時刻|time|totp/.test(type) && texts.period === null)
    return { code: "bad-parameter" };
  const algorithm = readLine(texts.algorithm, "SHA1");
  const digits = readLine(texts.digits, "6");
  const period = readLine(texts.period, "30");
  if (algorithm === null || digits === null || period === null) return { code: "bad-parameter" };
  try {
    return {
      algorithm: readTypedAlgorithm(algorithm),
      digits: readDigits(digits),
      period: readPeriod(period),
    };
  } catch (error) {
    if (error instanceof OtpauthUriError) return { code: "bad-parameter" };
    throw error;
  }
}

function readLine(line: string | null, byDefault: string): string | null {
  return line === null ? byDefault : valueAfterColon(line);
}

// NFKC turns the full-width colon of the Japanese bundle into the ASCII one of the English.
function valueAfterColon(line: string): string | null {
  const folded = line.normalize("NFKC");
  const colon = folded.lastIndexOf(":");
  const value = folded.slice(colon + 1).trim();
  return colon < 0 || value === "" ? null : value;
}
