/** The cost of key derivations on this PC: chosen for a new password, and caught up with after an unlock. */

import { newScryptParameters } from "../core/vault/kdf.ts";
import { chooseScryptN } from "../core/vault/kdf-cost.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";
import { deviceMemoryGb } from "../platform/device.ts";
import { askBackground } from "../platform/messaging.ts";
import { deriveRootKey, timeDerivation } from "../platform/workers.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";

/** Cost and fresh salt for a new password, after timing this PC; the usual cost when it cannot be timed. */
export const newKdf = async (signal?: AbortSignal): Promise<ScryptParameters> => {
  try {
    const timed = await timeDerivation(signal);
    return newScryptParameters(chooseScryptN({ ...timed, deviceMemoryGb: deviceMemoryGb() }));
  } catch {
    return newScryptParameters(); // a cancelled attempt is noticed by the derivation that follows
  }
};

export interface Unlocked {
  readonly password: string;
  readonly proof: SlotKey;
  /** Time of the derivation that led to `proof`. */
  readonly elapsedMs: number;
}

/**
 * After an unlock that shows this PC to be fast: wraps the vault key anew at the higher cost, under the same password.
 * Runs beside everything else, and comes to nothing without a trace when the page closes or anything fails.
 */
export const catchUpWithCost = async ({ password, proof, elapsedMs }: Unlocked): Promise<void> => {
  try {
    const methods = await askBackground("vault.unlockMethods", null);
    const slot = methods.ok ? methods.value.password : null;
    if (slot === null || slot.slotId !== proof.slotId) return;
    const N = chooseScryptN({ N: slot.kdf.N, elapsedMs, deviceMemoryGb: deviceMemoryGb() });
    if (slot.kdf.N >= N) return;
    const kdf = newScryptParameters(N);
    const rootKey = await deriveRootKey(password, kdf);
    await askBackground("vault.rewrap", { current: proof, next: { kdf, rootKey } });
  } catch {
    // The vault is open and as safe as it was; the next unlock tries again.
  }
};
