import { equalBytes } from "../bytes.ts";
import type { Account } from "./account.ts";

/** The account with this secret, whatever its names and parameters, or null. One in the bin only when no other has it. */
export function findSameSecret(accounts: readonly Account[], secret: Uint8Array): Account | null {
  const matches = accounts.filter(({ key }) => equalBytes(key.secret, secret));
  return matches.find(({ deletedAtMs }) => deletedAtMs === null) ?? matches[0] ?? null;
}

/** Accounts outside the bin that people cannot tell from this one: same issuer and account name. */
export function findSameName(accounts: readonly Account[], candidate: Account): readonly Account[] {
  return accounts.filter((account) => account.deletedAtMs === null && hasSameName(account, candidate));
}

/** Set-ups outside the bin that were begun for the same login at the same portal and not finished. */
export function findSamePending(accounts: readonly Account[], candidate: Account): readonly Account[] {
  return findSameName(accounts, candidate).filter(
    ({ status, origin }) => status === "pending" && origin === candidate.origin,
  );
}

/** Issuers are compared exactly; account names without regard to case, as Keycloak keeps user names in lower case. */
function hasSameName(a: Account, b: Account): boolean {
  return a.key.issuer === b.key.issuer && a.key.accountName.toLowerCase() === b.key.accountName.toLowerCase();
}
