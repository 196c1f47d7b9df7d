/** The browser's three storage areas behind the services' ports. All persistent keys are declared here. */

import { browser } from "wxt/browser";
import type { BackupRecordStore, SessionStore, SettingsStore, VaultRepository } from "../services/ports.ts";
import { sessionKeys } from "../services/session-keys.ts";

const localKeys = { vault: "vault", settings: "settings", backup: "backup-status" } as const;

/** Chrome's own call; not part of the polyfill's types. */
interface AccessLevelArea {
  setAccessLevel(level: { accessLevel: "TRUSTED_CONTEXTS" }): Promise<void>;
}

/**
 * Closes the stored vault to content scripts. They can read all of `storage.local` by default (measured, Chromium 156);
 * the setting survives a restart, but is made again at every start of the background.
 */
export const closeStorageToContentScripts = async (): Promise<void> => {
  const local = browser.storage.local as unknown as AccessLevelArea;
  const session = browser.storage.session as unknown as AccessLevelArea;
  await local.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
  await session.setAccessLevel({ accessLevel: "TRUSTED_CONTEXTS" });
};

export const vaultRepository: VaultRepository = {
  read: async () => (await browser.storage.local.get(localKeys.vault))[localKeys.vault] ?? null,
  write: async (envelope) => {
    await browser.storage.local.set({ [localKeys.vault]: envelope });
    const stored = (await browser.storage.local.get(localKeys.vault))[localKeys.vault];
    if (stableText(stored) !== stableText(envelope))
      throw new Error("stored vault differs from the saved one");
  },
};

export const settingsStore: SettingsStore = {
  read: async () => (await browser.storage.local.get(localKeys.settings))[localKeys.settings] ?? null,
  write: (value) => browser.storage.local.set({ [localKeys.settings]: value }),
};

export const backupRecordStore: BackupRecordStore = {
  read: async () => (await browser.storage.local.get(localKeys.backup))[localKeys.backup] ?? null,
  write: (value) => browser.storage.local.set({ [localKeys.backup]: value }),
};

export const sessionStore: SessionStore = {
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
};

/** Calls `onChange` when the stored vault changes or is locked or unlocked, in any context; not when a deadline moves. */
export const watchVault = (onChange: () => void, signal: AbortSignal): void => {
  const listener = (
    changes: Record<string, { oldValue?: unknown; newValue?: unknown }>,
    area: string,
  ): void => {
    const unlocked = area === "session" ? changes[sessionKeys.unlocked] : undefined;
    const isTurned =
      unlocked !== undefined && (unlocked.oldValue === undefined) !== (unlocked.newValue === undefined);
    if (isTurned || (area === "local" && localKeys.vault in changes)) onChange();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener("abort", () => browser.storage.onChanged.removeListener(listener));
};

/** JSON with sorted keys: storage gives objects back with their keys in another order. */
const stableText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? "";
