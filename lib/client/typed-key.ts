/** Reads the form for a typed key: a key with names beside it, or a whole otpauth URI pasted into its field. */

import type { Algorithm, Digits, OtpKey } from "../core/otp/otp-key.ts";
import { formatOtpauthUri } from "../core/otpauth/format-uri.ts";
import { readKeyField } from "../core/otpauth/key-field.ts";
import { cleanName } from "../core/otpauth/names.ts";
import { readPeriod } from "../core/otpauth/parameters.ts";
import { readOtpauthUri } from "../core/otpauth/parse-uri.ts";
import { SetupKeyError } from "../core/otpauth/setup-key.ts";
import { OtpauthUriError } from "../core/otpauth/uri-error.ts";
import type { FoundKey } from "./qr-finding.ts";

/** The form as typed. `period`: text, since half a number is a state of typing. */
export interface TypedKey {
  readonly keyText: string;
  readonly issuer: string;
  readonly accountName: string;
  readonly algorithm: Algorithm;
  readonly digits: Digits;
  readonly period: string;
}

export const emptyTypedKey: TypedKey = {
  keyText: "",
  issuer: "",
  accountName: "",
  algorithm: "SHA1",
  digits: 6,
  period: "30",
};

export type TypedKeyOutcome =
  | { readonly status: "ok"; readonly found: FoundKey }
  | { readonly status: "bad-key"; readonly error: SetupKeyError }
  | { readonly status: "bad-uri"; readonly error: OtpauthUriError }
  | { readonly status: "no-account-name" }
  | { readonly status: "bad-period" };

/**
 * The key with its warnings. A typed key passes through the same reader as a URI, so names and secret get the same
 * remarks. In a pasted URI the names typed beside it fill only what the URI leaves empty.
 */
export const readTypedKey = (typed: TypedKey): TypedKeyOutcome => {
  try {
    const field = readKeyField(typed.keyText, { expectKeycloak: true });
    if (field.kind === "uri") return { status: "ok", found: withTypedNames(field, typed) };
    if (cleanName(typed.accountName).name === "") return { status: "no-account-name" };
    const period = readTypedPeriod(typed.period);
    if (period === null) return { status: "bad-period" };
    const { issuer, accountName, algorithm, digits } = typed;
    const key: OtpKey = {
      type: "totp",
      issuer,
      accountName,
      secret: field.secret,
      algorithm,
      digits,
      period,
    };
    const read = readOtpauthUri(formatOtpauthUri(key));
    const copied = field.warnings.filter(({ code }) => code === "not-keycloak-alphabet");
    return {
      status: "ok",
      found: { key: read.key, warnings: [...read.warnings, ...copied] as FoundKey["warnings"] },
    }; // filtered to the one extra code
  } catch (error) {
    if (error instanceof SetupKeyError) return { status: "bad-key", error };
    if (error instanceof OtpauthUriError) return { status: "bad-uri", error };
    throw error;
  }
};

const withTypedNames = ({ key, warnings }: FoundKey, typed: TypedKey): FoundKey => {
  const accountName = key.accountName === "" ? cleanName(typed.accountName).name : key.accountName;
  const issuer = key.issuer === "" ? cleanName(typed.issuer).name : key.issuer;
  return {
    key: { ...key, issuer, accountName },
    warnings: accountName === "" ? warnings : warnings.filter(({ code }) => code !== "no-account-name"),
  };
};

const readTypedPeriod = (text: string): number | null => {
  try {
    return readPeriod(text.normalize("NFKC").trim());
  } catch (error) {
    if (error instanceof OtpauthUriError) return null;
    throw error;
  }
};
