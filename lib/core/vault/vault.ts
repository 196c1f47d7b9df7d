import type { Account } from "../account/account.ts";
import { findAccountFault } from "./account-limits.ts";
import { VaultError } from "./vault-error.ts";

/** Everything that is sealed: the accounts in the order they were added, those in the bin included. */
export interface Vault {
  readonly schema: 1;
  readonly accounts: readonly Account[];
}

/** Most accounts of a vault, those in the bin included. */
export const MAX_ACCOUNTS = 1000;

/** How long an account stays in the bin: 30 days, in milliseconds. */
export const BIN_MS = 30 * 24 * 60 * 60 * 1000;

/** New names of an account; what is absent stays. */
export interface AccountNames {
  readonly issuer?: string;
  readonly accountName?: string;
  readonly deviceName?: string;
}

/** A vault without accounts. */
export function createEmptyVault(): Vault {
  return { schema: 1, accounts: [] };
}

/**
 * The vault with an account whose set-up code the portal has not accepted yet.
 * @throws {VaultError} "vault-full", "duplicate-account" (same id) or "invalid-account"
 */
export function addPending(vault: Vault, account: Account): Vault {
  return addAccount(vault, { ...account, status: "pending" });
}

/**
 * The vault with an account that is in use already: from an image, a typed key or a file.
 * @throws {VaultError} "vault-full", "duplicate-account" (same id) or "invalid-account"
 */
export function addConfirmed(vault: Vault, account: Account): Vault {
  return addAccount(vault, { ...account, status: "confirmed" });
}

/** The vault with the account marked as accepted by the portal. @throws {VaultError} "account-not-found" */
export function confirmAccount(vault: Vault, accountId: string): Vault {
  return updateAccount(vault, accountId, (account) => ({ ...account, status: "confirmed" }));
}

/**
 * The vault with new names for an account. Names are for people: the portal and the codes do not change.
 * @throws {VaultError} "account-not-found", or "invalid-account" when a name is too long
 */
export function renameAccount(vault: Vault, accountId: string, names: AccountNames): Vault {
  return updateAccount(vault, accountId, (account) => {
    const { issuer = account.key.issuer, accountName = account.key.accountName } = names;
    const { deviceName = account.deviceName } = names;
    return { ...account, key: { ...account.key, issuer, accountName }, deviceName };
  });
}

/** The vault with the account in the bin since `nowMs`. One that lies there keeps its time. @throws {VaultError} "account-not-found" */
export function deleteAccount(vault: Vault, accountId: string, nowMs: number): Vault {
  return updateAccount(vault, accountId, (account) => ({
    ...account,
    deletedAtMs: account.deletedAtMs ?? nowMs,
  }));
}

/** The vault with the account out of the bin. @throws {VaultError} "account-not-found" */
export function restoreAccount(vault: Vault, accountId: string): Vault {
  return updateAccount(vault, accountId, (account) => ({ ...account, deletedAtMs: null }));
}

/** The vault without an account that lies in the bin. @throws {VaultError} "account-not-found", "invalid-account" when it is in use */
export function eraseAccount(vault: Vault, accountId: string): Vault {
  if (findAccount(vault, accountId).deletedAtMs === null) {
    throw new VaultError("invalid-account", "eraseAccount: only an account in the bin can be erased");
  }
  return { ...vault, accounts: vault.accounts.filter(({ id }) => id !== accountId) };
}

/**
 * The vault without accounts that lay in the bin for `BIN_MS`. The vault itself when there are none, so that a caller
 * sees whether there is something to save. After the clock went back nothing is lost early.
 */
export function purgeDeleted(vault: Vault, nowMs: number): Vault {
  const accounts = vault.accounts.filter(
    ({ deletedAtMs }) => deletedAtMs === null || nowMs - deletedAtMs < BIN_MS,
  );
  return accounts.length === vault.accounts.length ? vault : { ...vault, accounts };
}

/** The account of that id. @throws {VaultError} "account-not-found" */
export function findAccount(vault: Vault, accountId: string): Account {
  const account = vault.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new VaultError("account-not-found", "vault: no account of this id");
  return account;
}

/** Refuses accounts that could not be opened again. @throws {VaultError} "vault-full", "duplicate-account", "invalid-account" */
export function checkAccounts(accounts: readonly Account[]): void {
  if (accounts.length > MAX_ACCOUNTS)
    throw new VaultError("vault-full", `vault: more than ${MAX_ACCOUNTS} accounts`);
  if (new Set(accounts.map(({ id }) => id)).size !== accounts.length) {
    throw new VaultError("duplicate-account", "vault: two accounts of one id");
  }
  accounts.forEach(checkAccount);
}

function addAccount(vault: Vault, account: Account): Vault {
  const accounts = [...vault.accounts, account];
  if (accounts.length > MAX_ACCOUNTS)
    throw new VaultError("vault-full", `vault: ${MAX_ACCOUNTS} accounts at most`);
  if (vault.accounts.some(({ id }) => id === account.id)) {
    throw new VaultError("duplicate-account", "vault: an account of this id exists");
  }
  checkAccount(account);
  return { ...vault, accounts };
}

function updateAccount(vault: Vault, accountId: string, change: (account: Account) => Account): Vault {
  const changed = change(findAccount(vault, accountId));
  checkAccount(changed);
  return {
    ...vault,
    accounts: vault.accounts.map((account) => (account.id === accountId ? changed : account)),
  };
}

function checkAccount(account: Account): void {
  const fault = findAccountFault(account);
  if (fault !== null) throw new VaultError("invalid-account", `account.${fault}: outside its limits`);
}
