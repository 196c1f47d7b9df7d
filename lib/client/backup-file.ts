/** A chosen file: read and checked in the page, opened with a key that the page's own worker derives. */

import { BackupError } from "../core/backup/backup-error.ts";
import { type BackupFile, hasWeakKdf, readBackup } from "../core/backup/backup-file.ts";
import { MAX_BACKUP_BYTES, readFileText } from "../core/backup/file-text.ts";
import { decodeBase64, wipe } from "../core/bytes.ts";
import { type AegisFile, opensAegisSlot } from "../core/importers/aegis-file.ts";
import { type FileKind, type ImportFile, readImportFile } from "../core/importers/import-file.ts";
import { findPasswordSlot } from "../core/vault/envelope.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import type { PasswordSlot } from "../core/vault/slot-format.ts";
import { type DeriveOptions, deriveFileKey, deriveRootKey } from "../platform/workers.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import { refusedFileText } from "./backup-texts.ts";
import { newKdf } from "./kdf-cost.ts";

/** A file that can be tried. `slots`: those that a password opens, mostly one. `isInClear`: nothing has to be opened. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
  readonly kind: FileKind;
  readonly createdAtMs: number | null;
  readonly isWeak: boolean;
  readonly isInClear: boolean;
  readonly slots: readonly Pick<PasswordSlot, "id" | "kdf">[];
  /** Null when no recovery code opens it. */
  readonly recoverySlotId: string | null;
}

export type FileReading =
  | { readonly status: "ok"; readonly chosen: ChosenFile }
  | { readonly status: "refused"; readonly text: string };

/** Reads a back-up of ours and refuses everything else, before any password is asked for. */
export const readBackupFile = (file: File): Promise<FileReading> =>
  readFile(file, (text) => backupFacts(readBackup(text)));

/** Reads any file that accounts can be taken out of, be it another app's. */
export const readImportableFile = (file: File): Promise<FileReading> =>
  readFile(file, (text) => factsOf(readImportFile(text)));

type FileFacts = Omit<ChosenFile, "name" | "text">;

const factsOf = (file: ImportFile): FileFacts =>
  file.maker === "aegis" ? aegisFacts(file.aegis) : backupFacts(file.backup);

const backupFacts = (backup: BackupFile): FileFacts => {
  const { kind, createdAtMs, envelope } = backup;
  const slot = findPasswordSlot(envelope);
  return {
    ...{ kind, createdAtMs, isInClear: false },
    isWeak: hasWeakKdf(backup),
    slots: slot === null ? [] : [slot],
    recoverySlotId: findRecoverySlot(envelope)?.id ?? null,
  };
};

/** How strongly another app locks its own files is not for us to warn of. */
const aegisFacts = (aegis: AegisFile): FileFacts => ({
  ...{ kind: "aegis", createdAtMs: null, isWeak: false, recoverySlotId: null },
  isInClear: aegis.protection === "none",
  slots: aegis.protection === "none" ? [] : aegis.slots,
});

const readFile = async (file: File, read: (text: string) => FileFacts): Promise<FileReading> => {
  if (file.size > MAX_BACKUP_BYTES) return { status: "refused", text: refusedFileText("too-large") };
  try {
    const text = readFileText(new Uint8Array(await file.arrayBuffer()));
    return { status: "ok", chosen: { name: file.name, text, ...read(text) } };
  } catch (error) {
    // Anything else is the browser's: the file was moved or its disk removed since it was chosen.
    const code = error instanceof BackupError ? error.code : "unreadable";
    return { status: "refused", text: refusedFileText(code) };
  }
};

/**
 * Proof of a password slot of the file, or null when no password opens it. Of several slots the one that the password opens,
 * else the last. Rejects with an AbortError when cancelled.
 */
export const proveFile = async (
  { kind, text, slots }: ChosenFile,
  password: string,
  options: DeriveOptions,
): Promise<SlotKey | null> => {
  let proof: SlotKey | null = null;
  for (const { id, kdf } of slots) {
    const source = kind === "aegis" ? "other-app" : "backup";
    proof = { slotId: id, rootKey: await deriveFileKey(password, { kdf, source }, options) };
    if (slots.length === 1 || (await isOwnKey(text, proof))) return proof;
  }
  return proof;
};

const isOwnKey = async (text: string, { slotId, rootKey: encoded }: SlotKey): Promise<boolean> => {
  const file = readImportFile(text);
  const rootKey = decodeBase64(encoded);
  const isOwn = file.maker === "aegis" && (await opensAegisSlot(file.aegis, { slotId, rootKey }));
  wipe(rootKey);
  return isOwn;
};

/** A password stretched as our own vault asks for: takes the place of a slot that is too weak to keep, or missing. */
export const strengthen = async (password: string, options: DeriveOptions): Promise<NewPassword> => {
  const kdf = await newKdf(options.signal);
  return { kdf, rootKey: await deriveRootKey(password, kdf, options) };
};
