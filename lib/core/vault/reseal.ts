import type { Envelope } from "./envelope.ts";
import { openVault, sealVault } from "./seal.ts";
import type { KeySlot } from "./slot-format.ts";

/**
 * The next generation of an envelope with another list of key slots around the same vault key. Old and new slots are
 * never apart: the new envelope is complete before it is stored, and the old one stays readable until then.
 * @throws {VaultError} as `openVault`, and "damaged" for a list that the format cannot hold
 */
export async function resealWithSlots(
  envelope: Envelope,
  vaultKey: Uint8Array,
  slots: readonly KeySlot[],
): Promise<Envelope> {
  const vault = await openVault(envelope, vaultKey);
  const { vaultId, generation } = envelope;
  return sealVault({ vault, vaultKey, vaultId, generation: generation + 1, slots });
}
