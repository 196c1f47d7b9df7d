/** Changes of the passkeys in a list of key slots. The list is authenticated as a whole when it is sealed again. */

import { SLOT_LIMITS } from "./envelope.ts";
import { isTextWithin } from "./read-fields.ts";
import { type KeySlot, MAX_PASSKEY_NAME, type PasskeySlot } from "./slot-format.ts";
import { VaultError } from "./vault-error.ts";

/** The list with one more passkey, or null when it holds as many as it may. */
export function withPasskey(slots: readonly KeySlot[], added: PasskeySlot): readonly KeySlot[] | null {
  const count = slots.filter(({ type }) => type === "passkey").length;
  return count >= SLOT_LIMITS.passkey ? null : [...slots, added];
}

/** The list with another name for one passkey. @throws {VaultError} "slot-not-found" when `slotId` is no passkey */
export function withPasskeyName(slots: readonly KeySlot[], slotId: string, name: string): readonly KeySlot[] {
  const renamed = { ...findPasskey(slots, slotId), name };
  return slots.map((slot) => (slot.id === slotId ? renamed : slot));
}

/**
 * The list without one passkey. No other type can be removed, so the password always stays.
 * @throws {VaultError} "slot-not-found" when `slotId` is no passkey
 */
export function withoutPasskey(slots: readonly KeySlot[], slotId: string): readonly KeySlot[] {
  findPasskey(slots, slotId);
  return slots.filter(({ id }) => id !== slotId);
}

/** The name as it is kept, without blanks around it; null for none at all or one that is too long. */
export function readPasskeyName(text: string): string | null {
  const name = text.trim();
  return name !== "" && isTextWithin(name, MAX_PASSKEY_NAME) ? name : null;
}

function findPasskey(slots: readonly KeySlot[], slotId: string): PasskeySlot {
  const found = slots.find(({ id }) => id === slotId);
  if (found?.type !== "passkey") throw new VaultError("slot-not-found", "slots: no passkey of this id");
  return found;
}
