import type { SessionStore, SettingsStore } from "./ports.ts";
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
