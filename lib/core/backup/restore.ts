/** Carries out what was chosen for each account of a file, all or nothing. */
import type { Account } from "../account/account.ts";
import { addConfirmed, addPending, deleteAccount, restoreAccount, type Vault } from "../vault/vault.ts";
import { type ComparedAccount, compareVaults } from "./compare.ts";

/** For one account of the file. "skip": mine stays. "take": the file's; mine goes to the bin. "both": side by side. */
export type RestoreChoice = "skip" | "take" | "both";

/**
 * What restoring needs from outside. `choices` by the account's id in the file; what is not named is skipped. `keepsIds`:
 * false for a file whose ids mean nothing outside it.
 */
export interface RestoreOptions {
  readonly choices: ReadonlyMap<string, RestoreChoice>;
  readonly nowMs: number;
  readonly newId: () => string;
  readonly keepsIds: boolean;
}

/** The vault after restoring, and the number of accounts that came out of the file. */
export interface Restored {
  readonly vault: Vault;
  readonly count: number;
}

/**
 * The vault with the chosen accounts of the file. Nothing is overwritten: what gives way lies in the bin, and what is
 * there alike is never added twice, whatever was chosen. The vault itself when nothing comes of it.
 * @throws {VaultError} "vault-full" when not all of them fit; nothing is restored then
 */
export function restoreAccounts(
  mine: Vault,
  file: Pick<Vault, "accounts">,
  options: RestoreOptions,
): Restored {
  const { entries } = compareVaults(mine, file);
  return entries.reduce<Restored>(
    (done, entry) => {
      const choice = options.choices.get(entry.account.id) ?? "skip";
      if (choice === "skip" || entry.status === "same") return done;
      return { vault: restoreOne(done.vault, entry, choice, options), count: done.count + 1 };
    },
    { vault: mine, count: 0 },
  );
}

function restoreOne(
  vault: Vault,
  { account, status, mineId }: ComparedAccount,
  choice: Exclude<RestoreChoice, "skip">,
  options: RestoreOptions,
): Vault {
  if (status === "new" && mineId !== null) return restoreAccount(vault, mineId);
  const makesRoom = choice === "take" && mineId !== null;
  return add(makesRoom ? deleteAccount(vault, mineId, options.nowMs) : vault, account, options);
}

/** Under the id it had, so that a used code stays used, unless that id is taken or another app's. */
function add(vault: Vault, account: Account, { newId, keepsIds }: RestoreOptions): Vault {
  const isTaken = vault.accounts.some(({ id }) => id === account.id);
  const added = isTaken || !keepsIds ? { ...account, id: newId() } : account;
  return added.status === "pending" ? addPending(vault, added) : addConfirmed(vault, added);
}
