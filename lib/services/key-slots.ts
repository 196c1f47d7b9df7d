/** Changing the ways into the vault. Each change asks for proof of one existing way first. */

import { decodeBase64 } from "../core/bytes.ts";
import { findPasswordSlot } from "../core/vault/envelope.ts";
import { rewrapForNewPassword } from "../core/vault/rewrap.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import type { Session } from "./session.ts";
import type { Unlocking } from "./unlocking.ts";
import type { VaultAccess } from "./vault-access.ts";

/** Changes of key slots. A wrong proof is an outcome and changes nothing. */
export interface KeySlots {
  changePassword(current: SlotKey, next: NewPassword): Promise<"changed" | "wrong-password">;
  /**
   * The slot of the same password at a higher cost. Leaves the session and its deadline alone. "unchanged": the proof does
   * not fit, or the slot costs as much already.
   */
  rewrap(current: SlotKey, next: NewPassword): Promise<"rewrapped" | "unchanged">;
}

/** Key slots over the stored envelope. */
export const createKeySlots = (session: Session, access: VaultAccess, unlocking: Unlocking): KeySlots => ({
  changePassword: async (current, { kdf, rootKey }) => {
    const unlocked = await access.replace(async () => {
      const found = await access.envelope();
      const vaultKey = await unlocking.authenticate(found, current);
      if (vaultKey === null) return { next: null, result: null };
      const envelope = await rewrapForNewPassword({
        envelope: found,
        vaultKey,
        kdf,
        rootKey: decodeBase64(rootKey),
      });
      return {
        next: { envelope, vaultKey, replacesKeys: true },
        result: { vaultKey, vaultId: found.vaultId },
      };
    });
    if (unlocked === null) return "wrong-password";
    await session.open(unlocked);
    return "changed";
  },
  rewrap: (current, { kdf, rootKey }) =>
    access.replace(async () => {
      const found = await access.envelope();
      const slot = findPasswordSlot(found);
      if (slot === null || slot.id !== current.slotId || slot.kdf.N >= kdf.N) {
        return { next: null, result: "unchanged" };
      }
      const vaultKey = await unlocking.authenticate(found, current);
      if (vaultKey === null) return { next: null, result: "unchanged" };
      const change = { envelope: found, vaultKey, kdf, rootKey: decodeBase64(rootKey) };
      return { next: { envelope: await rewrapForNewPassword(change), vaultKey }, result: "rewrapped" };
    }),
});
