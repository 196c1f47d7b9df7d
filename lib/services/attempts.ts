/**
 * A growing pause after many wrong proofs in a row. Comfort only: it slows down somebody who sits at the PC and tries
 * passwords by hand; against a copied vault only the cost of the derivation counts.
 */

import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import { sessionKeys } from "./session-keys.ts";

/** Wrong proofs in a row that are free. */
export const freeAttempts = 10;

const firstDelayMs = 5_000;
const longestDelayMs = 5 * 60_000;

/** Counts wrong proofs in session memory: a stopped worker does not forget them, a closed browser does. */
export interface Attempts {
  /** Milliseconds until the next proof is looked at; 0 = now. */
  waitMs(): Promise<number>;
  /**
   * Runs one proof, one at a time among all; null = it was wrong. What it throws counts neither way.
   * @throws ServiceError "must-wait" before any work while a pause is on
   */
  count<Result>(proof: () => Promise<Result | null>): Promise<Result | null>;
}

interface Stored {
  readonly wrong: number;
  /** The last wrong proof that started a pause. */
  readonly sinceMs: number;
}

/** The pause after this many wrong proofs in a row: none for the first nine, then 5 s, doubling up to 5 minutes. */
export const delayAfter = (wrong: number): number =>
  wrong < freeAttempts ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (wrong - freeAttempts));

/**
 * What is tried, with a count of its own: the vault, or the files that are opened for restoring and testing. A right password
 * of some file says nothing of the vault's.
 */
export type AttemptsOn = "attempts" | "fileAttempts";

/** Attempts over the session memory. */
export const createAttempts = (
  { session, clock, locks }: Pick<Ports, "session" | "clock" | "locks">,
  on: AttemptsOn,
): Attempts => {
  const key = sessionKeys[on];
  const read = async (): Promise<Stored> => readStored(await session.get(key));
  const waitMs = async (): Promise<number> => {
    const { wrong, sinceMs } = await read();
    const passedMs = clock.nowMs() - sinceMs;
    // A clock that was set back says nothing about the pause; nobody is kept out for longer than the pause itself.
    return passedMs < 0 ? 0 : Math.max(0, delayAfter(wrong) - passedMs);
  };
  return {
    waitMs,
    count: (proof) =>
      locks.exclusively(key, async () => {
        if ((await waitMs()) > 0) throw new ServiceError("must-wait", "too many wrong proofs in a row");
        const result = await proof();
        if (result !== null) await session.remove(key);
        else {
          const { wrong } = await read();
          const next: Stored = { wrong: wrong + 1, sinceMs: clock.nowMs() };
          await session.set(key, next);
        }
        return result;
      }),
  };
};

const none: Stored = { wrong: 0, sinceMs: 0 };

/** Anything that is not exactly what {@link createAttempts} wrote counts as no attempt. */
const readStored = (value: unknown): Stored => {
  if (typeof value !== "object" || value === null) return none;
  const { wrong, sinceMs } = value as Record<string, unknown>; // each checked below
  if (typeof wrong !== "number" || !Number.isSafeInteger(wrong) || wrong < 0) return none;
  if (typeof sinceMs !== "number" || !Number.isFinite(sinceMs)) return none;
  return { wrong: Math.min(wrong, 1_000), sinceMs };
};
