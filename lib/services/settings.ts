/** The member's settings; unreadable or missing values fall back to the defaults one by one. */

import type { Settings } from "../protocol/requests.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";

/** Settings of a new installation, and of every value that cannot be read. */
export const defaultSettings: Settings = { autoLockMinutes: 10, autoSubmit: false, deviceName: "" };

/** Reads and writes {@link Settings}. Stored outside the vault: they are needed while it is locked. */
export interface SettingsService {
  get(): Promise<Settings>;
  set(settings: Settings): Promise<Settings>;
}

/** Settings over their store. */
export const createSettings = ({ settings }: Pick<Ports, "settings">): SettingsService => ({
  get: async () => {
    try {
      return readSettings(await settings.read());
    } catch {
      return defaultSettings; // as for settings that cannot be read: what needs none goes on
    }
  },
  set: async (next) => {
    const checked = readSettings(next);
    try {
      await settings.write(checked);
    } catch (cause) {
      throw new ServiceError("storage-failed", "the settings could not be saved", { cause });
    }
    return checked;
  },
});

/** `stored` may be anything: another version's settings, damaged, or nothing. */
export const readSettings = (stored: unknown): Settings => {
  if (typeof stored !== "object" || stored === null) return defaultSettings;
  const { autoLockMinutes, autoSubmit, deviceName } = stored as Record<string, unknown>; // own and inherited keys are checked below
  const minutes = Number.isInteger(autoLockMinutes)
    ? Number(autoLockMinutes)
    : defaultSettings.autoLockMinutes;
  return {
    autoLockMinutes: minutes >= 0 && minutes <= 480 ? minutes : defaultSettings.autoLockMinutes,
    autoSubmit: autoSubmit === true,
    deviceName: typeof deviceName === "string" && deviceName.length <= 64 ? deviceName : "",
  };
};
