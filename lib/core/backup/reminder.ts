/** When to remind of a back-up. Removing the extension or losing the PC takes the only copy of the keys. */

/** Times are Unix milliseconds; null for what never happened. */
export interface ReminderFacts {
  /** When the first account came into this vault. */
  readonly firstAccountAtMs: number | null;
  readonly lastBackupAtMs: number | null;
  /** When a back-up was last seen to open and to hold what the vault holds. */
  readonly verifiedAtMs: number | null;
  /** Saves that changed accounts since the last back-up. */
  readonly changesSinceBackup: number;
  /** When the vault was given another master password, or its keys were made new. */
  readonly newKeysAtMs: number | null;
  readonly snoozedUntilMs: number | null;
  readonly nowMs: number;
}

/**
 * - "none": nothing to say. - "banner": never backed up.
 * - "insist": never backed up for three days; shown before the codes and to be answered, never more than one click.
 * - "new-keys": it opens only with what was valid before. - "changed": several changes since. - "old": the last back-up, and the last look at it, are long ago.
 */
export type Reminder = "none" | "banner" | "insist" | "new-keys" | "changed" | "old";

const DAY_MS = 24 * 60 * 60_000;

/** How long a first account may be without a back-up before the reminder must be answered. */
export const INSIST_AFTER_MS = 3 * DAY_MS;

/** Changes after which a back-up no longer does. */
export const CHANGES_UNTIL_REMINDER = 3;

/** Age at which a back-up is made or looked at again. */
export const OLD_AFTER_MS = 90 * DAY_MS;

/** How long "later today" lasts. Shorter than a day, so that the same hour of the next day asks again. */
export const SNOOZE_MS = 20 * 60 * 60_000;

/** The reminder due now. A clock that went back never silences one for longer than a snooze may last. */
export function remindOfBackup(facts: ReminderFacts): Reminder {
  const { firstAccountAtMs, lastBackupAtMs, verifiedAtMs, changesSinceBackup, nowMs } = facts;
  if (firstAccountAtMs === null) return "none";
  if (lastBackupAtMs === null) {
    const isOverdue = nowMs - firstAccountAtMs >= INSIST_AFTER_MS;
    return isOverdue && !isSnoozed(facts) ? "insist" : "banner";
  }
  if (facts.newKeysAtMs !== null && facts.newKeysAtMs > lastBackupAtMs) return "new-keys";
  if (changesSinceBackup >= CHANGES_UNTIL_REMINDER) return "changed";
  const ageMs = nowMs - Math.max(lastBackupAtMs, verifiedAtMs ?? 0);
  // A day that is still to come was noted by a wrong clock and says nothing.
  return ageMs >= OLD_AFTER_MS || ageMs < -DAY_MS ? "old" : "none";
}

function isSnoozed({ snoozedUntilMs, nowMs }: ReminderFacts): boolean {
  return snoozedUntilMs !== null && nowMs < snoozedUntilMs && snoozedUntilMs - nowMs <= SNOOZE_MS;
}
