/** What restoring a file would mean beside the accounts that are there. Decides nothing: people choose. */
import type { Account } from "../account/account.ts";
import { findSameName, findSameSecret } from "../account/duplicates.ts";
import { equalBytes } from "../bytes.ts";
import type { Vault } from "../vault/vault.ts";

/**
 * One account of the file beside the vault's own.
 * - "new": not there, or only in the bin (`mineId` names it then).
 * - "same": there with the same key and names.
 * - "other-secret": an account of the same name has another key. - "other-names": the same key has other names.
 */
export interface ComparedAccount {
  readonly account: Account;
  readonly status: "new" | "same" | "other-secret" | "other-names";
  readonly mineId: string | null;
}

/** A file beside the vault. Accounts in either bin are left out, `onlyMine` are those the file does not have at all. */
export interface Comparison {
  readonly entries: readonly ComparedAccount[];
  readonly onlyMine: readonly Account[];
}

/** Compares the accounts of a file with the vault's own. */
export function compareVaults(mine: Vault, file: Pick<Vault, "accounts">): Comparison {
  const kept = file.accounts.filter(isKept);
  return {
    entries: kept.map((account) => compareAccount(mine.accounts, account)),
    onlyMine: mine.accounts.filter(
      (account) => isKept(account) && compareAccount(kept, account).status === "new",
    ),
  };
}

/** Number of accounts that the two do not have alike: 0 when restoring would change nothing. */
export function countDifferences({ entries, onlyMine }: Comparison): number {
  return entries.filter(({ status }) => status !== "same").length + onlyMine.length;
}

function compareAccount(accounts: readonly Account[], account: Account): ComparedAccount {
  // Of several with this key, kept side by side before, the one that is alike counts.
  const alike = accounts.find((one) => isKept(one) && isAlike(one, account));
  if (alike !== undefined) return { account, status: "same", mineId: alike.id };
  const twin = findSameSecret(accounts, account.key.secret);
  if (twin !== null) return { account, status: isKept(twin) ? "other-names" : "new", mineId: twin.id };
  const [namesake] = findSameName(accounts, account);
  if (namesake !== undefined) return { account, status: "other-secret", mineId: namesake.id };
  return { account, status: "new", mineId: null };
}

function isKept({ deletedAtMs }: Account): boolean {
  return deletedAtMs === null;
}

/** Everything that makes codes, fills pages or is shown; not ids and times. */
function isAlike(a: Account, b: Account): boolean {
  return (
    equalBytes(a.key.secret, b.key.secret) &&
    a.key.issuer === b.key.issuer &&
    a.key.accountName === b.key.accountName &&
    a.key.algorithm === b.key.algorithm &&
    a.key.digits === b.key.digits &&
    a.key.period === b.key.period &&
    a.origin === b.origin &&
    a.deviceName === b.deviceName
  );
}
