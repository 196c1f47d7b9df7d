/** Settings, managed rules, session memory and the watch over them; the vault's own places are in vault-places.ts. */

import { browser } from "wxt/browser";
import type {
  BackupRecordStore,
  PasswordUseStore,
  PolicyStore,
  SessionStore,
  SettingsStore,
} from "../services/ports.ts";
import { sessionKeys } from "../services/session-keys.ts";
import { isVaultKey } from "./vault-places.ts";

const localKeys = { settings: "settings", backup: "backup-status", passwordUse: "password-use" } as const;

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

export const settingsStore: SettingsStore = {
  read: async () => (await browser.storage.local.get(localKeys.settings))[localKeys.settings] ?? null,
  write: (value) => browser.storage.local.set({ [localKeys.settings]: value }),
};

export const backupRecordStore: BackupRecordStore = {
  read: async () => (await browser.storage.local.get(localKeys.backup))[localKeys.backup] ?? null,
  write: (value) => browser.storage.local.set({ [localKeys.backup]: value }),
};

export const passwordUseStore: PasswordUseStore = {
  read: async () => (await browser.storage.local.get(localKeys.passwordUse))[localKeys.passwordUse] ?? null,
  write: (value) => browser.storage.local.set({ [localKeys.passwordUse]: value }),
};

/**
 * The browser waits for its policies before it answers, so they hold from the first moment; that first answer takes up to
 * three seconds after the browser's start, every later one less than a millisecond (measured, Chromium 156). Where none is
 * set it answers `{}`; a browser that rejects instead, or whose copy of the policies is damaged, counts as one
 * without: a member at home must not lose the vault over a file that only companies need.
 */
export const policyStore: PolicyStore = {
  read: async () => {
    try {
      return await browser.storage.managed.get();
    } catch {
      return null;
    }
  },
};

export const sessionStore: SessionStore = {
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: (key, value) => browser.storage.session.set({ [key]: value }),
  remove: (key) => browser.storage.session.remove(key),
};

/**
 * Calls `onChange` when the stored vault changes, is locked or unlocked, or storage fails, in any context; not when a
 * deadline moves.
 */
export const watchVault = (onChange: () => void, signal: AbortSignal): void => {
  const listener = (
    changes: Record<string, { oldValue?: unknown; newValue?: unknown }>,
    area: string,
  ): void => {
    const unlocked = area === "session" ? changes[sessionKeys.unlocked] : undefined;
    const isTurned =
      unlocked !== undefined && (unlocked.oldValue === undefined) !== (unlocked.newValue === undefined);
    const hasFailed = area === "session" && sessionKeys.storageDegraded in changes;
    if (isTurned || hasFailed || (area === "local" && Object.keys(changes).some(isVaultKey))) onChange();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener("abort", () => browser.storage.onChanged.removeListener(listener));
};

/** Calls `onChange` when an administrator's rules have changed. Without `signal` for as long as the context lives. */
export const watchPolicy = (onChange: () => void, signal?: AbortSignal): void => {
  const listener = (_changes: unknown, area: string): void => {
    if (area === "managed") onChange();
  };
  browser.storage.onChanged.addListener(listener);
  signal?.addEventListener("abort", () => browser.storage.onChanged.removeListener(listener));
};
