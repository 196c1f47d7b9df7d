/** Requests of our own pages about back-up files: making, testing, restoring, and the draft of an unfinished form. */

import type { LeftOutEntry } from "../core/backup/imported.ts";
import type { Reminder } from "../core/backup/reminder.ts";
import type { NewPassword, SlotKey } from "./vault-requests.ts";

/** What is known about back-ups, and the reminder due now. */
export interface BackupState {
  readonly lastBackupAtMs: number | null;
  /** When a file was last seen to open and to hold what the vault holds. */
  readonly verifiedAtMs: number | null;
  readonly changesSinceBackup: number;
  readonly reminder: Reminder;
}

/** A file's text, encrypted. `countedChanges`: handed back with "backup.saved" once the browser has the file. */
export interface MadeBackup {
  readonly text: string;
  readonly createdAtMs: number;
  readonly countedChanges: number;
}

/** What a file turned out to be. `differences`: accounts that file and vault do not have alike. */
export type BackupTest =
  | { readonly status: "wrong-password" }
  | {
      readonly status: "opened";
      readonly createdAtMs: number | null;
      readonly accountCount: number;
      readonly differences: number;
    };

/** Names that people tell accounts by. */
export interface EntryNames {
  readonly issuer: string;
  readonly accountName: string;
  readonly deviceName: string;
}

/** One account of a file beside the vault: names alone, never a secret. `mine`: the account it would stand beside. */
export interface PreviewEntry extends EntryNames {
  readonly id: string;
  readonly status: "new" | "same" | "other-secret" | "other-names";
  readonly mine: EntryNames | null;
}

/**
 * What restoring a file would mean. `onlyMine`: accounts that the file does not have; they stay. `leftOut`: entries of the
 * file that cannot be kept.
 */
export type RestorePreview =
  | { readonly status: "wrong-password" }
  | {
      readonly status: "opened";
      readonly createdAtMs: number | null;
      readonly entries: readonly PreviewEntry[];
      readonly onlyMine: number;
      readonly leftOut: readonly LeftOutEntry[];
    };

/** What to do with one account of a file; "take" sends mine to the bin, what is not named is skipped. */
export interface EntryChoice {
  readonly id: string;
  readonly choice: "skip" | "take" | "both";
}

/** The unencrypted list: the one answer that holds secrets, given for a fresh proof alone. */
export type PlainAnswer =
  | { readonly status: "wrong-password" }
  | { readonly status: "listed"; readonly text: string; readonly count: number; readonly leftOut: number };

/** A file with proof of one of its key slots. */
export interface ProvedFile {
  readonly text: string;
  readonly proof: SlotKey;
}

/** A file to take accounts out of. `proof`: null for a file in clear. */
export interface ImportedFile {
  readonly text: string;
  readonly proof: SlotKey | null;
}

/** Requests about back-ups. */
export interface BackupRequests {
  "backup.state": { payload: null; value: BackupState };
  /** Under the master password, with all key slots. */
  "backup.make": { payload: null; value: MadeBackup };
  /** Under a password of its own, for a fresh proof alone. */
  "backup.makeOwn": {
    payload: { password: NewPassword; proof: SlotKey };
    value: { status: "wrong-password" } | ({ status: "made" } & MadeBackup);
  };
  "backup.saved": { payload: { createdAtMs: number; countedChanges: number }; value: null };
  "backup.snooze": { payload: null; value: null };
  "backup.test": { payload: ProvedFile; value: BackupTest };
  "backup.preview": { payload: ImportedFile; value: RestorePreview };
  /** `leavesBad`: the member has seen that bad entries stay behind; without that word nothing is taken from such a file. */
  "backup.restore": {
    payload: ImportedFile & { choices: readonly EntryChoice[]; leavesBad: boolean };
    value: { status: "wrong-password" } | { status: "restored"; count: number };
  };
  /**
   * Where there is no vault. `next`: a new password slot, needed when the file's own is too weak or missing, and with proof
   * of its recovery code, which is used up by it.
   */
  "backup.adopt": {
    payload: ProvedFile & { next: NewPassword | null };
    value: { status: "adopted" | "wrong-password" };
  };
  "backup.plain": { payload: { proof: SlotKey }; value: PlainAnswer };
  "draft.save": { payload: { text: string }; value: null };
  "draft.read": { payload: null; value: string | null };
  "draft.drop": { payload: null; value: null };
}
