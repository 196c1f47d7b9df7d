/** Remembers when the master password was last given, and says when to ask for it again. */

import {
  afterUnlock,
  isReminderDue,
  type PasswordUse,
  postponed,
  type ReminderDays,
  readPasswordUse,
} from "../core/vault/password-reminder.ts";
import type { KeySlot } from "../core/vault/slot-format.ts";
import type { ReminderState } from "../protocol/vault-requests.ts";
import type { Ports } from "./ports.ts";
import type { VaultAccess } from "./vault-access.ts";

/** The reminder. Kept outside the vault: it must be written at every unlock, and holds nothing secret. */
export interface PasswordReminder {
  /** A key slot of this type was opened, or its key was proved. Never fails: an unlock does not depend on it. */
  record(type: KeySlot["type"]): Promise<void>;
  state(): Promise<ReminderState>;
  setDays(everyDays: ReminderDays): Promise<ReminderState>;
  /** "Later": quiet for a few days. */
  postpone(): Promise<void>;
}

/** The reminder over its store. */
export const createPasswordReminder = (
  { passwordUse, clock, locks }: Pick<Ports, "passwordUse" | "clock" | "locks">,
  access: VaultAccess,
): PasswordReminder => {
  const change = (next: (use: PasswordUse) => PasswordUse): Promise<void> =>
    locks.exclusively("password-use", async () => {
      await passwordUse.write(next(readPasswordUse(await passwordUse.read())));
    });
  const state = async (): Promise<ReminderState> => {
    const use = readPasswordUse(await passwordUse.read());
    const found = await access.stored();
    const hasPasskey = found?.slots.some(({ type }) => type === "passkey") ?? false;
    return { everyDays: use.everyDays, hasPasskey, isDue: isReminderDue(use, hasPasskey, clock.nowMs()) };
  };
  return {
    state,
    record: async (type) => {
      try {
        await change((use) => afterUnlock(use, type === "password", clock.nowMs()));
      } catch {
        // A full disk costs at most one reminder too many.
      }
    },
    setDays: async (everyDays) => {
      await change((use) => ({ ...use, everyDays }));
      return state();
    },
    postpone: () => change((use) => postponed(use, clock.nowMs())),
  };
};
