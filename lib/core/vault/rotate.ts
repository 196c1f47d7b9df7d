import { wipe } from "../bytes.ts";
import type { Envelope } from "./envelope.ts";
import { createPasswordSlot, newVaultKey } from "./key-slot.ts";
import type { KdfLimits } from "./scrypt-parameters.ts";
import { openVault, sealVault } from "./seal.ts";
import type { PasswordSlot } from "./slot-format.ts";

/** What a rotation needs: the present key and the password's root key, which wraps the next one. */
export interface RotateInput {
  readonly envelope: Envelope;
  readonly vaultKey: Uint8Array;
  readonly passwordSlot: PasswordSlot;
  /** What the password and the cost of `passwordSlot` led to. The caller has checked that it opens that slot. */
  readonly rootKey: Uint8Array;
  /** Accepted costs. Only tests pass anything but the default. */
  readonly limits?: KdfLimits;
}

/**
 * The next generation of an envelope under a new vault key, with the same id, accounts and password. Passkeys and the
 * recovery code are left out: their root keys are not at hand, so nothing could wrap the new key for them. Whoever
 * knows the old vault key, or has an old copy and one of its slots, cannot open what is sealed from now on.
 * The caller wipes the returned key.
 * @throws {VaultError} as `openVault` and `createPasswordSlot`
 */
export async function rotateVaultKey({
  envelope,
  vaultKey: oldKey,
  passwordSlot,
  rootKey,
  limits,
}: RotateInput): Promise<{ readonly envelope: Envelope; readonly vaultKey: Uint8Array }> {
  const vault = await openVault(envelope, oldKey);
  const { vaultId, generation } = envelope;
  const { kdf } = passwordSlot;
  const vaultKey = newVaultKey();
  try {
    const bounds = limits === undefined ? {} : { limits };
    const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey, ...bounds });
    const next = await sealVault({ vault, vaultKey, vaultId, generation: generation + 1, slots: [slot] });
    return { envelope: next, vaultKey };
  } catch (error) {
    wipe(vaultKey);
    throw error;
  }
}
