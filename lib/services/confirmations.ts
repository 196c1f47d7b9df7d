/** What the portal's acceptance changes in the vault: a pending account becomes a confirmed one, with its final names. */

import { NAME_LIMITS } from "../core/vault/account-limits.ts";
import { confirmAccount, renameAccount } from "../core/vault/vault.ts";
import { pageName } from "./page-name.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import { sessionKeys } from "./session-keys.ts";
import type { VaultService } from "./vault-service.ts";

/** Changes of an account that follow from what the portal did. */
export interface Confirmations {
  /**
   * The portal accepted: confirmed now, or at the next unlock when the vault was locked in between. `username`: the name
   * the login page showed; an account from the written key has none of its own yet and takes it.
   */
  confirm(accountId: string, username: string | null): Promise<void>;
  /** Carries out confirmations that had to wait for an unlock; they wait on while storage fails. */
  confirmWaiting(): Promise<void>;
  /** The device name as the member finally sent it. */
  keepDeviceName(accountId: string, deviceName: string): Promise<void>;
}

/** Confirmations over the vault; while it is locked their account ids wait in the session memory. */
export const createConfirmations = (
  { session }: Pick<Ports, "session">,
  vaultService: VaultService,
): Confirmations => {
  const waiting = async (): Promise<readonly string[]> => {
    const stored = await session.get(sessionKeys.toConfirm);
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === "string") : [];
  };
  const confirmNow = (accountId: string, username: string | null): Promise<null> =>
    vaultService.update((vault) => {
      const account = vault.accounts.find(({ id }) => id === accountId);
      if (account === undefined) return { vault, result: null }; // deleted by the member in between
      const seen = pageName(username ?? "", NAME_LIMITS.accountName);
      const isNameless = account.key.accountName === "" && seen !== "";
      if (account.status === "confirmed" && !isNameless) return { vault, result: null };
      const confirmed = confirmAccount(vault, accountId);
      return {
        vault: isNameless ? renameAccount(confirmed, accountId, { accountName: seen }) : confirmed,
        result: null,
      };
    });

  return {
    confirm: async (accountId, username) => {
      if ((await vaultService.status()) === "unlocked") await confirmNow(accountId, username);
      else await session.set(sessionKeys.toConfirm, [...(await waiting()), accountId]);
    },
    confirmWaiting: async () => {
      try {
        for (const accountId of await waiting()) await confirmNow(accountId, null);
      } catch (error) {
        // They wait on while the storage fails; the unlock that brought us here is no worse for it.
        if (error instanceof ServiceError && error.code.startsWith("storage-")) return;
        throw error;
      }
      await session.remove(sessionKeys.toConfirm);
    },
    keepDeviceName: async (accountId, sentName) => {
      const deviceName = pageName(sentName, NAME_LIMITS.deviceName);
      if (deviceName === "" || (await vaultService.status()) !== "unlocked") return;
      await vaultService.update((vault) => {
        const account = vault.accounts.find(({ id }) => id === accountId);
        const isKnown = account === undefined || account.deviceName === deviceName;
        return { vault: isKnown ? vault : renameAccount(vault, accountId, { deviceName }), result: null };
      });
    },
  };
};
