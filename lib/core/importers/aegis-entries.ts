/** The entries of an Aegis vault. Time-based keys become accounts; everything else is named and stays behind. */

import type { Account } from "../account/account.ts";
import {
  type ImportedAccounts,
  type LeftOutEntry,
  type LeftOutReason,
  readShownName,
} from "../backup/imported.ts";
import { asRecord, CheckError, readOptional, readRecord, readString, type UnknownRecord } from "../check.ts";
import type { OtpKey } from "../otp/otp-key.ts";
import { cleanName } from "../otpauth/names.ts";
import { readAlgorithm, readDigits, readPeriod } from "../otpauth/parameters.ts";
import { readSetupKey, SetupKeyError } from "../otpauth/setup-key.ts";
import { OtpauthUriError } from "../otpauth/uri-error.ts";
import { findAccountFault, NAME_LIMITS } from "../vault/account-limits.ts";

/** The entries in their order. An account's id is its place in the file, the same each time the file is read. */
export function readAegisEntries(entries: readonly unknown[], nowMs: number): ImportedAccounts {
  const accounts: Account[] = [];
  const leftOut: LeftOutEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readEntry(entry, { id: `entry-${index + 1}`, nowMs });
    if (typeof read !== "string") accounts.push(read);
    else {
      const names = { issuer: readShownName(entry, "issuer"), accountName: readShownName(entry, "name") };
      leftOut.push({ ...names, reason: read });
    }
  }
  return { accounts, leftOut };
}

const reasons: ReadonlyMap<unknown, LeftOutReason> = new Map([
  ["hotp", "hotp"],
  ["steam", "steam"],
]);

function readEntry(
  value: unknown,
  { id, nowMs }: { readonly id: string; readonly nowMs: number },
): Account | LeftOutReason {
  try {
    const record = asRecord(value, "entry");
    const type = readString(record, "type");
    if (type !== "totp") return reasons.get(type) ?? "other-type";
    const account: Account = {
      id,
      key: readKey(record),
      origin: null,
      deviceName: "",
      status: "confirmed",
      createdAtMs: nowMs,
      deletedAtMs: null,
    };
    return findAccountFault(account) === null ? account : "bad-entry";
  } catch (error) {
    if (error instanceof CheckError || error instanceof SetupKeyError || error instanceof OtpauthUriError)
      return "bad-entry";
    throw error;
  }
}

function readKey(record: UnknownRecord): OtpKey {
  const info = readRecord(record, "info");
  return {
    type: "totp",
    issuer: readName(record, "issuer", NAME_LIMITS.issuer),
    accountName: readName(record, "name", NAME_LIMITS.accountName),
    secret: readSetupKey(readString(info, "secret")).secret,
    algorithm: readAlgorithm(readText(info, "algo")),
    digits: readDigits(readNumber(info, "digits")),
    period: readPeriod(readNumber(info, "period")),
  };
}

/** Names are for people: one that is too long is cut and not a reason to lose the account. */
function readName(record: UnknownRecord, field: string, limit: number): string {
  const text = readText(record, field) ?? "";
  const { name } = cleanName(text.toWellFormed());
  return [...name].slice(0, limit).join("").trim();
}

/** Absent and null are the format's defaults (Key URI Format). */
function readText(record: UnknownRecord, field: string): string | undefined {
  return (readOptional(record, field) ?? null) === null ? undefined : readString(record, field);
}

function readNumber(record: UnknownRecord, field: string): string | undefined {
  const value = readOptional(record, field) ?? null;
  if (value === null) return undefined;
  if (typeof value !== "number") throw new CheckError("wrong-type", `${field}: expected a number`);
  return String(value);
}
