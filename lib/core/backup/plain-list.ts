import type { Account } from "../account/account.ts";
import { formatOtpauthUri } from "../otpauth/format-uri.ts";
import { OtpauthUriError } from "../otpauth/uri-error.ts";

/** An unencrypted list and how many accounts are in it; `leftOut`: names too long for a URI. */
export interface PlainList {
  readonly text: string;
  readonly count: number;
  readonly leftOut: number;
}

/** One otpauth URI per line for every account outside the bin, as other authenticators read them. Holds every secret. */
export function formatPlainList(accounts: readonly Account[]): PlainList {
  const kept = accounts.filter(({ deletedAtMs }) => deletedAtMs === null);
  const uris = kept.map(formatOrNull).filter((uri) => uri !== null);
  return {
    text: uris.map((uri) => `${uri}\r\n`).join(""),
    count: uris.length,
    leftOut: kept.length - uris.length,
  };
}

function formatOrNull({ key }: Account): string | null {
  try {
    return formatOtpauthUri(key);
  } catch (error) {
    if (error instanceof OtpauthUriError) return null;
    throw error;
  }
}
