/** Any file whose accounts can be taken over: our own back-up or the vault of another app, told by its content. */

import type { Account } from "../account/account.ts";
import { findSameSecret } from "../account/duplicates.ts";
import { type BackupFile, type BackupKind, isAegis, readBackupValue } from "../backup/backup-file.ts";
import type { ImportedAccounts } from "../backup/imported.ts";
import { type FileProof, salvageBackup } from "../backup/open-backup.ts";
import { parseStrictJson } from "../backup/strict-json.ts";
import { type AegisFile, openAegis, readAegis } from "./aegis-file.ts";

/** What a file is to the person who chose it. A new maker begins here: its words stand in the forms of files. */
export type FileKind = BackupKind | "aegis";

/** A file as it was read. A new maker is one line here and one in each function below. */
export type ImportFile =
  | { readonly maker: "hitotoki"; readonly backup: BackupFile }
  | { readonly maker: "aegis"; readonly aegis: AegisFile };

/** Reads the text of a file. @throws {BackupError} as `readBackup` and `readAegis` */
export function readImportFile(text: string): ImportFile {
  const value = parseStrictJson(text);
  return isAegis(value)
    ? { maker: "aegis", aegis: readAegis(value) }
    : { maker: "hitotoki", backup: readBackupValue(value) };
}

/**
 * The accounts of a file, or null when `proof` is none of its slots'. A single bad entry does not spoil the others: it is
 * named among those that stay behind.
 * @throws {BackupError} as `salvageBackup` and `openAegis`
 */
export async function openImportFile(
  file: ImportFile,
  proof: FileProof | null,
  nowMs: number,
): Promise<ImportedAccounts | null> {
  if (file.maker === "aegis") return openAegis(file.aegis, proof, nowMs);
  return proof === null ? null : salvageBackup(file.backup, proof);
}

/**
 * The accounts of another app, which knows nothing of portals and devices: where the vault has the same key, they are where
 * it says, so that taking the app's names over does not part an account from its portal.
 */
export function withKnownPlaces(mine: readonly Account[], accounts: readonly Account[]): readonly Account[] {
  return accounts.map((account) => {
    const twin = findSameSecret(mine, account.key.secret);
    return twin === null ? account : { ...account, origin: twin.origin, deviceName: twin.deviceName };
  });
}
