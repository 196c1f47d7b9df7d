import { type OtpauthUri, readOtpauthUri } from "./parse-uri.ts";
import { OtpauthUriError, type OtpauthUriErrorCode } from "./uri-error.ts";

/** Kinds of QR text that hold no key for this product. "url" includes app-store and messenger links. */
export type ForeignQrKind =
  | "hotp"
  | "steam"
  | "migration"
  | "microsoft"
  | "wifi"
  | "contact"
  | "email"
  | "phone"
  | "message"
  | "location"
  | "calendar"
  | "url"
  | "text";

/** What a QR text is. "invalid": meant as a set-up code, but refused for the reason in `code`. */
export type QrText =
  | ({ readonly kind: "totp" } & OtpauthUri)
  | { readonly kind: ForeignQrKind }
  | { readonly kind: "invalid"; readonly code: OtpauthUriErrorCode };

// First match counts. Microsoft's push sign-in has had several schemes; its codes hold no key that any other app could use.
const PATTERNS: readonly (readonly [ForeignQrKind, RegExp])[] = [
  ["migration", /^otpauth-migration:/i],
  ["steam", /^steam:\/\//i],
  ["microsoft", /^(phonefactor|microsoft-authenticator|msauth|ms-msa|msauthv2):/i],
  ["wifi", /^WIFI:/i],
  ["contact", /^(BEGIN:VCARD|MECARD:|BIZCARD:)/i],
  ["calendar", /^BEGIN:(VCALENDAR|VEVENT)/i],
  ["email", /^(mailto:|MATMSG:|SMTP:)/i],
  ["phone", /^tel:/i],
  ["message", /^(sms|smsto|mms|mmsto):/i],
  ["location", /^geo:/i],
  ["url", /^([a-z][a-z0-9+.-]*:\/\/|www\.|intent:|itms-apps:|line:|URLTO:)/i],
];

/**
 * Says what a text read from a QR code is, so that a foreign one can be named to the user. Nothing is opened or fetched.
 * Never throws; the text itself is not part of the answer unless it is a key.
 */
export function classifyQrText(text: string): QrText {
  if (/^otpauth:/i.test(text)) return classifyOtpauth(text);
  return { kind: PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? "text" };
}

function classifyOtpauth(text: string): QrText {
  try {
    return { kind: "totp", ...readOtpauthUri(text) };
  } catch (error) {
    if (!(error instanceof OtpauthUriError)) throw error;
    if (error.code === "uri-type-hotp") return { kind: "hotp" };
    if (error.code === "uri-type-steam") return { kind: "steam" };
    return { kind: "invalid", code: error.code };
  }
}
