/** How an account read from a set-up page enters the vault. Pure; the enrolment saves the result. */

import type { Account } from "../core/account/account.ts";
import { decidePending } from "../core/account/enrolment.ts";
import { addPending, deleteAccount, findAccount, restoreAccount, type Vault } from "../core/vault/vault.ts";

/** One account per secret and at most one unfinished set-up per login: an older one gives way, nothing is doubled. */
export const keepPending = (vault: Vault, account: Account): { vault: Vault; result: Account } => {
  const decision = decidePending(vault.accounts, account);
  switch (decision.status) {
    case "new":
      return { vault: addPending(vault, account), result: account };
    case "replaces-pending": {
      // To the bin, not away: had the portal accepted the older one unseen, its key would still be needed.
      const cleared = decision.accountIds.reduce(
        (left, id) => deleteAccount(left, id, account.createdAtMs),
        vault,
      );
      return { vault: addPending(cleared, account), result: account };
    }
    case "same-secret": {
      const kept = decision.isDeleted ? restoreAccount(vault, decision.accountId) : vault;
      const updated = updateSeen(kept, decision.accountId, account);
      return { vault: updated, result: findAccount(updated, decision.accountId) };
    }
  }
};

/**
 * The same key seen on its own portal page: one that came from a picture is bound to that page from now on, and an
 * unfinished one takes the device name proposed this time.
 */
const updateSeen = (vault: Vault, accountId: string, seen: Account): Vault => {
  const known = findAccount(vault, accountId);
  const updated: Account = {
    ...known,
    origin: known.origin ?? seen.origin,
    deviceName: known.status === "pending" || known.deviceName === "" ? seen.deviceName : known.deviceName,
  };
  if (updated.origin === known.origin && updated.deviceName === known.deviceName) return vault;
  return { ...vault, accounts: vault.accounts.map((one) => (one.id === accountId ? updated : one)) };
};
