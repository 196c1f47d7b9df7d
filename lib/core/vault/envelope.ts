import { randomBytes } from "@noble/hashes/utils.js";
import {
  asRecord,
  checkKeys,
  readArray,
  readField,
  readInteger,
  readOneOf,
  readRecord,
  type UnknownRecord,
} from "../check.ts";
import { VAULT_FORMAT, VAULT_VERSION } from "./aad.ts";
import { NONCE_BYTES, TAG_BYTES } from "./aead.ts";
import { asDamaged, damaged, isWholeWithin, type Range, readBase64 } from "./read-fields.ts";
import { type KdfLimits, VAULT_KDF_LIMITS } from "./scrypt-parameters.ts";
import { type KeySlot, newId, type PasswordSlot, readId, readKeySlot } from "./slot-format.ts";
import { VaultError } from "./vault-error.ts";

/** The sealed accounts, all base64: `salt` 32 bytes, `nonce` 12, `commitment` 32, `ciphertext` with its 16-byte tag. */
export interface SealedContent {
  readonly salt: string;
  readonly nonce: string;
  readonly commitment: string;
  readonly ciphertext: string;
}

/**
 * A sealed vault (format v1): plain JSON, as it lies in storage and in back-up files.
 * `vaultId`: 16 random bytes, base64, the same for the vault's whole life. `generation`: 1 at first, one more per save.
 */
export interface Envelope {
  readonly format: typeof VAULT_FORMAT;
  readonly version: typeof VAULT_VERSION;
  readonly vaultId: string;
  readonly generation: number;
  readonly slots: readonly KeySlot[];
  readonly content: SealedContent;
}

/** How many slots an envelope has, and how many of each type at most. */
export const SLOT_LIMITS = { total: { min: 1, max: 8 }, password: 1, passkey: 4, recovery: 1 } as const;

/** Longest ciphertext. 1,000 accounts with the longest names take less; more is not ours and not decoded. */
export const MAX_CIPHERTEXT_BYTES = 4 * 1024 * 1024;

/** Save counters. */
const GENERATIONS: Range = { min: 1, max: Number.MAX_SAFE_INTEGER };

/** The id of a new vault. */
export function newVaultId(): string {
  return newId(randomBytes);
}

/**
 * Reads an envelope of foreign origin (storage, a file) into fresh plain objects. Checks shape, sizes, counts and costs
 * before any cryptography; whether it was altered only `openVault` can tell. Zero password slots are allowed: such a
 * vault opens by passkey or recovery code, and the user then sets a new password.
 * @throws {VaultError} "damaged", "newer-version" or "kdf-out-of-range"
 */
export function readEnvelope(value: unknown, limits: KdfLimits = VAULT_KDF_LIMITS): Envelope {
  return asDamaged("envelope", () => {
    const record = asRecord(value, "envelope");
    const format = readOneOf(record, "format", [VAULT_FORMAT]);
    const version = readVersion(record);
    checkKeys(record, ["format", "version", "vaultId", "generation", "slots", "content"], "envelope");
    // Array.from, not map: map would leave the holes of a sparse array unread.
    const slots = Array.from(readArray(record, "slots", SLOT_LIMITS.total.max), (slot) =>
      readKeySlot(slot, limits),
    );
    return {
      format,
      version,
      vaultId: readId(record, "vaultId"),
      generation: readInteger(record, "generation", GENERATIONS.min, GENERATIONS.max),
      slots: checkSlotList(slots),
      content: readContent(readRecord(record, "content")),
    };
  });
}

/** The id itself when it is one. @throws {VaultError} "damaged" */
export function checkVaultId(vaultId: string): string {
  return asDamaged("envelope", () => readId({ vaultId }, "vaultId"));
}

/** The number itself when it can be a save counter. @throws {VaultError} "damaged" */
export function checkGeneration(generation: number): number {
  if (!isWholeWithin(generation, GENERATIONS))
    throw damaged("envelope.generation", "an integer of 1 and above");
  return generation;
}

/** The list itself when counts per type and ids are as the format says. @throws {VaultError} "damaged" */
export function checkSlotList(slots: readonly KeySlot[]): readonly KeySlot[] {
  if (!isWholeWithin(slots.length, SLOT_LIMITS.total)) throw damaged("envelope.slots", "1 to 8 slots");
  if (new Set(slots.map((slot) => slot.id)).size !== slots.length)
    throw damaged("envelope.slots", "unique ids");
  for (const type of ["password", "passkey", "recovery"] as const) {
    const count = slots.filter((slot) => slot.type === type).length;
    if (count > SLOT_LIMITS[type])
      throw damaged("envelope.slots", `at most ${SLOT_LIMITS[type]} of type ${type}`);
  }
  return slots;
}

/** The password slot of an envelope, or null when it opens only by other means. */
export function findPasswordSlot({ slots }: Envelope): PasswordSlot | null {
  return slots.find((slot) => slot.type === "password") ?? null;
}

/** A later format may have any other fields, so its version is looked at before them. */
function readVersion(record: UnknownRecord): typeof VAULT_VERSION {
  const version = readField(record, "version");
  if (version === VAULT_VERSION) return version;
  if (Number.isSafeInteger(version) && Number(version) > VAULT_VERSION) {
    throw new VaultError("newer-version", "envelope: sealed by a later release");
  }
  throw damaged("envelope.version", String(VAULT_VERSION));
}

function readContent(record: UnknownRecord): SealedContent {
  checkKeys(record, ["salt", "nonce", "commitment", "ciphertext"], "content");
  return {
    salt: readBase64(record, "salt", { min: 32, max: 32 }),
    nonce: readBase64(record, "nonce", { min: NONCE_BYTES, max: NONCE_BYTES }),
    commitment: readBase64(record, "commitment", { min: 32, max: 32 }),
    ciphertext: readBase64(record, "ciphertext", { min: TAG_BYTES, max: MAX_CIPHERTEXT_BYTES }),
  };
}
