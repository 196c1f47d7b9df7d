/** Opening the file that a page hands in. What is wrong with it is told in codes of files, never in those of the stored vault. */

import { BackupError } from "../core/backup/backup-error.ts";
import { type BackupFile, readBackup } from "../core/backup/backup-file.ts";
import { type OpenedBackup, openBackup } from "../core/backup/open-backup.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import type { Vault } from "../core/vault/vault.ts";
import { VaultError } from "../core/vault/vault-error.ts";
import type { ProvedFile } from "../protocol/backup-requests.ts";
import { ServiceError } from "./service-error.ts";

/** The file with what its key opened. The caller wipes `vaultKey`. */
export interface OpenedFile extends OpenedBackup {
  readonly file: BackupFile;
}

/**
 * The opened file, or null for a wrong password.
 * @throws ServiceError "backup-damaged" | "backup-newer"
 */
export const openFile = async ({ text, proof }: ProvedFile): Promise<OpenedFile | null> => {
  const rootKey = decodeBase64(proof.rootKey);
  try {
    const file = readBackup(text);
    // Passkeys belong to one installation; no page of ours tries one on a file, and an administrator may forbid them.
    if (file.envelope.slots.some(({ id, type }) => id === proof.slotId && type === "passkey"))
      throw new ServiceError("forbidden", "a file is not opened by a passkey");
    const opened = await openBackup(file, { slotId: proof.slotId, rootKey });
    return opened === null ? null : { file, ...opened };
  } catch (cause) {
    if (!(cause instanceof BackupError || cause instanceof VaultError)) throw cause;
    const code = cause.code === "newer-version" ? "backup-newer" : "backup-damaged";
    throw new ServiceError(code, "the file could not be opened", { cause });
  } finally {
    wipe(rootKey);
  }
};

/** The accounts of a file whose key is not needed any more. */
export const openVaultOfFile = async (
  proved: ProvedFile,
): Promise<{ readonly file: BackupFile; readonly vault: Vault } | null> => {
  const opened = await openFile(proved);
  if (opened === null) return null;
  wipe(opened.vaultKey);
  return { file: opened.file, vault: opened.vault };
};
