/** Taking accounts out of a file: beside the vault's own after a preview, or as the vault where there is none. */

import type { Account } from "../core/account/account.ts";
import { hasWeakKdf } from "../core/backup/backup-file.ts";
import { type ComparedAccount, compareVaults } from "../core/backup/compare.ts";
import { restoreAccounts } from "../core/backup/restore.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import { withKnownPlaces } from "../core/importers/import-file.ts";
import { type Envelope, findPasswordSlot, newVaultId } from "../core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../core/vault/key-slot.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import { sealVault } from "../core/vault/seal.ts";
import type { Vault } from "../core/vault/vault.ts";
import type {
  BackupRequests,
  EntryNames,
  ImportedFile,
  PreviewEntry,
  RestorePreview,
} from "../protocol/backup-requests.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import type { BackupFiles, ImportedFileContent, OpenedFile } from "./backup-files.ts";
import type { BackupStatus } from "./backup-status.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";
import type { VaultAccess } from "./vault-access.ts";
import type { VaultService } from "./vault-service.ts";

/** Use cases of restoring. A wrong password is an outcome and changes nothing. */
export interface Restore {
  /** @throws ServiceError "locked" | "no-vault" and as {@link BackupFiles} */
  preview(file: ImportedFile): Promise<RestorePreview>;
  /** All that was chosen in one save, or nothing. @throws as `preview`; VaultError "vault-full" */
  restore(
    request: BackupRequests["backup.restore"]["payload"],
  ): Promise<BackupRequests["backup.restore"]["value"]>;
  /**
   * The file becomes the vault, unlocked. Opened by its recovery code it needs a new password, and the code is used up: the
   * vault does not have it any more. @throws ServiceError "vault-exists" | "no-password" and as {@link BackupFiles}
   */
  adopt(request: BackupRequests["backup.adopt"]["payload"]): Promise<BackupRequests["backup.adopt"]["value"]>;
}

/** What {@link createRestore} works with. */
export interface RestoreParts {
  readonly session: Session;
  readonly access: VaultAccess;
  readonly vaultService: VaultService;
  readonly backupStatus: BackupStatus;
  readonly files: BackupFiles;
}

/** Restoring over the vault and its stored envelope. */
export const createRestore = (
  { clock }: Pick<Ports, "clock">,
  { session, access, vaultService, backupStatus, files }: RestoreParts,
): Restore => ({
  preview: async (given) => {
    const mine = await vaultService.read();
    const imported = await files.import(given);
    if (imported === null) return { status: "wrong-password" };
    const { entries, onlyMine } = compareVaults(mine, { accounts: placed(mine, imported) });
    return {
      status: "opened",
      createdAtMs: imported.createdAtMs,
      entries: entries.map((entry) => toPreview(entry, mine.accounts)),
      onlyMine: onlyMine.length,
      leftOut: imported.leftOut,
    };
  },
  restore: async ({ choices, leavesBad, ...given }) => {
    await vaultService.read(); // while locked, nothing of the file is looked at
    const imported = await files.import(given);
    if (imported === null) return { status: "wrong-password" };
    if (!leavesBad && imported.leftOut.some(({ reason }) => reason === "bad-entry"))
      throw new ServiceError("backup-damaged", "nobody has agreed to leave the bad entries behind");
    const count = await vaultService.update((mine) => {
      const restored = restoreAccounts(
        mine,
        { accounts: placed(mine, imported) },
        {
          choices: new Map(choices.map(({ id, choice }) => [id, choice])),
          nowMs: clock.nowMs(),
          newId: () => crypto.randomUUID(),
          keepsIds: !imported.isForeign,
        },
      );
      return { vault: restored.vault, result: restored.count };
    });
    return { status: "restored", count };
  },
  adopt: async ({ next, ...proved }) => {
    const adopted = await access.replace(async () => {
      if ((await access.presence()) === "present")
        throw new ServiceError("vault-exists", "a vault is stored already");
      const opened = await files.open(proved);
      if (opened === null) return { next: null, result: null };
      const kept = next === null ? asItIs(opened, proved.proof) : await sealAnew(opened.vault, next);
      return { next: { ...kept, replacesKeys: true }, result: { ...opened, ...kept } };
    });
    if (adopted === null) return { status: "wrong-password" };
    const { file, vault, vaultKey, envelope } = adopted;
    await session.open({ vaultKey, vaultId: envelope.vaultId });
    wipe(vaultKey);
    await backupStatus.noteNewVault();
    if (vault.accounts.length > 0) await backupStatus.noteAccounts();
    await backupStatus.noteVerified(file.createdAtMs);
    return { status: "adopted" };
  },
});

const placed = (mine: Vault, { accounts, isForeign }: ImportedFileContent): readonly Account[] =>
  isForeign ? withKnownPlaces(mine.accounts, accounts) : accounts;

interface Kept {
  readonly envelope: Envelope;
  readonly vaultKey: Uint8Array;
}

/** The file's own envelope. A slot below our floor is never stored, and a recovery code is never merely used. */
const asItIs = ({ file, vaultKey }: OpenedFile, { slotId }: SlotKey): Kept => {
  const { envelope } = file;
  const isByCode = findRecoverySlot(envelope)?.id === slotId;
  if (isByCode || hasWeakKdf(file) || findPasswordSlot(envelope) === null)
    throw new ServiceError("no-password", "the file needs a new password slot");
  return { envelope, vaultKey };
};

/** A vault with a key and an id of its own: what opens the file, a used code or a weak slot, opens nothing of it. */
const sealAnew = async (vault: Vault, { kdf, rootKey }: NewPassword): Promise<Kept> => {
  const vaultKey = newVaultKey();
  const vaultId = newVaultId();
  const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey: decodeBase64(rootKey) });
  return { envelope: await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] }), vaultKey };
};

/** Names alone. Only an account that would give way is named beside it. */
const toPreview = ({ account, status, mineId }: ComparedAccount, mine: readonly Account[]): PreviewEntry => {
  const other = status === "new" ? undefined : mine.find(({ id }) => id === mineId);
  return { id: account.id, ...namesOf(account), status, mine: other === undefined ? null : namesOf(other) };
};

const namesOf = ({ key, deviceName }: Account): EntryNames => ({
  issuer: key.issuer,
  accountName: key.accountName,
  deviceName,
});
