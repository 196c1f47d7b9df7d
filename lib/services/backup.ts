/**
 * Everything that leaves the vault as a file, and proving that such a file opens. All exports start here, so that one
 * place can forbid them.
 */

import { formatBackup } from "../core/backup/backup-file.ts";
import { compareVaults, countDifferences } from "../core/backup/compare.ts";
import { sealUnderOwnPassword } from "../core/backup/open-backup.ts";
import { formatPlainList } from "../core/backup/plain-list.ts";
import { remindOfBackup } from "../core/backup/reminder.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import { openVault } from "../core/vault/seal.ts";
import type {
  BackupState,
  BackupTest,
  MadeBackup,
  PlainAnswer,
  ProvedFile,
} from "../protocol/backup-requests.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import type { BackupFiles } from "./backup-files.ts";
import type { BackupStatus } from "./backup-status.ts";
import type { PolicyService } from "./policy.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Unlocking } from "./unlocking.ts";
import type { VaultAccess } from "./vault-access.ts";

/** Use cases of back-ups. They only read the vault, so they go on working when nothing can be saved any more. */
export interface Backup {
  state(): Promise<BackupState>;
  /** The stored vault with all its key slots. @throws ServiceError "locked" | "no-vault" */
  make(): Promise<MadeBackup>;
  /**
   * The accounts under a password of the file's own; null for a wrong proof. Who sets that password can read every key
   * later, so an open vault is not enough. @throws ServiceError "no-vault"
   */
  makeOwn(password: NewPassword, proof: SlotKey): Promise<MadeBackup | null>;
  /** @throws ServiceError "locked" | "no-vault" and as {@link BackupFiles} */
  test(file: ProvedFile): Promise<BackupTest>;
  /** @throws ServiceError "no-vault" */
  plain(proof: SlotKey): Promise<PlainAnswer>;
}

/** What {@link createBackup} works with. */
export interface BackupParts {
  readonly access: VaultAccess;
  readonly unlocking: Unlocking;
  readonly backupStatus: BackupStatus;
  readonly policy: PolicyService;
  readonly files: BackupFiles;
}

/** Back-ups over the stored envelope. */
export const createBackup = (
  { clock }: Pick<Ports, "clock">,
  { access, unlocking, backupStatus, policy, files }: BackupParts,
): Backup => ({
  state: async () => {
    const hasAccounts = await seesAccounts(access);
    // A record that was lost begins anew here: the accounts are there, whatever it said.
    if (hasAccounts && (await backupStatus.get()).firstAccountAtMs === null)
      await backupStatus.noteAccounts();
    const record = await backupStatus.get();
    const { lastBackupAtMs, verifiedAtMs, changesSinceBackup } = record;
    // Nobody is reminded of what they may not do.
    const { allowExport } = await policy.get();
    const reminder =
      hasAccounts && allowExport ? remindOfBackup({ ...record, nowMs: clock.nowMs() }) : "none";
    return { lastBackupAtMs, verifiedAtMs, changesSinceBackup, reminder };
  },
  make: async () => {
    await policy.require("allowExport");
    const { changesSinceBackup: countedChanges } = await backupStatus.get();
    const { found } = await access.opened();
    const createdAtMs = clock.nowMs();
    return {
      text: formatBackup({ kind: "master", createdAtMs, envelope: found }),
      createdAtMs,
      countedChanges,
    };
  },
  makeOwn: async (password, proof) => {
    await policy.require("allowExport");
    const { changesSinceBackup: countedChanges } = await backupStatus.get();
    const found = await access.envelope();
    const vaultKey = await unlocking.authenticate(found, proof);
    if (vaultKey === null) return null;
    const createdAtMs = clock.nowMs();
    const rootKey = decodeBase64(password.rootKey);
    try {
      const vault = await openVault(found, vaultKey);
      const envelope = await sealUnderOwnPassword(vault, { kdf: password.kdf, rootKey });
      return { text: formatBackup({ kind: "own", createdAtMs, envelope }), createdAtMs, countedChanges };
    } finally {
      wipe(rootKey);
      wipe(vaultKey);
    }
  },
  test: async (proved) => {
    const { vault } = await access.opened();
    const opened = await files.open(proved);
    if (opened === null) return { status: "wrong-password" };
    wipe(opened.vaultKey);
    const comparison = compareVaults(vault, opened.vault);
    const differences = countDifferences(comparison);
    const { createdAtMs } = opened.file;
    if (differences === 0) await backupStatus.noteVerified(createdAtMs);
    return { status: "opened", createdAtMs, accountCount: comparison.entries.length, differences };
  },
  plain: async (proof) => {
    await policy.require("allowExport");
    const found = await access.envelope();
    const vaultKey = await unlocking.authenticate(found, proof);
    if (vaultKey === null) return { status: "wrong-password" };
    try {
      const { accounts } = await openVault(found, vaultKey);
      return { status: "listed", ...formatPlainList(accounts) };
    } finally {
      wipe(vaultKey);
    }
  },
});

/** Whether accounts are in use; false while the vault is locked or there is none. */
const seesAccounts = async (access: VaultAccess): Promise<boolean> => {
  try {
    const { vault } = await access.opened();
    return vault.accounts.some(({ deletedAtMs }) => deletedAtMs === null);
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
};
