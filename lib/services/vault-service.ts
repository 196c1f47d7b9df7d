/**
 * The vault as the rest of the background sees it: status, creation, and one way in (`read`) and one way through
 * (`update`). Every change runs alone under one lock name and starts from what is stored at that moment.
 */

import { decodeBase64 } from "../core/bytes.ts";
import { newVaultId } from "../core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../core/vault/key-slot.ts";
import { sealVault } from "../core/vault/seal.ts";
import { createEmptyVault, purgeDeleted, type Vault } from "../core/vault/vault.ts";
import type { NewPassword, VaultHealth, VaultStatus } from "../protocol/vault-requests.ts";
import type { BackupStatus } from "./backup-status.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";
import type { StorageHealth } from "./storage-health.ts";
import type { VaultAccess } from "./vault-access.ts";
import type { VaultStore } from "./vault-store.ts";

/** The one way to the vault's accounts. What fails rejects with a code, and nothing is changed then. */
export interface VaultService {
  status(): Promise<VaultStatus>;
  /** How storage is doing. @throws ServiceError "storage-unreadable" */
  health(): Promise<VaultHealth>;
  /** The member has read that an older state was opened. */
  acknowledgeRollback(): Promise<void>;
  /** Only where the vault is missing: what is left of it does not count any more. @throws ServiceError "vault-exists" */
  startOver(): Promise<void>;
  /** A new empty vault under a password, unlocked. @throws ServiceError "vault-exists" | "vault-missing" */
  create(password: NewPassword): Promise<void>;
  /** The opened vault. @throws ServiceError "locked" | "no-vault" | "vault-damaged" */
  read(): Promise<Vault>;
  /** Applies `change`; saves only when it returns another vault. The result is handed back after the save. */
  update<Result>(change: (vault: Vault) => { vault: Vault; result: Result }): Promise<Result>;
}

/** What {@link createVaultService} works with. */
export interface VaultServiceParts {
  readonly access: VaultAccess;
  readonly store: VaultStore;
  readonly health: StorageHealth;
  readonly backupStatus: BackupStatus;
}

/** The result of a change and the vault it saved, or null when it left all as it was. */
interface Saved<Result> {
  readonly result: Result;
  readonly saved: Vault | null;
}

/** The vault over its stored envelope: changes run one after another and are saved before their result is given. */
export const createVaultService = (
  { clock }: Pick<Ports, "clock">,
  session: Session,
  { access, store, health, backupStatus }: VaultServiceParts,
): VaultService => ({
  status: async () => {
    const presence = await access.presence();
    if (presence !== "present") return presence;
    return (await access.unlockedFor(await access.envelope())) === null ? "locked" : "unlocked";
  },
  health: async () => {
    const choice = await store.read({ isQuick: true });
    return {
      serial: choice.status === "found" ? choice.copies[0].serial : null,
      isDegraded: await health.isDegraded(),
      isRolledBack: choice.status === "found" && choice.isRolledBack,
    };
  },
  acknowledgeRollback: () => access.alone(() => store.acknowledgeRollback()),
  startOver: () =>
    access.alone(async () => {
      if ((await access.presence()) !== "missing")
        throw new ServiceError("vault-exists", "only a missing vault can be given up");
      await store.startOver();
    }),
  create: async ({ kdf, rootKey }) => {
    const unlocked = await access.replace(async () => {
      if ((await access.stored()) !== null)
        throw new ServiceError("vault-exists", "a vault is stored already");
      const vaultKey = newVaultKey();
      const vaultId = newVaultId();
      const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey: decodeBase64(rootKey) });
      const vault = createEmptyVault();
      const envelope = await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] });
      return { next: { envelope, vaultKey }, result: { vaultKey, vaultId } };
    });
    await session.open(unlocked);
    await backupStatus.noteNewVault();
  },
  read: async () => (await access.opened()).vault,
  update: async (change) => {
    const { result, saved } = await access.replace<Saved<ReturnType<typeof change>["result"]>>(async () => {
      const { found, vault, vaultKey, isOlder } = await access.opened();
      const { vault: changed, result } = change(vault);
      if (changed === vault) return { next: null, result: { result, saved: null } };
      const { vaultId, generation, slots } = found;
      const next = purgeDeleted(changed, clock.nowMs());
      const envelope = await sealVault({
        vault: next,
        vaultKey,
        vaultId,
        generation: generation + 1,
        slots,
      });
      return { next: { envelope, vaultKey, isRolledBack: isOlder }, result: { result, saved: next } };
    });
    if (saved !== null) await backupStatus.noteChange(saved.accounts.length > 0);
    return result;
  },
});
