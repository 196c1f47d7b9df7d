import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeUtf8, wipe } from "../bytes.ts";
import type { KeySlot } from "./slot-format.ts";

/**
 * An AES-256 key and the commitment to it, 32 bytes each. GCM alone lets one ciphertext be made to open under two
 * keys; the commitment stored beside it fixes the one. It also tells a wrong key from altered data.
 */
export interface CommittedKey {
  readonly key: Uint8Array;
  readonly commitment: Uint8Array;
}

/** The keys of one saved content: HKDF-SHA256 (RFC 5869) of the vault key under a `salt` that is fresh per save. */
export function deriveContentKey(vaultKey: Uint8Array, salt: Uint8Array): CommittedKey {
  return deriveCommittedKey(vaultKey, salt, "hitotoki/v1/content");
}

/** The key-encryption key of a slot from its root key (scrypt output, PRF output or recovery code) and its salt. */
export function deriveSlotKey(rootKey: Uint8Array, type: KeySlot["type"], salt: Uint8Array): CommittedKey {
  return deriveCommittedKey(rootKey, salt, `hitotoki/v1/slot-${type}`);
}

/** Runs `use` with the key, then wipes both halves. */
export async function withCommittedKey<Result>(
  committed: CommittedKey,
  use: (committed: CommittedKey) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(committed);
  } finally {
    wipe(committed.key);
    wipe(committed.commitment);
  }
}

function deriveCommittedKey(inputKey: Uint8Array, salt: Uint8Array, purpose: string): CommittedKey {
  return {
    key: hkdf(sha256, inputKey, salt, encodeUtf8(purpose), 32),
    commitment: hkdf(sha256, inputKey, salt, encodeUtf8(`${purpose}-commit`), 32),
  };
}
