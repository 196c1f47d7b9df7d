/** Passkeys as ways into the vault. Adding and removing asks for proof of one existing way first. */

import { decodeBase64 } from "../core/bytes.ts";
import { createPasskeySlot } from "../core/vault/passkey-slot.ts";
import { resealWithSlots } from "../core/vault/reseal.ts";
import { readPasskeyName, withoutPasskey, withPasskey, withPasskeyName } from "../core/vault/slot-edits.ts";
import type { EnrolledPasskey } from "../protocol/slot-requests.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import type { PolicyService } from "./policy.ts";
import type { Ports } from "./ports.ts";
import { type ProvedParts, replacedKeys, replaceProved } from "./proved-change.ts";
import { ServiceError } from "./service-error.ts";

/** Changes of passkeys. A wrong proof is an outcome and changes nothing. */
export interface Passkeys {
  /**
   * "full": there are as many as there may be.
   * @throws ServiceError "invalid-name", and "forbidden-by-policy" where the administrator forbids passkeys
   */
  add(proof: SlotKey, passkey: EnrolledPasskey): Promise<"added" | "wrong-password" | "full">;
  /** No key changes, so the open vault is enough. @throws ServiceError "locked" | "invalid-name" */
  rename(slotId: string, name: string): Promise<void>;
  /** @throws VaultError "slot-not-found" when `slotId` is no passkey: the password can never be removed */
  remove(proof: SlotKey, slotId: string): Promise<"removed" | "wrong-password">;
}

/** Passkeys over the stored envelope. */
export const createPasskeys = (
  { clock }: Pick<Ports, "clock">,
  { policy, ...parts }: ProvedParts & { readonly policy: PolicyService },
): Passkeys => ({
  add: async (proof, { kdf, rootKey, name, transports }) => {
    if ((await policy.get()).disablePasskeySlot)
      throw new ServiceError("forbidden-by-policy", "passkeys are switched off");
    const given = { kdf, rootKey: decodeBase64(rootKey), name: checkName(name), transports };
    const status = await replaceProved(parts, proof, async (found, vaultKey) => {
      const target = { vaultKey, vaultId: found.vaultId };
      const added = await createPasskeySlot({ ...given, createdAtMs: clock.nowMs() }, target);
      const slots = withPasskey(found.slots, added);
      if (slots === null) return { next: null, result: "full" as const };
      const envelope = await resealWithSlots(found, vaultKey, slots);
      return { next: { envelope, vaultKey }, result: "added" as const };
    });
    return status ?? "wrong-password";
  },
  rename: (slotId, name) =>
    parts.access.replace(async () => {
      const kept = checkName(name);
      const { found, vaultKey, isOlder } = await parts.access.opened();
      const slots = withPasskeyName(found.slots, slotId, kept);
      const envelope = await resealWithSlots(found, vaultKey, slots);
      return { next: { envelope, vaultKey, isRolledBack: isOlder }, result: undefined };
    }),
  remove: async (proof, slotId) => {
    const status = await replaceProved(parts, proof, async (found, vaultKey) => {
      const slots = withoutPasskey(found.slots, slotId);
      const envelope = await resealWithSlots(found, vaultKey, slots);
      return replacedKeys({ envelope, vaultKey }, "removed" as const);
    });
    return status ?? "wrong-password";
  },
});

const checkName = (text: string): string => {
  const name = readPasskeyName(text);
  if (name === null) throw new ServiceError("invalid-name", "passkey: a name of 1 to 64 characters");
  return name;
};
