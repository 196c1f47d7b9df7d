/** The ways into the vault: listing them, and changing the password or all keys after proof of the present one. */

import { decodeBase64 } from "../core/bytes.ts";
import { findPasswordSlot } from "../core/vault/envelope.ts";
import { rewrapForNewPassword } from "../core/vault/rewrap.ts";
import { rotateVaultKey } from "../core/vault/rotate.ts";
import type { KeySlot } from "../core/vault/slot-format.ts";
import type { SlotSummary } from "../protocol/slot-requests.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import { type KeyChangeParts, replacedKeys, replaceProved } from "./proved-change.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";

/** Key slots and changes of their keys. A wrong proof is an outcome and changes nothing. */
export interface KeySlots {
  /** The ways into the vault as they are stored. @throws ServiceError "no-vault" */
  list(): Promise<readonly SlotSummary[]>;
  changePassword(current: SlotKey, next: NewPassword): Promise<"changed" | "wrong-password">;
  /**
   * The slot of the same password at a higher cost. Leaves the session and its deadline alone. "unchanged": the proof does
   * not fit, or the slot costs as much already.
   */
  rewrap(current: SlotKey, next: NewPassword): Promise<"rewrapped" | "unchanged">;
  /**
   * A new vault key under the same password; passkeys and recovery code end.
   * @throws ServiceError "bad-request" for the proof of another slot than the password's
   */
  rotate(proof: SlotKey): Promise<"rotated" | "wrong-password">;
}

/** Key slots over the stored envelope. */
export const createKeySlots = (session: Session, parts: KeyChangeParts): KeySlots => ({
  list: async () => (await parts.access.envelope()).slots.map(summaryOf),
  changePassword: async (current, { kdf, rootKey }) => {
    const opened = await replaceProved(parts, current, async (found, vaultKey) => {
      const change = { envelope: found, vaultKey, kdf, rootKey: decodeBase64(rootKey) };
      const envelope = await rewrapForNewPassword(change);
      return replacedKeys({ envelope, vaultKey }, { vaultKey, vaultId: found.vaultId });
    });
    if (opened === null) return "wrong-password";
    await parts.backupStatus.noteNewKeys();
    await session.open(opened);
    return "changed";
  },
  rewrap: ({ slotId, rootKey: currentKey }, { kdf, rootKey }) =>
    parts.access.replace(async () => {
      const found = await parts.access.envelope();
      const slot = findPasswordSlot(found);
      if (slot === null || slot.id !== slotId || slot.kdf.N >= kdf.N) {
        return { next: null, result: "unchanged" };
      }
      const vaultKey = await parts.unlocking.authenticate(found, { slotId, rootKey: currentKey });
      if (vaultKey === null) return { next: null, result: "unchanged" };
      const change = { envelope: found, vaultKey, kdf, rootKey: decodeBase64(rootKey) };
      return { next: { envelope: await rewrapForNewPassword(change), vaultKey }, result: "rewrapped" };
    }),
  rotate: async (proof) => {
    const opened = await replaceProved(parts, proof, async (found, vaultKey) => {
      const passwordSlot = findPasswordSlot(found);
      if (passwordSlot?.id !== proof.slotId)
        throw new ServiceError("bad-request", "rotation: the proof is not the password's");
      const rootKey = decodeBase64(proof.rootKey);
      const next = await rotateVaultKey({ envelope: found, vaultKey, passwordSlot, rootKey });
      return replacedKeys(next, { vaultKey: next.vaultKey, vaultId: found.vaultId });
    });
    if (opened === null) return "wrong-password";
    await parts.backupStatus.noteNewKeys();
    await session.open(opened);
    return "rotated";
  },
});

const summaryOf = (slot: KeySlot): SlotSummary => ({
  slotId: slot.id,
  type: slot.type,
  name: slot.type === "passkey" ? slot.name : null,
  createdAtMs: slot.type === "password" ? null : slot.createdAtMs,
});
