/**
 * The unlocked state: the vault key in session memory with a deadline that is checked at every read, so that a missed
 * alarm, a slept PC or a stopped worker can never leave the vault open.
 */

import { decodeBase64, encodeBase64 } from "../core/bytes.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { PolicyService } from "./policy.ts";
import type { Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";
import type { SettingsService } from "./settings.ts";

/** Name of the alarm that locks at the deadline. */
export const lockAlarm = "lock";

/** A clock that went back further than this locks the vault: the deadline can no longer be trusted. */
const clockBackToleranceMs = 60_000;

/** The open vault's key (32 bytes) and the id of the vault it opens. */
export interface Unlocked {
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
}

/** The unlocked state. `current` and `touch` never revive a session whose deadline has passed. */
export interface Session {
  /** Keeps the key for as long as the settings and the policy allow. Rejects when it cannot be read back. */
  open(unlocked: Unlocked): Promise<void>;
  /** The key, or null when locked. Locks first when the deadline has passed. */
  current(): Promise<Unlocked | null>;
  /** Moves the deadline: called for what a person does, not for what a page does by itself. */
  touch(): Promise<void>;
  lock(): Promise<void>;
  /** The policy may have changed: locks what it does not leave open, and wakes for a nearer deadline. */
  applyPolicy(): Promise<void>;
  /** Locks when the deadline has passed, else sets the wake-ups again: the browser may have lost them meanwhile. */
  check(): Promise<void>;
  /** Locks when the PC was left alone for as long as the settings allow; its own report may be of a shorter time. */
  checkIdle(): Promise<void>;
}

interface Stored {
  readonly vaultKey: string;
  readonly vaultId: string;
  readonly deadlineMs: number | null;
  readonly seenMs: number;
}

/**
 * The session over the browser's session memory, where bytes must be base64 text (they come back as {} otherwise).
 */
export const createSession = (
  ports: Pick<Ports, "session" | "clock" | "alarms" | "idle" | "locks">,
  settings: SettingsService,
  policy: PolicyService,
): Session => {
  const alone = <T>(work: () => Promise<T>): Promise<T> => ports.locks.exclusively("session", work);

  /** At once, and once more behind whoever is writing the key back at this moment: a lock is never undone by a touch. */
  const lock = async (): Promise<void> => {
    await ports.session.remove(sessionKeys.unlocked);
    await alone(() => ports.session.remove(sessionKeys.unlocked));
    await ports.session.remove(sessionKeys.capture); // a picture that may show a key
    await ports.alarms.clear(lockAlarm);
  };

  const autoLockSeconds = async (): Promise<number> => (await settings.get()).autoLockMinutes * 60;

  /** Helpers that lock in time when nobody asks; the guarantee is the deadline itself. */
  const setWakeUps = async (deadlineMs: number | null): Promise<void> => {
    if (deadlineMs === null) return ports.alarms.clear(lockAlarm);
    await ports.alarms.schedule(lockAlarm, deadlineMs);
    await ports.idle.reportAfter(await autoLockSeconds());
  };

  const keep = async (unlocked: { vaultKey: string; vaultId: string }): Promise<void> => {
    const seenMs = ports.clock.nowMs();
    const seconds = await autoLockSeconds();
    const chosenMs = seconds === 0 ? null : seenMs + seconds * 1_000;
    const deadlineMs = cappedDeadline({ deadlineMs: chosenMs, seenMs }, await policy.get());
    await ports.session.set(sessionKeys.unlocked, { ...unlocked, deadlineMs, seenMs } satisfies Stored);
    await setWakeUps(deadlineMs);
  };

  /** "over": something is there that leaves nothing open any more. */
  const look = async (): Promise<Stored | "over" | null> => {
    const found = await ports.session.get(sessionKeys.unlocked);
    if (found === undefined) return null;
    const value = readStored(found);
    return value !== null && !isOver(value, await policy.get(), ports.clock.nowMs()) ? value : "over";
  };

  const stored = async (): Promise<Stored | null> => {
    const value = await look();
    if (value !== "over") return value;
    // Looked at again alone: another call may have unlocked meanwhile, and that must not be undone.
    const isOverStill = await alone(async () => {
      if ((await look()) !== "over") return false;
      await ports.session.remove(sessionKeys.unlocked);
      return true;
    });
    if (isOverStill) await lock();
    return null;
  };

  return {
    lock,
    open: async ({ vaultKey, vaultId }) => {
      await alone(() => keep({ vaultKey: encodeBase64(vaultKey), vaultId }));
      if ((await stored()) === null) throw new Error("session memory did not keep the unlocked state");
    },
    current: async () => {
      const value = await stored();
      return value === null ? null : { vaultKey: decodeBase64(value.vaultKey), vaultId: value.vaultId };
    },
    touch: async () => {
      if ((await stored()) === null) return;
      await alone(async () => {
        const value = await look();
        if (value === null || value === "over") return;
        await keep({ vaultKey: value.vaultKey, vaultId: value.vaultId });
      });
    },
    applyPolicy: async () => {
      const value = await stored();
      if (value !== null) await setWakeUps(cappedDeadline(value, await policy.get()));
    },
    check: async () => {
      const value = await stored();
      if (value !== null) await setWakeUps(cappedDeadline(value, await policy.get()));
    },
    checkIdle: async () => {
      const seconds = await autoLockSeconds();
      if (seconds > 0 && (await ports.idle.isIdleFor(seconds))) await lock();
    },
  };
};

const isOver = (stored: Stored, policy: Policy, nowMs: number): boolean => {
  const deadlineMs = cappedDeadline(stored, policy);
  return (
    policy.disabled ||
    (deadlineMs !== null && nowMs >= deadlineMs) ||
    nowMs < stored.seenMs - clockBackToleranceMs
  );
};

/**
 * The nearer of the stored deadline and the policy's longest time since the last use: a session opened before the policy
 * came is cut as well.
 */
const cappedDeadline = (
  { deadlineMs, seenMs }: Pick<Stored, "deadlineMs" | "seenMs">,
  { maxAutoLockMinutes }: Policy,
): number | null => {
  if (maxAutoLockMinutes === null) return deadlineMs;
  return Math.min(deadlineMs ?? Number.POSITIVE_INFINITY, seenMs + maxAutoLockMinutes * 60_000);
};

const longestLockMs = 8 * 60 * 60_000;

/** Anything that is not exactly what {@link createSession} wrote counts as locked. */
const readStored = (value: unknown): Stored | null => {
  if (typeof value !== "object" || value === null) return null;
  const { vaultKey, vaultId, deadlineMs, seenMs } = value as Record<string, unknown>; // each checked below
  if (typeof vaultKey !== "string" || typeof vaultId !== "string") return null;
  if (typeof seenMs !== "number" || !Number.isFinite(seenMs)) return null;
  if (deadlineMs === null) return { vaultKey, vaultId, deadlineMs, seenMs };
  if (typeof deadlineMs !== "number" || !Number.isFinite(deadlineMs)) return null;
  if (deadlineMs - seenMs > longestLockMs) return null;
  return { vaultKey, vaultId, deadlineMs, seenMs };
};
