/** Readers of the payloads of {@link VaultRequests}. */

import { BytesError, decodeBase64 } from "../core/bytes.ts";
import { type ReminderDays, reminderChoices } from "../core/vault/password-reminder.ts";
import { RECOVERY_CODE_BYTES } from "../core/vault/recovery-code.ts";
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

/** Strict base64 of exactly one of these numbers of bytes. */
export const keyReader =
  (...lengths: readonly number[]): Reader<string> =>
  (value) => {
    const base64 = text(44)(value);
    try {
      if (lengths.includes(decodeBase64(base64).length)) return base64;
    } catch (error) {
      if (!(error instanceof BytesError)) throw error;
    }
    throw new PayloadError(`expected ${lengths.join(" or ")} bytes in base64`);
  };

const key32 = keyReader(32);

/** Costs are bounded here against nonsense and once more by the vault against weakness. */
export const scryptReader: Reader<ScryptParameters> = shape<ScryptParameters>({
  algorithm: oneOf("scrypt"),
  N: integerBetween(2, 2 ** 18),
  r: integerBetween(1, 32),
  p: integerBetween(1, 16),
  salt: key32,
});

/** Proof of one key slot. */
export const slotKeyReader: Reader<SlotKey> = shape<SlotKey>({
  slotId: text(64),
  rootKey: keyReader(32, RECOVERY_CODE_BYTES),
});

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
