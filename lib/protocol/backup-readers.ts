/** Readers of the payloads of {@link BackupRequests}. */

import { MAX_BACKUP_BYTES } from "../core/backup/file-text.ts";
import { MAX_ACCOUNTS } from "../core/vault/vault.ts";
import type { BackupRequests, EntryChoice } from "./backup-requests.ts";
import {
  flag,
  integerBetween,
  listOf,
  nothing,
  nullable,
  oneOf,
  type Readers,
  shape,
  text,
} from "./readers.ts";
import { newPasswordReader, slotKeyReader } from "./vault-readers.ts";

/** Longest draft of a form: a URI and names, with room. */
export const MAX_DRAFT_LENGTH = 16_384;

/** A text has at most as many UTF-16 units as its UTF-8 has bytes. */
const file = text(MAX_BACKUP_BYTES);
const proof = slotKeyReader;
const safeInteger = integerBetween(0, Number.MAX_SAFE_INTEGER);

/** One reader per request about back-ups. */
export const backupReaders: Readers<BackupRequests> = {
  "backup.state": nothing,
  "backup.make": nothing,
  "backup.makeOwn": shape({ password: newPasswordReader, proof: slotKeyReader }),
  "backup.saved": shape({ createdAtMs: safeInteger, countedChanges: safeInteger }),
  "backup.snooze": nothing,
  "backup.test": shape({ text: file, proof }),
  "backup.preview": shape({ text: file, proof: nullable(proof) }),
  "backup.restore": shape({
    text: file,
    proof: nullable(proof),
    leavesBad: flag,
    choices: listOf(
      shape<EntryChoice>({ id: text(64), choice: oneOf("skip", "take", "both") }),
      MAX_ACCOUNTS,
    ),
  }),
  "backup.adopt": shape({ text: file, proof, next: nullable(newPasswordReader) }),
  "backup.plain": shape({ proof }),
  "draft.save": shape({ text: text(MAX_DRAFT_LENGTH) }),
  "draft.read": nothing,
  "draft.drop": nothing,
};
