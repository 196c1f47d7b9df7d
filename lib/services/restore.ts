/** Taking accounts out of a file: beside the vault's own after a preview, or as the vault where there is none. */

import type { Account } from "../core/account/account.ts";
import { type BackupFile, hasWeakKdf } from "../core/backup/backup-file.ts";
import { type ComparedAccount, compareVaults } from "../core/backup/compare.ts";
import { restoreAccounts } from "../core/backup/restore.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot } from "../core/vault/envelope.ts";
import { createPasswordSlot } from "../core/vault/key-slot.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import { resealWithSlots } from "../core/vault/reseal.ts";
import { rewrapForNewPassword } from "../core/vault/rewrap.ts";
import type {
  BackupRequests,
  EntryNames,
  PreviewEntry,
  ProvedFile,
  RestorePreview,
} from "../protocol/backup-requests.ts";
import type { NewPassword } from "../protocol/vault-requests.ts";
import { openFile, openVaultOfFile } from "./backup-files.ts";
import type { BackupStatus } from "./backup-status.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";
import type { VaultAccess } from "./vault-access.ts";
import type { VaultService } from "./vault-service.ts";

/** Use cases of restoring. A wrong password is an outcome and changes nothing. */
export interface Restore {
  /** @throws ServiceError "locked" | "no-vault" | "backup-damaged" | "backup-newer" */
  preview(file: ProvedFile): Promise<RestorePreview>;
  /** All that was chosen in one save, or nothing. @throws as `preview`; VaultError "vault-full" */
  restore(
    request: BackupRequests["backup.restore"]["payload"],
  ): Promise<BackupRequests["backup.restore"]["value"]>;
  /**
   * The file becomes the vault, unlocked. Opened by its recovery code it needs a new password, and the code is used up: the
   * vault does not have it any more. @throws ServiceError "vault-exists" | "no-password" | "backup-damaged" | "backup-newer"
   */
  adopt(request: BackupRequests["backup.adopt"]["payload"]): Promise<BackupRequests["backup.adopt"]["value"]>;
}

/** What {@link createRestore} works with. */
export interface RestoreParts {
  readonly session: Session;
  readonly access: VaultAccess;
  readonly vaultService: VaultService;
  readonly backupStatus: BackupStatus;
}

/** Restoring over the vault and its stored envelope. */
export const createRestore = (
  { clock }: Pick<Ports, "clock">,
  { session, access, vaultService, backupStatus }: RestoreParts,
): Restore => ({
  preview: async (proved) => {
    const mine = await vaultService.read();
    const opened = await openVaultOfFile(proved);
    if (opened === null) return { status: "wrong-password" };
    const { entries, onlyMine } = compareVaults(mine, opened.vault);
    return {
      status: "opened",
      createdAtMs: opened.file.createdAtMs,
      entries: entries.map((entry) => toPreview(entry, mine.accounts)),
      onlyMine: onlyMine.length,
    };
  },
  restore: async ({ choices, ...proved }) => {
    await vaultService.read(); // while locked, nothing of the file is looked at
    const opened = await openVaultOfFile(proved);
    if (opened === null) return { status: "wrong-password" };
    const count = await vaultService.update((mine) => {
      const restored = restoreAccounts(mine, opened.vault, {
        choices: new Map(choices.map(({ id, choice }) => [id, choice])),
        nowMs: clock.nowMs(),
        newId: () => crypto.randomUUID(),
      });
      return { vault: restored.vault, result: restored.count };
    });
    return { status: "restored", count };
  },
  adopt: async ({ next, ...proved }) => {
    const adopted = await access.replace(async () => {
      if ((await access.presence()) === "present")
        throw new ServiceError("vault-exists", "a vault is stored already");
      const opened = await openFile(proved);
      if (opened === null) return { next: null, result: null };
      const { file, vault, vaultKey } = opened;
      const isByCode = findRecoverySlot(file.envelope)?.id === proved.proof.slotId;
      const envelope = isByCode
        ? await withoutUsedCode(file, vaultKey, next)
        : await fitToKeep(file, vaultKey, next);
      return { next: { envelope, vaultKey, replacesKeys: isByCode }, result: { file, vault, vaultKey } };
    });
    if (adopted === null) return { status: "wrong-password" };
    const { file, vault, vaultKey } = adopted;
    await session.open({ vaultKey, vaultId: file.envelope.vaultId });
    wipe(vaultKey);
    await backupStatus.noteNewVault();
    if (vault.accounts.length > 0) await backupStatus.noteAccounts();
    await backupStatus.noteVerified(file.createdAtMs);
    return { status: "adopted" };
  },
});

/** The envelope as it is, or with a new password slot. A slot below our floor is never stored. */
const fitToKeep = async (
  file: BackupFile,
  vaultKey: Uint8Array,
  next: NewPassword | null,
): Promise<Envelope> => {
  const { envelope } = file;
  if (next === null) {
    if (hasWeakKdf(file) || findPasswordSlot(envelope) === null)
      throw new ServiceError("no-password", "the file needs a new password slot");
    return envelope;
  }
  return rewrapForNewPassword({ envelope, vaultKey, kdf: next.kdf, rootKey: decodeBase64(next.rootKey) });
};

/** The envelope with a new password and its passkeys alone: a code that was typed opens nothing any more. */
const withoutUsedCode = async (
  { envelope }: BackupFile,
  vaultKey: Uint8Array,
  next: NewPassword | null,
): Promise<Envelope> => {
  if (next === null) throw new ServiceError("no-password", "a recovery code brings a new password");
  const rootKey = decodeBase64(next.rootKey);
  const { vaultId, slots } = envelope;
  return resealWithSlots(envelope, vaultKey, [
    await createPasswordSlot({ vaultKey, vaultId, kdf: next.kdf, rootKey }),
    ...slots.filter(({ type }) => type === "passkey"),
  ]);
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
