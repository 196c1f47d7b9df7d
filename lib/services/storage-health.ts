/**
 * Whether the browser's storage failed since the browser was started. After one failed write Chromium acknowledges later
 * ones, reads them back correctly, and has lost them after the next start (measured, 8 of 8 tries), so the mark stays
 * until then and nothing but reading, filling and exporting is allowed meanwhile.
 */

import type { Ports, SettingsStore } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";

/** The sticky mark. */
export interface StorageHealth {
  isDegraded(): Promise<boolean>;
  /** Sets the mark. Never rejects: it is called while something else is being reported. */
  failed(): Promise<void>;
}

/** The mark in session memory, and in this worker's own in case that memory fails as well. */
export const createStorageHealth = ({ session }: Pick<Ports, "session">): StorageHealth => {
  let hasFailed = false;
  return {
    isDegraded: async () => {
      if (hasFailed) return true;
      return (await session.get(sessionKeys.storageDegraded)) === true;
    },
    failed: async () => {
      hasFailed = true;
      try {
        await session.set(sessionKeys.storageDegraded, true);
      } catch {
        // This worker still knows; a later one learns it from the next failure.
      }
    },
  };
};

/** A store beside the vault in the same storage: its failing write is the vault's business too. */
export const watchedStore = (store: SettingsStore, health: StorageHealth): SettingsStore => ({
  read: () => store.read(),
  write: async (value) => {
    try {
      await store.write(value);
    } catch (error) {
      await health.failed();
      throw error;
    }
  },
});
