import { encodeBase64 } from "../bytes.ts";
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
import { asDamaged, damaged, isTextWithin, type Range, readBase64, readText } from "./read-fields.ts";
import { type KdfLimits, readScryptParameters, type ScryptParameters } from "./scrypt-parameters.ts";

/** A vault key wrapped by AES-256-GCM, all base64: `nonce` 12 bytes, `wrappedKey` 32 + 16, `commitment` 32. */
export interface WrappedKey {
  readonly nonce: string;
  readonly wrappedKey: string;
  readonly commitment: string;
}

/** Opens with the master password. `id` of every slot: 16 random bytes, base64. */
export interface PasswordSlot extends WrappedKey {
  readonly id: string;
  readonly type: "password";
  readonly kdf: ScryptParameters;
}

/** The root key is the output of WebAuthn's prf extension for the input `salt` (32 bytes, base64). */
export interface PrfParameters {
  readonly algorithm: "webauthn-prf";
  readonly salt: string;
  /** The only credential that may answer, 1 to 1023 bytes (WebAuthn §5.1.3), base64. */
  readonly credentialId: string;
}

/** Opens with a passkey. `name` and `createdAtMs` are shown in the settings, `transports` are hints for the browser. */
export interface PasskeySlot extends WrappedKey {
  readonly id: string;
  readonly type: "passkey";
  readonly kdf: PrfParameters;
  readonly name: string;
  readonly transports: readonly string[];
  readonly createdAtMs: number;
}

/** The root key is the 128-bit recovery code itself: full entropy, so no stretching. `salt`: 32 bytes, base64. */
export interface RecoveryParameters {
  readonly algorithm: "hkdf";
  readonly salt: string;
}

/** Opens with the printed recovery code. */
export interface RecoverySlot extends WrappedKey {
  readonly id: string;
  readonly type: "recovery";
  readonly kdf: RecoveryParameters;
  readonly createdAtMs: number;
}

/** One way to the vault key. */
export type KeySlot = PasswordSlot | PasskeySlot | RecoverySlot;

/** What of a slot is bound to its wrapped key: everything that is known before wrapping. */
export type SlotHead =
  | Pick<PasswordSlot, "id" | "type" | "kdf">
  | Pick<PasskeySlot, "id" | "type" | "kdf">
  | Pick<RecoverySlot, "id" | "type" | "kdf">;

/** Size of vault and slot ids in bytes: random ones never meet. */
export const ID_BYTES = 16;

/** Longest name of a passkey, in characters. */
export const MAX_PASSKEY_NAME = 64;
const SALT: Range = { min: 32, max: 32 };
const WRAPPED_KEY_FIELDS = ["nonce", "wrappedKey", "commitment"] as const;

/**
 * Reads a key slot of foreign origin.
 * @throws {VaultError} "damaged", or "kdf-out-of-range" for a password slot whose cost is outside `limits`
 */
export function readKeySlot(value: unknown, limits: KdfLimits): KeySlot {
  return asDamaged("slot", () => {
    const record = asRecord(value, "slot");
    const type = readOneOf(record, "type", ["password", "passkey", "recovery"]);
    switch (type) {
      case "password":
        return readPasswordSlot(record, limits);
      case "passkey":
        return readPasskeySlot(record);
      case "recovery":
        return readRecoverySlot(record);
      default:
        return type satisfies never;
    }
  });
}

/** A field with a vault or slot id. @throws {CheckError | BytesError | VaultError} */
export function readId(record: UnknownRecord, name: string): string {
  return readBase64(record, name, { min: ID_BYTES, max: ID_BYTES });
}

/** An id of random bytes, drawn from the given generator. */
export function newId(randomBytes: (length: number) => Uint8Array): string {
  return encodeBase64(randomBytes(ID_BYTES));
}

function readPasswordSlot(record: UnknownRecord, limits: KdfLimits): PasswordSlot {
  checkKeys(record, ["id", "type", "kdf", ...WRAPPED_KEY_FIELDS], "slot");
  const kdf = readScryptParameters(readField(record, "kdf"), limits);
  return { id: readId(record, "id"), type: "password", kdf, ...readWrappedKey(record) };
}

function readPasskeySlot(record: UnknownRecord): PasskeySlot {
  checkKeys(
    record,
    ["id", "type", "kdf", "name", "transports", "createdAtMs", ...WRAPPED_KEY_FIELDS],
    "slot",
  );
  const kdf = readRecord(record, "kdf");
  checkKeys(kdf, ["algorithm", "salt", "credentialId"], "kdf");
  return {
    id: readId(record, "id"),
    type: "passkey",
    kdf: {
      algorithm: readOneOf(kdf, "algorithm", ["webauthn-prf"]),
      salt: readBase64(kdf, "salt", SALT),
      credentialId: readBase64(kdf, "credentialId", { min: 1, max: 1023 }),
    },
    name: readText(record, "name", MAX_PASSKEY_NAME),
    transports: Array.from(readArray(record, "transports", 8), readTransport),
    createdAtMs: readTime(record, "createdAtMs"),
    ...readWrappedKey(record),
  };
}

function readRecoverySlot(record: UnknownRecord): RecoverySlot {
  checkKeys(record, ["id", "type", "kdf", "createdAtMs", ...WRAPPED_KEY_FIELDS], "slot");
  const kdf = readRecord(record, "kdf");
  checkKeys(kdf, ["algorithm", "salt"], "kdf");
  return {
    id: readId(record, "id"),
    type: "recovery",
    kdf: { algorithm: readOneOf(kdf, "algorithm", ["hkdf"]), salt: readBase64(kdf, "salt", SALT) },
    createdAtMs: readTime(record, "createdAtMs"),
    ...readWrappedKey(record),
  };
}

/** Transports are an open list (WebAuthn §5.8.4): any short text, so that a new kind of authenticator is no damage. */
function readTransport(value: unknown): string {
  if (typeof value === "string" && isTextWithin(value, 32)) return value;
  throw damaged("slot.transports", "short texts");
}

function readTime(record: UnknownRecord, name: string): number {
  return readInteger(record, name, 0, Number.MAX_SAFE_INTEGER);
}

function readWrappedKey(record: UnknownRecord): WrappedKey {
  return {
    nonce: readBase64(record, "nonce", { min: 12, max: 12 }),
    wrappedKey: readBase64(record, "wrappedKey", { min: 48, max: 48 }),
    commitment: readBase64(record, "commitment", { min: 32, max: 32 }),
  };
}
