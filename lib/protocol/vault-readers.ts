/** Readers of the payloads of {@link VaultRequests}. */

import { type ReminderDays, reminderChoices } from "../core/vault/password-reminder.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";
import {
  integerBetween,
  nothing,
  oneOf,
  PayloadError,
  type Reader,
  type Readers,
  shape,
  text,
} from "./readers.ts";
import type { NewPassword, SlotKey, VaultRequests } from "./vault-requests.ts";

/** 32 bytes in base64 are 44 characters. */
const key32 = text(44);

/** Costs are bounded here against nonsense and once more by the vault against weakness. */
export const scryptReader: Reader<ScryptParameters> = shape<ScryptParameters>({
  algorithm: oneOf("scrypt"),
  N: integerBetween(2, 2 ** 18),
  r: integerBetween(1, 32),
  p: integerBetween(1, 16),
  salt: key32,
});

/** Proof of one key slot. */
export const slotKeyReader: Reader<SlotKey> = shape<SlotKey>({ slotId: text(64), rootKey: key32 });

/** A password that a page has derived. */
export const newPasswordReader: Reader<NewPassword> = shape<NewPassword>({
  kdf: scryptReader,
  rootKey: key32,
});

const reminderDays: Reader<ReminderDays> = (value) => {
  const found = reminderChoices.find((choice) => choice === value);
  if (found === undefined) throw new PayloadError("not a choice of the reminder");
  return found;
};

/** One reader per request about the vault as a whole. */
export const vaultReaders: Readers<VaultRequests> = {
  "vault.status": nothing,
  "vault.health": nothing,
  "vault.acknowledgeRollback": nothing,
  "vault.startOver": nothing,
  "vault.create": newPasswordReader,
  "vault.unlockMethods": nothing,
  "vault.unlock": slotKeyReader,
  "vault.lock": nothing,
  "vault.inUse": nothing,
  "vault.checkKey": slotKeyReader,
  "reminder.get": nothing,
  "reminder.set": shape({ everyDays: reminderDays }),
  "reminder.postpone": nothing,
  "vault.rewrap": shape({ current: slotKeyReader, next: newPasswordReader }),
  "vault.changePassword": shape({ current: slotKeyReader, next: newPasswordReader }),
};
