/**
 * The recovery code: making it, removing it, and using it up. A code in use always brings a new password and a new code
 * in the same save, so that after it no old way is left but the passkeys; until that save nothing has changed.
 */

import { decodeBase64, wipe } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot } from "../core/vault/envelope.ts";
import { createPasswordSlot } from "../core/vault/key-slot.ts";
import { createRecoverySlot, findRecoverySlot } from "../core/vault/recovery-slot.ts";
import { resealWithSlots } from "../core/vault/reseal.ts";
import { rewrapForNewPassword } from "../core/vault/rewrap.ts";
import type { KeySlot } from "../core/vault/slot-format.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import type { RecoveryRequests } from "../protocol/recovery-requests.ts";
import type { NewPassword, SlotKey } from "../protocol/vault-requests.ts";
import type { Ports } from "./ports.ts";
import { type KeyChangeParts, replacedKeys, replaceProved } from "./proved-change.ts";
import { ServiceError } from "./service-error.ts";
import type { Session } from "./session.ts";

/** The recovery code of the stored vault. A wrong proof or code is an outcome and changes nothing. */
export interface Recovery {
  set(proof: SlotKey, rootKey: string): Promise<"set" | "wrong-password">;
  remove(proof: SlotKey): Promise<"removed" | "wrong-password">;
  /** @throws ServiceError "no-recovery" when the vault has no code */
  check(rootKey: string): Promise<"right" | "wrong">;
  /** @throws ServiceError "no-recovery"; "bad-request" when the new code is the old one */
  use(request: RecoveryRequests["recovery.use"]["payload"]): Promise<"recovered" | "wrong-code">;
  /** @throws ServiceError "locked"; "forbidden" when there is a password, which is changed with proof of itself */
  setMissingPassword(proof: SlotKey, next: NewPassword): Promise<"set" | "wrong-password">;
}

/** The recovery code over the stored envelope. */
export const createRecovery = (
  { clock }: Pick<Ports, "clock">,
  session: Session,
  { access, unlocking, backupStatus }: KeyChangeParts,
): Recovery => {
  /** Saves other slots around the same vault key, after proof of one existing way; null = wrong proof. */
  const reslot = (proof: SlotKey, change: ChangeSlots): Promise<true | null> =>
    replaceProved({ access, unlocking }, proof, async (found, vaultKey) => {
      const envelope = await resealWithSlots(found, vaultKey, await change(found, vaultKey));
      return replacedKeys({ envelope, vaultKey }, true as const);
    });

  const newSlot = async ({ vaultId }: Envelope, vaultKey: Uint8Array, code: string) =>
    withBytes(code, (rootKey) =>
      createRecoverySlot({ vaultKey, vaultId, rootKey, createdAtMs: clock.nowMs() }),
    );

  return {
    set: async (proof, code) => {
      const isSet = await reslot(proof, async (found, vaultKey) => [
        ...found.slots.filter(({ type }) => type !== "recovery"),
        await newSlot(found, vaultKey, code),
      ]);
      return isSet !== null ? "set" : "wrong-password";
    },

    remove: async (proof) => {
      const isRemoved = await reslot(proof, async ({ slots }) =>
        slots.filter(({ type }) => type !== "recovery"),
      );
      return isRemoved !== null ? "removed" : "wrong-password";
    },

    check: async (code) => {
      const vaultKey = await keyByCode(await access.envelope(), code);
      if (vaultKey === null) return "wrong";
      wipe(vaultKey);
      return "right";
    },

    use: async ({ rootKey, next, nextRecoveryRootKey }) => {
      if (rootKey === nextRecoveryRootKey)
        throw new ServiceError("bad-request", "the new code is the old one");
      const unlocked = await access.replace(async () => {
        const found = await access.envelope();
        const vaultKey = await keyByCode(found, rootKey);
        if (vaultKey === null) return { next: null, result: null };
        const { vaultId } = found;
        const password = { kdf: next.kdf, rootKey: decodeBase64(next.rootKey) };
        const envelope = await resealWithSlots(found, vaultKey, [
          await createPasswordSlot({ vaultKey, vaultId, ...password }),
          ...found.slots.filter(({ type }) => type === "passkey"),
          await newSlot(found, vaultKey, nextRecoveryRootKey),
        ]);
        return replacedKeys({ envelope, vaultKey }, { vaultKey, vaultId });
      });
      if (unlocked === null) return "wrong-code";
      await backupStatus.noteNewKeys();
      await session.open(unlocked);
      return "recovered";
    },

    setMissingPassword: async (proof, { kdf, rootKey }) => {
      const result = await access.replace<"set" | "wrong-password">(async () => {
        const { found, isOlder } = await access.opened();
        if (findPasswordSlot(found) !== null) throw new ServiceError("forbidden", "there is a password");
        const vaultKey = await unlocking.authenticate(found, proof);
        if (vaultKey === null) return { next: null, result: "wrong-password" };
        const password = { kdf, rootKey: decodeBase64(rootKey) };
        const envelope = await rewrapForNewPassword({ envelope: found, vaultKey, ...password });
        const next = { envelope, vaultKey, replacesKeys: true, isRolledBack: isOlder };
        return { next, result: "set" };
      });
      if (result === "set") await backupStatus.noteNewKeys();
      return result;
    },
  };
};

type ChangeSlots = (found: Envelope, vaultKey: Uint8Array) => Promise<readonly KeySlot[]>;

/** The vault key behind a code, or null when it is not this vault's code. */
const keyByCode = async (found: Envelope, code: string): Promise<Uint8Array | null> => {
  const slot = findRecoverySlot(found);
  if (slot === null) throw new ServiceError("no-recovery", "the vault has no recovery code");
  const outcome = await withBytes(code, (rootKey) => unlockVault(found, slot.id, rootKey));
  return outcome.status === "unlocked" ? outcome.vaultKey : null;
};

const withBytes = async <Result>(
  base64: string,
  use: (bytes: Uint8Array) => Promise<Result>,
): Promise<Result> => {
  const bytes = decodeBase64(base64);
  try {
    return await use(bytes);
  } finally {
    wipe(bytes);
  }
};
