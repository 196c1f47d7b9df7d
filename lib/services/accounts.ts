/** Listing, showing, adding, renaming and deleting accounts on behalf of the extension's own pages. */

import type { Account, AccountSummary } from "../core/account/account.ts";
import { decideAddition } from "../core/account/enrolment.ts";
import { toSummary } from "../core/account/summary.ts";
import { codeAtStep } from "../core/otp/code.ts";
import { stepAt } from "../core/otp/time-step.ts";
import { parseOtpauthUri } from "../core/otpauth/parse-uri.ts";
import { OtpauthUriError } from "../core/otpauth/uri-error.ts";
import {
  addConfirmed,
  confirmAccount,
  deleteAccount,
  eraseAccount,
  findAccount,
  renameAccount,
  restoreAccount,
  type Vault,
} from "../core/vault/vault.ts";
import type { AddOutcome, CodesAt, PageRequests } from "../protocol/requests.ts";
import { newAccount } from "./new-account.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { UsedSteps } from "./used-steps.ts";
import type { VaultService } from "./vault-service.ts";

/**
 * Use cases of the account list. All reject with "locked" or "no-vault" while there is no open vault, and with
 * "account-missing" for an unknown id.
 */
export interface Accounts {
  list(): Promise<readonly AccountSummary[]>;
  codes(accountIds: readonly string[]): Promise<CodesAt>;
  add(request: PageRequests["accounts.add"]["payload"]): Promise<AddOutcome>;
  rename(request: PageRequests["accounts.rename"]["payload"]): Promise<null>;
  confirm(accountId: string): Promise<null>;
  delete(accountId: string): Promise<null>;
  restore(accountId: string): Promise<null>;
  /** For ever. @throws ServiceError "changed-elsewhere" when the account is not in the bin (any more) */
  erase(accountId: string): Promise<null>;
}

/** The account list over the vault; codes are of the clock's current time step. */
export const createAccounts = (
  { clock }: Pick<Ports, "clock">,
  vaultService: VaultService,
  usedSteps: UsedSteps,
): Accounts => {
  const change = (accountId: string, apply: (vault: Vault) => Vault): Promise<null> =>
    vaultService.update((vault) => {
      if (!vault.accounts.some(({ id }) => id === accountId)) {
        throw new ServiceError("account-missing", "no account has this id");
      }
      return { vault: apply(vault), result: null };
    });

  return {
    list: async () => (await vaultService.read()).accounts.map(toSummary),
    codes: async (accountIds) => {
      const { accounts } = await vaultService.read();
      const timeMs = clock.nowMs();
      const wanted = new Set(accountIds);
      const shown = accounts.filter(({ id }) => wanted.has(id));
      const codes = await Promise.all(
        shown.map(async (one) => codesOf(one, timeMs, await usedSteps.last(one.id))),
      );
      return { timeMs, codes };
    },
    add: async ({ uri, onSameName }) => {
      const key = readUri(uri);
      return vaultService.update<AddOutcome>((vault) => {
        const account = newAccount(key, { origin: null, deviceName: "", nowMs: clock.nowMs() });
        return addByHand(vault, account, onSameName);
      });
    },
    rename: ({ accountId, ...names }) => change(accountId, (vault) => renameAccount(vault, accountId, names)),
    confirm: (accountId) => change(accountId, (vault) => confirmAccount(vault, accountId)),
    delete: (accountId) => change(accountId, (vault) => deleteAccount(vault, accountId, clock.nowMs())),
    restore: (accountId) => change(accountId, (vault) => restoreAccount(vault, accountId)),
    erase: (accountId) =>
      change(accountId, (vault) => {
        // The pages offer this for accounts in the bin alone: another window has taken it out since.
        if (findAccount(vault, accountId).deletedAtMs === null)
          throw new ServiceError("changed-elsewhere", "the account is not in the bin");
        return eraseAccount(vault, accountId);
      }),
  };
};

type Added = { vault: Vault; result: AddOutcome };

/** Nothing is replaced unasked: "ask" answers with what is there. A replaced account goes to the bin, not away. */
const addByHand = (
  vault: Vault,
  account: Account,
  onSameName: PageRequests["accounts.add"]["payload"]["onSameName"],
): Added => {
  const decision = decideAddition(vault.accounts, account);
  if (decision.status === "same-secret") {
    const { accountId, isDeleted } = decision;
    if (isDeleted) return { vault: restoreAccount(vault, accountId), result: { status: "added", accountId } };
    return { vault, result: { status: "same-secret", accountId } };
  }
  const [same] = decision.status === "same-name" ? decision.accountIds : [];
  if (same !== undefined && onSameName === "ask") {
    return { vault, result: { status: "same-name", accountId: same } };
  }
  const cleared =
    same !== undefined && onSameName === "replace" ? deleteAccount(vault, same, account.createdAtMs) : vault;
  return { vault: addConfirmed(cleared, account), result: { status: "added", accountId: account.id } };
};

const codesOf = (
  { id, key }: Account,
  timeMs: number,
  lastUsedStep: number | null,
): CodesAt["codes"][number] => {
  const step = stepAt(key.period, timeMs);
  return {
    accountId: id,
    code: codeAtStep(key, step),
    nextCode: codeAtStep(key, step + 1),
    step,
    isUsed: lastUsedStep === step,
  };
};

const readUri = (uri: string) => {
  try {
    return parseOtpauthUri(uri);
  } catch (error) {
    if (error instanceof OtpauthUriError) {
      throw new ServiceError("invalid-uri", "the otpauth URI was refused", { cause: error });
    }
    throw error;
  }
};
