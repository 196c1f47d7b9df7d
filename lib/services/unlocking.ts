/** The ways into the vault: which there are, and opening it by one of them. */

import { decodeBase64, wipe } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot } from "../core/vault/envelope.ts";
import { openVault } from "../core/vault/seal.ts";
import type { KeySlot } from "../core/vault/slot-format.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import type { SlotKey, UnlockMethods, UnlockResult } from "../protocol/vault-requests.ts";
import type { Attempts } from "./attempts.ts";
import type { PasswordReminder } from "./password-reminder.ts";
import type { Session } from "./session.ts";
import type { VaultAccess } from "./vault-access.ts";

/** Opening the vault. A wrong key is an outcome; everything else that fails rejects with a code. */
export interface Unlocking {
  /** @throws ServiceError "no-vault" */
  methods(): Promise<UnlockMethods>;
  unlock(attempt: SlotKey): Promise<UnlockResult>;
  /** Whether a key is right, with nothing opened, locked or changed by it. @throws ServiceError "must-wait" */
  check(attempt: SlotKey): Promise<"right" | "wrong-password">;
  /**
   * The vault key of `found` by one of its slots, or null when the root key is not that slot's. The one check behind
   * every action that asks a person for proof again. The caller wipes the result.
   * @throws ServiceError "must-wait" after many wrong attempts in a row, also those of {@link unlock}
   */
  authenticate(found: Envelope, attempt: SlotKey): Promise<Uint8Array | null>;
}

/** Unlocking over the stored envelope and the session. */
export const createUnlocking = (
  session: Session,
  access: VaultAccess,
  { attempts, reminder }: { readonly attempts: Attempts; readonly reminder: PasswordReminder },
): Unlocking => {
  const authenticate: Unlocking["authenticate"] = (found, { slotId, rootKey }) =>
    attempts.count(async () => {
      const outcome = await unlockVault(found, slotId, decodeBase64(rootKey));
      return outcome.status === "unlocked" ? outcome.vaultKey : null;
    });
  return {
    authenticate,
    methods: async () => methodsOf(await access.envelope()),
    unlock: async (attempt) => {
      const found = await access.envelope();
      const waitMs = await attempts.waitMs();
      if (waitMs > 0) return { status: "must-wait", waitMs };
      const vaultKey = await authenticate(found, attempt);
      if (vaultKey === null) return { status: "wrong-password" };
      await openVault(found, vaultKey); // damaged content is said now, not at the first code
      await session.open({ vaultKey, vaultId: found.vaultId });
      await reminder.record(typeOf(found, attempt));
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
  const recovery = envelope.slots.find((slot) => slot.type === "recovery");
  return {
    password: password === null ? null : { slotId: password.id, kdf: password.kdf },
    passkeys: envelope.slots
      .filter((slot) => slot.type === "passkey")
      .map(({ id, name, kdf, transports }) => ({ slotId: id, name, kdf, transports })),
    recovery: recovery === undefined ? null : { slotId: recovery.id, kdf: recovery.kdf },
  };
};
