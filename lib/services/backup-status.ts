/**
 * What is remembered about back-ups, outside the vault: days and counts, nothing secret. A record that cannot be read
 * counts as "never backed up": one reminder too many loses nothing, one too few may lose everything.
 */

import { SNOOZE_MS } from "../core/backup/reminder.ts";
import type { Ports } from "./ports.ts";
import { within } from "./within.ts";

/** The stored record. Times are Unix milliseconds. */
export interface BackupRecord {
  readonly firstAccountAtMs: number | null;
  readonly lastBackupAtMs: number | null;
  readonly verifiedAtMs: number | null;
  readonly changesSinceBackup: number;
  /** When the vault was given another master password, or its keys were made new. */
  readonly newKeysAtMs: number | null;
  readonly snoozedUntilMs: number | null;
}

/**
 * Keeps {@link BackupRecord}; every change starts from what is stored at that moment. No note ever rejects: what it is
 * about has happened already, and a note that is lost costs one reminder.
 */
export interface BackupStatus {
  get(): Promise<BackupRecord>;
  /** A vault begins: what was noted was about another one. */
  noteNewVault(): Promise<void>;
  /** There are accounts: from now on they should have a back-up. */
  noteAccounts(): Promise<void>;
  /** Accounts were changed and saved. */
  noteChange(hasAccounts: boolean): Promise<void>;
  /** From now on older files open only with what was valid before. */
  noteNewKeys(): Promise<void>;
  /** The browser has a file that holds the vault as it was after `countedChanges`. */
  noteSaved(createdAtMs: number, countedChanges: number): Promise<void>;
  /** A file was opened that holds what the vault holds. `createdAtMs`: null when the file does not say. */
  noteVerified(createdAtMs: number | null): Promise<void>;
  /** "Later today." */
  snooze(): Promise<void>;
}

/** The record of an installation that never backed up. */
export const noRecord: BackupRecord = {
  firstAccountAtMs: null,
  lastBackupAtMs: null,
  verifiedAtMs: null,
  changesSinceBackup: 0,
  newKeysAtMs: null,
  snoozedUntilMs: null,
};

const lockName = "backup-status";

/** The record over its store. A note that has not got its turn after `limitMs` is given up. */
export const createBackupStatus = (
  { backupRecord, locks, clock }: Pick<Ports, "backupRecord" | "locks" | "clock">,
  limitMs: number,
): BackupStatus => {
  const get = async (): Promise<BackupRecord> => {
    try {
      return readRecord(await backupRecord.read());
    } catch {
      return noRecord; // storage that cannot be read is told by the vault itself
    }
  };
  const note = async (change: (record: BackupRecord) => Partial<BackupRecord>): Promise<void> => {
    try {
      const writing = locks.exclusively(lockName, async () => {
        const record = await get();
        await backupRecord.write({ ...record, ...change(record) });
      });
      await within(limitMs, writing);
    } catch {
      // A write that failed has marked the storage as failing; see the interface for why nothing more is done here.
    }
  };
  const firstAccountAtMs = (record: BackupRecord, hasAccounts: boolean): number | null =>
    record.firstAccountAtMs ?? (hasAccounts ? clock.nowMs() : null);

  return {
    get,
    noteNewVault: () => note(() => noRecord),
    noteAccounts: () => note((record) => ({ firstAccountAtMs: firstAccountAtMs(record, true) })),
    noteChange: (hasAccounts) =>
      note((record) => ({
        firstAccountAtMs: firstAccountAtMs(record, hasAccounts),
        changesSinceBackup: record.changesSinceBackup + 1,
      })),
    noteNewKeys: () => note(() => ({ newKeysAtMs: clock.nowMs() })),
    noteSaved: (createdAtMs, countedChanges) =>
      note(({ changesSinceBackup }) => ({
        lastBackupAtMs: createdAtMs,
        changesSinceBackup: Math.max(0, changesSinceBackup - countedChanges),
        newKeysAtMs: null,
        snoozedUntilMs: null,
      })),
    noteVerified: (createdAtMs) =>
      note(({ lastBackupAtMs }) => ({
        // What a file says of its day is not sealed: no day to come is believed.
        lastBackupAtMs: Math.max(Math.min(createdAtMs ?? clock.nowMs(), clock.nowMs()), lastBackupAtMs ?? 0),
        verifiedAtMs: clock.nowMs(),
        changesSinceBackup: 0,
      })),
    snooze: () => note(() => ({ snoozedUntilMs: clock.nowMs() + SNOOZE_MS })),
  };
};

/** Field by field, so that one that is damaged does not take the others with it. */
const readRecord = (stored: unknown): BackupRecord => {
  if (typeof stored !== "object" || stored === null) return noRecord;
  const record = stored as Record<string, unknown>; // each field is checked below
  const count = readCount(record["changesSinceBackup"]);
  return {
    firstAccountAtMs: readCount(record["firstAccountAtMs"]),
    lastBackupAtMs: count === null ? null : readCount(record["lastBackupAtMs"]),
    verifiedAtMs: readCount(record["verifiedAtMs"]),
    newKeysAtMs: readCount(record["newKeysAtMs"]),
    changesSinceBackup: count ?? 0,
    snoozedUntilMs: readCount(record["snoozedUntilMs"]),
  };
};

const readCount = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;
