/** Opening the file that a page hands in. What is wrong with it is told in codes of files, never in those of the stored vault. */

import { BackupError, type BackupErrorCode } from "../core/backup/backup-error.ts";
import { type BackupFile, readBackup } from "../core/backup/backup-file.ts";
import type { ImportedAccounts } from "../core/backup/imported.ts";
import { type FileProof, type OpenedBackup, openBackup } from "../core/backup/open-backup.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import { openImportFile, readImportFile } from "../core/importers/import-file.ts";
import { VaultError, type VaultErrorCode } from "../core/vault/vault-error.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { ImportedFile, ProvedFile } from "../protocol/backup-requests.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import type { Attempts } from "./attempts.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";

/** The file with what its key opened. The caller wipes `vaultKey`. */
export interface OpenedFile extends OpenedBackup {
  readonly file: BackupFile;
}

/** What can be taken out of a file. `createdAtMs`: null where it does not say. `isForeign`: another app's file. */
export interface ImportedFileContent extends ImportedAccounts {
  readonly createdAtMs: number | null;
  readonly isForeign: boolean;
}

/**
 * Files by their proof; null for a wrong password.
 * All reject with ServiceError "backup-damaged" | "backup-newer" | "forbidden" | "must-wait" (many wrong ones in a row).
 */
export interface BackupFiles {
  open(file: ProvedFile): Promise<OpenedFile | null>;
  /** The accounts of our own file or another app's. @throws ServiceError also "too-many-accounts" */
  import(file: ImportedFile): Promise<ImportedFileContent | null>;
}

/** Opening files, with a pause of their own after many wrong passwords. */
export const createBackupFiles = (
  { clock }: Pick<Ports, "clock">,
  attempts: Pick<Attempts, "count">,
): BackupFiles => ({
  open: ({ text, proof }) =>
    withFileErrors(async () => {
      const file = readBackup(text);
      refusePasskey(file, proof);
      const opened = await attempts.count(() => withRootKey(proof, (key) => openBackup(file, key)));
      return opened === null ? null : { file, ...opened };
    }),
  import: ({ text, proof }) =>
    withFileErrors(async () => {
      const file = readImportFile(text);
      if (file.maker === "hitotoki" && proof !== null) refusePasskey(file.backup, proof);
      const open = (key: FileProof | null) => openImportFile(file, key, clock.nowMs());
      const imported =
        proof === null ? await open(null) : await attempts.count(() => withRootKey(proof, open));
      if (imported === null) return null;
      const isForeign = file.maker !== "hitotoki";
      return { ...imported, createdAtMs: isForeign ? null : file.backup.createdAtMs, isForeign };
    }),
});

/** Passkeys belong to one installation; no page of ours tries one on a file, and an administrator may forbid them. */
const refusePasskey = ({ envelope }: BackupFile, { slotId }: SlotKey): void => {
  if (envelope.slots.some(({ id, type }) => id === slotId && type === "passkey"))
    throw new ServiceError("forbidden", "a file is not opened by a passkey");
};

const withRootKey = async <Value>(
  { slotId, rootKey: encoded }: SlotKey,
  use: (proof: FileProof) => Promise<Value>,
): Promise<Value> => {
  const rootKey = decodeBase64(encoded);
  try {
    return await use({ slotId, rootKey });
  } finally {
    wipe(rootKey);
  }
};

const codes: Partial<Record<BackupErrorCode | VaultErrorCode, ErrorCode>> = {
  "newer-version": "backup-newer",
  "too-large": "too-many-accounts",
};

const withFileErrors = async <Value>(open: () => Promise<Value>): Promise<Value> => {
  try {
    return await open();
  } catch (cause) {
    if (!(cause instanceof BackupError || cause instanceof VaultError)) throw cause;
    throw new ServiceError(codes[cause.code] ?? "backup-damaged", "the file could not be opened", { cause });
  }
};
