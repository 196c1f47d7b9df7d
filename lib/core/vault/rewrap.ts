import type { Envelope } from "./envelope.ts";
import { createPasswordSlot } from "./key-slot.ts";
import { resealWithSlots } from "./reseal.ts";
import type { KdfLimits, ScryptParameters } from "./scrypt-parameters.ts";

export interface RewrapInput {
  readonly envelope: Envelope;
  readonly vaultKey: Uint8Array;
  /** Cost and salt of the new password. */
  readonly kdf: ScryptParameters;
  /** What `deriveRootKey` made of the new password and `kdf`. */
  readonly rootKey: Uint8Array;
  /** Accepted costs. Only tests pass anything but the default. */
  readonly limits?: KdfLimits;
}

/**
 * The next generation of an envelope with a new password slot in place of the old one. The vault key stays, so passkeys
 * and the recovery code go on working. Old and new slot are never apart: the new envelope is complete before it is
 * stored, and the old one stays readable until then.
 * @throws {VaultError} as `openVault` and `createPasswordSlot`
 */
export async function rewrapForNewPassword(input: RewrapInput): Promise<Envelope> {
  const { envelope, vaultKey } = input;
  const passwordSlot = await createPasswordSlot({ ...input, vaultId: envelope.vaultId });
  const otherSlots = envelope.slots.filter(({ type }) => type !== "password");
  return resealWithSlots(envelope, vaultKey, [passwordSlot, ...otherSlots]);
}
