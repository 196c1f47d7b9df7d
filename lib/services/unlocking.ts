/** The ways into the vault: which there are, and opening it by one of them. */

import { decodeBase64, wipe } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot } from "../core/vault/envelope.ts";
import { findRecoverySlot } from "../core/vault/recovery-slot.ts";
import { openVault } from "../core/vault/seal.ts";
import type { KeySlot } from "../core/vault/slot-format.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import { VaultError } from "../core/vault/vault-error.ts";
import type { SlotKey, UnlockMethods, UnlockResult } from "../protocol/vault-requests.ts";
import type { Attempts } from "./attempts.ts";
import type { PasswordReminder } from "./password-reminder.ts";
import type { PolicyService } from "./policy.ts";
import { ServiceError } from "./service-error.ts";
import type { Session, Unlocked } from "./session.ts";
import type { VaultAccess } from "./vault-access.ts";

/** Opening the vault. A wrong key is an outcome; everything else that fails rejects with a code. */
export interface Unlocking {
  /** @throws ServiceError "no-vault" */
  methods(): Promise<UnlockMethods>;
  /** @throws ServiceError "forbidden-by-policy" for a passkey where the administrator forbids them. */
  unlock(attempt: SlotKey): Promise<UnlockResult>;
  /** Whether a key is right, with nothing opened, locked or changed by it. @throws ServiceError "must-wait" */
  check(attempt: SlotKey): Promise<"right" | "wrong-password">;
  /**
   * The vault key of `found` by one of its slots, or null when the root key is not that slot's. The one check behind
   * every action that asks a person for proof again. The caller wipes the result.
   * @throws ServiceError "must-wait" after many wrong attempts in a row, also those of {@link unlock}
   * @throws ServiceError "forbidden" for a recovery code: it brings a new password and a new code, or nothing
   */
  authenticate(found: Envelope, attempt: SlotKey): Promise<Uint8Array | null>;
}

/** What unlocking asks besides the envelope. */
export interface UnlockingParts {
  readonly policy: PolicyService;
  readonly attempts: Attempts;
  readonly reminder: PasswordReminder;
}

/** Unlocking over the stored envelope and the session. */
export const createUnlocking = (
  session: Session,
  access: VaultAccess,
  { policy, attempts, reminder }: UnlockingParts,
): Unlocking => {
  const authenticate: Unlocking["authenticate"] = async (found, { slotId, rootKey }) => {
    const type = typeOf(found, { slotId, rootKey });
    if (type === "recovery")
      throw new ServiceError("forbidden", "a recovery code is used up, it never just unlocks");
    if (type === "passkey" && (await policy.get()).disablePasskeySlot)
      throw new ServiceError("forbidden-by-policy", "passkeys are switched off");
    return attempts.count(async () => {
      const outcome = await unlockVault(found, slotId, decodeBase64(rootKey));
      return outcome.status === "unlocked" ? outcome.vaultKey : null;
    });
  };
  /** Damaged content is found now, not at the first code: then an older copy takes the newest one's place. */
  const openNewest = async (
    [newest, ...older]: readonly [Envelope, ...Envelope[]],
    attempt: SlotKey,
  ): Promise<Unlocked | null> => {
    try {
      return await openOne(newest, attempt);
    } catch (error) {
      if (!(error instanceof VaultError && error.code === "damaged")) throw error;
      const [next, ...rest] = older;
      const opened = next === undefined ? null : await openNewest([next, ...rest], attempt).catch(() => null);
      if (opened === null) throw error; // what is wrong with the newest copy is what the member is told
      return opened;
    }
  };
  const openOne = async (found: Envelope, attempt: SlotKey): Promise<Unlocked | null> => {
    const vaultKey = await authenticate(found, attempt);
    if (vaultKey === null) return null;
    await openVault(found, vaultKey);
    return { vaultKey, vaultId: found.vaultId };
  };
  return {
    authenticate,
    methods: async () => {
      const methods = methodsOf(await access.envelope());
      return (await policy.get()).disablePasskeySlot ? { ...methods, passkeys: [] } : methods;
    },
    unlock: async (attempt) => {
      const envelopes = await access.envelopes();
      const waitMs = await attempts.waitMs();
      if (waitMs > 0) return { status: "must-wait", waitMs };
      const opened = await openNewest(envelopes, attempt);
      if (opened === null) return { status: "wrong-password" };
      await session.open(opened);
      await access.settle(opened.vaultKey);
      await reminder.record(typeOf(envelopes[0], attempt));
      return { status: "unlocked" };
    },
    check: async (attempt) => {
      const found = await access.envelope();
      const vaultKey = await authenticate(found, attempt);
      if (vaultKey === null) return "wrong-password";
      wipe(vaultKey);
      await reminder.record(typeOf(found, attempt));
      return "right";
    },
  };
};

/** Only for an attempt that fitted its slot. */
const typeOf = (found: Envelope, { slotId }: SlotKey): KeySlot["type"] =>
  found.slots.find(({ id }) => id === slotId)?.type ?? "password";

const methodsOf = (envelope: Envelope): UnlockMethods => {
  const password = findPasswordSlot(envelope);
  const recovery = findRecoverySlot(envelope);
  return {
    password: password === null ? null : { slotId: password.id, kdf: password.kdf },
    passkeys: envelope.slots
      .filter((slot) => slot.type === "passkey")
      .map(({ id, name, kdf, transports }) => ({ slotId: id, name, kdf, transports })),
    recovery: recovery === null ? null : { createdAtMs: recovery.createdAtMs },
  };
};
