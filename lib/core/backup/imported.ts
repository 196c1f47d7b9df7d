/** What comes out of a file of whatever maker, before anything of it is kept. */

import type { Account } from "../account/account.ts";
import { isRecord, readOptional } from "../check.ts";
import { cleanName } from "../otpauth/names.ts";

/**
 * Why an entry of a file cannot be kept. "hotp", "steam", "other-type": a kind of code that is not made here.
 * "bad-entry": its key, numbers or names are not what the format says.
 */
export type LeftOutReason = "hotp" | "steam" | "other-type" | "bad-entry";

/** One entry that cannot be kept, by the names it has; either may be "". */
export interface LeftOutEntry {
  readonly issuer: string;
  readonly accountName: string;
  readonly reason: LeftOutReason;
}

/** The accounts of a file in its order, and the entries that stay behind. */
export interface ImportedAccounts {
  readonly accounts: readonly Account[];
  readonly leftOut: readonly LeftOutEntry[];
}

/** Longest name that is shown of an entry that stays behind, in UTF-16 units. */
const MAX_SHOWN = 128;

/** The text of a field made safe to show, or "" when there is none: for an entry that may have anything in it. */
export function readShownName(value: unknown, field: string): string {
  if (!isRecord(value)) return "";
  const text = readOptional(value, field);
  return typeof text === "string" ? cleanName(text.slice(0, MAX_SHOWN).toWellFormed()).name : "";
}
