import type { Account, AccountSummary } from "./account.ts";

/** What a page may know of an account. Copies field by field, so that a new secret field never slips through. */
export function toSummary({
  id,
  key,
  origin,
  deviceName,
  status,
  createdAtMs,
  deletedAtMs,
}: Account): AccountSummary {
  const { issuer, accountName, algorithm, digits, period } = key;
  return {
    id,
    issuer,
    accountName,
    origin,
    deviceName,
    status,
    algorithm,
    digits,
    period,
    createdAtMs,
    deletedAtMs,
  };
}
