import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase64 } from "../bytes.ts";
import type { Envelope } from "./envelope.ts";
import { wrapVaultKey } from "./key-slot.ts";
import { RECOVERY_CODE_BYTES } from "./recovery-code.ts";
import { newId, type RecoverySlot } from "./slot-format.ts";

/** HKDF salt of a recovery slot, as long as the hash. */
const SALT_BYTES = 32;

/** The 16 random bytes of a new recovery code. The caller wipes them. */
export function newRecoveryRootKey(): Uint8Array<ArrayBuffer> {
  return randomBytes(RECOVERY_CODE_BYTES) as Uint8Array<ArrayBuffer>; // freshly allocated by noble
}

export interface NewRecoverySlot {
  readonly vaultKey: Uint8Array;
  readonly vaultId: string;
  /** The 16 bytes of the code. */
  readonly rootKey: Uint8Array;
  /** Shown in the settings: the sheet on paper bears the same date. */
  readonly createdAtMs: number;
}

/**
 * A recovery slot with a new random id around `vaultKey`.
 * @throws {RangeError} for a root key that is not 16 bytes
 */
export async function createRecoverySlot({
  vaultKey,
  vaultId,
  rootKey,
  createdAtMs,
}: NewRecoverySlot): Promise<RecoverySlot> {
  if (rootKey.length !== RECOVERY_CODE_BYTES)
    throw new RangeError(`rootKey: expected ${RECOVERY_CODE_BYTES} bytes, got ${rootKey.length}`);
  const kdf = { algorithm: "hkdf", salt: encodeBase64(randomBytes(SALT_BYTES)) } as const;
  const head = { id: newId(randomBytes), type: "recovery", kdf } as const;
  return { ...head, createdAtMs, ...(await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey })) };
}

/** The recovery slot of an envelope, or null when no code was made. */
export function findRecoverySlot({ slots }: Envelope): RecoverySlot | null {
  return slots.find((slot) => slot.type === "recovery") ?? null;
}
