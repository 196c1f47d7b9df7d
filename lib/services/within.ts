import type { Locks, SessionStore, SettingsStore } from "./ports.ts";
import { ServiceError } from "./service-error.ts";

/**
 * The outcome of `work`, or a rejection with "storage-failed" when there is none after `limitMs`: a call into the
 * browser that never answers must not leave a person waiting for ever. The work itself cannot be taken back.
 */
export const within = async <T>(limitMs: number, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ServiceError("storage-failed", `no answer within ${limitMs} ms`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Session memory whose calls answer within `limitMs` or reject. */
export const limitedSession = (session: SessionStore, limitMs: number): SessionStore => ({
  get: (key) => within(limitMs, session.get(key)),
  set: (key, value) => within(limitMs, session.set(key, value)),
  remove: (key) => within(limitMs, session.remove(key)),
});

/** The same for the settings. */
export const limitedSettings = (settings: SettingsStore, limitMs: number): SettingsStore => ({
  read: () => within(limitMs, settings.read()),
  write: (value) => within(limitMs, settings.write(value)),
});

/**
 * Locks that are to be had within `limitMs`. Work that has begun is waited for, since its own calls have limits; work
 * that has not is given up with "storage-busy" and never runs late.
 */
export const limitedLocks = (locks: Locks, limitMs: number): Locks => ({
  exclusively: async (name, work) => {
    let state: "waiting" | "begun" | "given-up" = "waiting";
    const running = locks.exclusively(name, async () => {
      if (state === "given-up") throw new ServiceError("storage-busy", "the lock came too late");
      state = "begun";
      return work();
    });
    const hasBegun = (): boolean => state === "begun";
    try {
      return await within(limitMs, running);
    } catch (error) {
      if (hasBegun()) return running;
      state = "given-up";
      running.catch(() => undefined); // reported just below
      throw new ServiceError("storage-busy", "the lock was not to be had", { cause: error });
    }
  },
});
