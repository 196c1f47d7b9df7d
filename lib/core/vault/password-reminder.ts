/** When to ask whether the master password is still known: people who open with a passkey may not type it for months. */

/** Days between two questions; 0 = never. */
export const reminderChoices = [0, 14, 30, 90] as const;

/** One of {@link reminderChoices}. */
export type ReminderDays = (typeof reminderChoices)[number];

/** What is kept about it, outside the vault: times and a choice, nothing secret. */
export interface PasswordUse {
  readonly everyDays: ReminderDays;
  /** Last time the password was given rightly, or counting began; null = never. Unix time, milliseconds. */
  readonly usedAtMs: number | null;
  /** "Later" was answered: nothing is asked before. */
  readonly postponedUntilMs: number | null;
}

/** A month is short enough that most people still remember, and long enough not to be a nuisance. */
export const initialPasswordUse: PasswordUse = { everyDays: 30, usedAtMs: null, postponedUntilMs: null };

const dayMs = 24 * 60 * 60_000;

/** How long "later" is. */
const laterDays = 3;

/**
 * Whether to ask now. Never without a passkey: then every unlock is the question. A time in the future comes from a clock
 * that was wrong: as a last use it counts as long ago, as a postponement it counts for no longer than "later" is.
 */
export function isReminderDue(use: PasswordUse, hasPasskey: boolean, nowMs: number): boolean {
  const { everyDays, usedAtMs, postponedUntilMs } = use;
  if (!hasPasskey || everyDays === 0 || usedAtMs === null) return false;
  const postponedMs = postponedUntilMs === null ? 0 : postponedUntilMs - nowMs;
  if (postponedMs > 0 && postponedMs <= laterDays * dayMs) return false;
  const sinceMs = nowMs - usedAtMs;
  return sinceMs >= everyDays * dayMs || sinceMs < -dayMs;
}

/** After an unlock: the password was used, or, by another way, counting begins if it never has. */
export function afterUnlock(use: PasswordUse, byPassword: boolean, nowMs: number): PasswordUse {
  if (byPassword) return { ...use, usedAtMs: nowMs, postponedUntilMs: null };
  return use.usedAtMs === null ? { ...use, usedAtMs: nowMs } : use;
}

/** After "later". */
export function postponed(use: PasswordUse, nowMs: number): PasswordUse {
  return { ...use, postponedUntilMs: nowMs + laterDays * dayMs };
}

/** Reads what is stored; anything that is not as written falls back to the beginning, value by value. */
export function readPasswordUse(value: unknown): PasswordUse {
  if (typeof value !== "object" || value === null) return initialPasswordUse;
  const { everyDays, usedAtMs, postponedUntilMs } = value as Record<string, unknown>; // each checked below
  return {
    everyDays: reminderChoices.find((choice) => choice === everyDays) ?? initialPasswordUse.everyDays,
    usedAtMs: timeOf(usedAtMs),
    postponedUntilMs: timeOf(postponedUntilMs),
  };
}

function timeOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
