/** What the texts of one picture mean for someone who wants to add an account. Never picks one of several. */

import { equalBytes } from "../core/bytes.ts";
import type { OtpKey } from "../core/otp/otp-key.ts";
import { classifyQrText, type ForeignQrKind } from "../core/otpauth/classify-qr-text.ts";
import type { UriWarning } from "../core/otpauth/parse-uri.ts";
import type { OtpauthUriErrorCode } from "../core/otpauth/uri-error.ts";

/** A key with the remarks a person must see before it is kept. */
export interface FoundKey {
  readonly key: OtpKey;
  readonly warnings: readonly (UriWarning | { readonly code: "not-keycloak-alphabet" })[];
}

/** "one" and "several": set-up codes. `foreign`: kinds of the codes beside them. `broken`: refused set-up codes. */
export type QrFinding =
  | { readonly status: "none" }
  | { readonly status: "foreign"; readonly kinds: readonly ForeignQrKind[] }
  | { readonly status: "invalid"; readonly code: OtpauthUriErrorCode }
  | { readonly status: "one"; readonly found: FoundKey; readonly hasForeign: boolean }
  | { readonly status: "several"; readonly found: readonly FoundKey[]; readonly broken: number };

/** Sorts the texts. A broken set-up code beside a good one makes a choice too: the good one may not be the one meant. */
export const judgeQrTexts = (texts: readonly string[]): QrFinding => {
  const keys: FoundKey[] = [];
  const kinds: ForeignQrKind[] = [];
  const codes: OtpauthUriErrorCode[] = [];
  for (const text of texts) {
    const read = classifyQrText(text);
    if (read.kind === "totp") {
      if (!keys.some(({ key }) => isSameKey(key, read.key)))
        keys.push({ key: read.key, warnings: read.warnings });
    } else if (read.kind === "invalid") codes.push(read.code);
    else if (!kinds.includes(read.kind)) kinds.push(read.kind);
  }
  const [found] = keys;
  const [code] = codes;
  if (found !== undefined) {
    if (keys.length === 1 && code === undefined)
      return { status: "one", found, hasForeign: kinds.length > 0 };
    return { status: "several", found: keys, broken: codes.length };
  }
  if (code !== undefined) return { status: "invalid", code };
  return kinds.length > 0 ? { status: "foreign", kinds } : { status: "none" };
};

const isSameKey = (a: OtpKey, b: OtpKey): boolean =>
  equalBytes(a.secret, b.secret) &&
  a.issuer === b.issuer &&
  a.accountName === b.accountName &&
  a.algorithm === b.algorithm &&
  a.digits === b.digits &&
  a.period === b.period;
