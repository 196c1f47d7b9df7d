/** A chosen back-up file: read and checked in the page, opened with a key that the page's own worker derives. */

import { BackupError } from "../core/backup/backup-error.ts";
import { type BackupKind, hasWeakKdf, readBackup } from "../core/backup/backup-file.ts";
import { MAX_BACKUP_BYTES, readFileText } from "../core/backup/file-text.ts";
import { findPasswordSlot } from "../core/vault/envelope.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import type { PasswordSlot } from "../core/vault/slot-format.ts";
import { type DeriveOptions, deriveFileKey, deriveRootKey } from "../platform/workers.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import { refusedFileText } from "./backup-texts.ts";
import { newKdf } from "./kdf-cost.ts";

/** A file that can be tried. `slot`: null when no password opens it. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
  readonly kind: BackupKind;
  readonly createdAtMs: number | null;
  readonly isWeak: boolean;
  readonly slot: Pick<PasswordSlot, "id" | "kdf"> | null;
  /** Null when no recovery code opens it. */
  readonly recoverySlotId: string | null;
}

export type FileReading =
  | { readonly status: "ok"; readonly chosen: ChosenFile }
  | { readonly status: "refused"; readonly text: string };

/** Reads the file and refuses what is no back-up, before any password is asked for. */
export const readChosenFile = async (file: File): Promise<FileReading> => {
  if (file.size > MAX_BACKUP_BYTES) return { status: "refused", text: refusedFileText("too-large") };
  try {
    const text = readFileText(new Uint8Array(await file.arrayBuffer()));
    const backup = readBackup(text);
    const { kind, createdAtMs } = backup;
    const slot = findPasswordSlot(backup.envelope);
    return {
      status: "ok",
      chosen: {
        ...{ name: file.name, text, kind, createdAtMs, slot },
        isWeak: hasWeakKdf(backup),
        recoverySlotId: findRecoverySlot(backup.envelope)?.id ?? null,
      },
    };
  } catch (error) {
    // Anything else is the browser's: the file was moved or its disk removed since it was chosen.
    const code = error instanceof BackupError ? error.code : "unreadable";
    return { status: "refused", text: refusedFileText(code) };
  }
};

/** Proof of the file's password slot. Rejects with an AbortError when cancelled. */
export const proveFile = async (
  { slot }: ChosenFile,
  password: string,
  options: DeriveOptions,
): Promise<SlotKey | null> =>
  slot === null ? null : { slotId: slot.id, rootKey: await deriveFileKey(password, slot.kdf, options) };

/** A password stretched as our own vault asks for: takes the place of a slot that is too weak to keep, or missing. */
export const strengthen = async (password: string, options: DeriveOptions): Promise<NewPassword> => {
  const kdf = await newKdf(options.signal);
  return { kdf, rootKey: await deriveRootKey(password, kdf, options) };
};
