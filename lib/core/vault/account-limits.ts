import type { Account } from "../account/account.ts";
import { isTextWithin, isWholeWithin, type Range } from "./read-fields.ts";

/** Longest names in characters (code points). Keycloak's column for device names (`userLabel`) holds 255. */
export const NAME_LIMITS = { issuer: 64, accountName: 128, deviceName: 255 } as const;

/** Lengths of a secret in bytes. RFC 4226 R6 asks for 16 and more; shorter ones exist and are kept. */
export const SECRET_BYTES: Range = { min: 10, max: 64 };

/** Longest origin: a host of 253 characters (RFC 1035 §2.3.4), `https://` and a port. */
const MAX_ORIGIN = 267;

const PERIOD_SECONDS: Range = { min: 15, max: 300 };
const TIME_MS: Range = { min: 0, max: Number.MAX_SAFE_INTEGER };

/**
 * The name of the first field that a vault cannot hold, or null when the account is fit to be sealed. The vault's reader
 * and every edit ask here, so nothing is ever sealed that cannot be opened again.
 */
export function findAccountFault(account: Account): string | null {
  const { key } = account;
  const isFitByField = {
    id: /^[\w-]{1,64}$/.test(account.id),
    issuer: isTextWithin(key.issuer, NAME_LIMITS.issuer),
    accountName: isTextWithin(key.accountName, NAME_LIMITS.accountName),
    secret: isWholeWithin(key.secret.length, SECRET_BYTES),
    period: isWholeWithin(key.period, PERIOD_SECONDS),
    origin: account.origin === null || isHttpsOrigin(account.origin),
    deviceName: isTextWithin(account.deviceName, NAME_LIMITS.deviceName),
    createdAtMs: isWholeWithin(account.createdAtMs, TIME_MS),
    deletedAtMs: account.deletedAtMs === null || isWholeWithin(account.deletedAtMs, TIME_MS),
  };
  return Object.entries(isFitByField).find(([, isFit]) => !isFit)?.[0] ?? null;
}

/** Whether `text` is the origin of an https URL in its normal form. Which origins are filled is decided elsewhere. */
function isHttpsOrigin(text: string): boolean {
  if (text.length > MAX_ORIGIN || !text.startsWith("https://")) return false;
  return URL.canParse(text) && new URL(text).origin === text;
}
