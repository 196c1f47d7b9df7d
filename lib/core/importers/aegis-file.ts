/**
 * The vault of the authenticator app Aegis, format version 1 (its `docs/vault.md`): a JSON text whose `db` is either the
 * accounts in clear or base64 of AES-256-GCM under a master key, which each password slot wraps.
 */
import { BackupError } from "../backup/backup-error.ts";
import type { ImportedAccounts } from "../backup/imported.ts";
import { BACKUP_KDF_LIMITS } from "../backup/kdf-limits.ts";
import { parseStrictJson } from "../backup/strict-json.ts";
import {
  BytesError,
  concatBytes,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase64,
  wipe,
} from "../bytes.ts";
import {
  asRecord,
  CheckError,
  isRecord,
  readArray,
  readField,
  readOptional,
  readRecord,
  readString,
  type UnknownRecord,
} from "../check.ts";
import { decryptBytes, NONCE_BYTES, TAG_BYTES } from "../vault/aead.ts";
import { readScryptParameters, type ScryptParameters } from "../vault/scrypt-parameters.ts";
import { MAX_ACCOUNTS } from "../vault/vault.ts";
import { VaultError } from "../vault/vault-error.ts";
import { readAegisEntries } from "./aegis-entries.ts";

const FILE_VERSION = 1;
/** Newest version of `db`: 3 names an entry's groups by id, which are not read here. */
const DB_VERSION = 3;
const KEY_BYTES = 32;
const PASSWORD_SLOT = 1;
const MAX_SLOTS = 32;
const NO_AAD = new Uint8Array();

/** Something sealed by AES-256-GCM without additional data. `sealed`: ciphertext and tag. */
interface Sealed {
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

/** A slot that a password opens. Its key is scrypt over the UTF-8 of the password as typed, without normalisation. */
export interface AegisSlot {
  readonly id: string;
  readonly kdf: ScryptParameters;
  readonly wrappedKey: Sealed;
}

/** A file as it was read, nothing of it opened yet. */
export type AegisFile =
  | { readonly protection: "none"; readonly db: UnknownRecord }
  | { readonly protection: "password"; readonly slots: readonly AegisSlot[]; readonly content: Sealed };

/**
 * Reads the outer part of an Aegis vault. Slots of other kinds (the phone's own key store) are passed over: they open
 * nothing elsewhere.
 * @throws {BackupError} "newer-version"; "kdf-out-of-range" before any work; "damaged" for anything else that does not fit
 */
export function readAegis(value: unknown): AegisFile {
  return asBackupError(() => {
    const record = asRecord(value, "aegis");
    checkVersion(readField(record, "version"), FILE_VERSION);
    const header = readRecord(record, "header");
    const db = readField(record, "db");
    if (isRecord(db)) return { protection: "none", db };
    const slots = readArray(header, "slots", MAX_SLOTS).filter(isPasswordSlot).map(readSlot);
    const content = readSealed(decodeBase64(readString(record, "db")), readRecord(header, "params"));
    return { protection: "password", slots, content };
  });
}

/** Proof of one slot: its id and the key that the password led to. */
export interface AegisProof {
  readonly slotId: string;
  readonly rootKey: Uint8Array;
}

/**
 * The accounts of the file, or null when the key is not that slot's (a wrong password). `proof` is null for a file in
 * clear. `nowMs`: the time they count as made.
 * @throws {BackupError} "damaged", "cut-off", "too-large" or "newer-version"
 */
export async function openAegis(
  file: AegisFile,
  proof: AegisProof | null,
  nowMs: number,
): Promise<ImportedAccounts | null> {
  const db = file.protection === "none" ? file.db : proof === null ? null : await openDatabase(file, proof);
  if (db === null) return null;
  return asBackupError(() => {
    checkVersion(readField(db, "version"), DB_VERSION);
    const entries = readArray(db, "entries", Number.POSITIVE_INFINITY);
    if (entries.length > MAX_ACCOUNTS) throw new BackupError("too-large", `db: over ${MAX_ACCOUNTS} entries`);
    return readAegisEntries(entries, nowMs);
  });
}

/** Whether the key is the slot's own. */
export async function opensAegisSlot(file: AegisFile, proof: AegisProof): Promise<boolean> {
  const key = await unwrap(file, proof);
  if (key !== null) wipe(key);
  return key !== null;
}

async function unwrap(file: AegisFile, { slotId, rootKey }: AegisProof): Promise<Uint8Array | null> {
  const slot = file.protection === "none" ? undefined : file.slots.find(({ id }) => id === slotId);
  return slot === undefined ? null : await open(slot.wrappedKey, rootKey);
}

async function openDatabase(
  file: Extract<AegisFile, { protection: "password" }>,
  proof: AegisProof,
): Promise<UnknownRecord | null> {
  const masterKey = await unwrap(file, proof);
  if (masterKey === null) return null;
  try {
    const bytes = await open(file.content, masterKey);
    if (bytes === null) throw new BackupError("damaged", "db: altered or cut");
    return asBackupError(() => asRecord(parseStrictJson(decodeUtf8(bytes)), "db"));
  } finally {
    wipe(masterKey);
  }
}

const open = ({ nonce, sealed }: Sealed, key: Uint8Array): Promise<Uint8Array | null> =>
  decryptBytes({ key, nonce, aad: NO_AAD }, sealed);

function isPasswordSlot(value: unknown): boolean {
  return isRecord(value) && readOptional(value, "type") === PASSWORD_SLOT;
}

function readSlot(value: unknown): AegisSlot {
  const record = asRecord(value, "slot");
  const kdf = {
    algorithm: "scrypt",
    N: readField(record, "n"),
    r: readField(record, "r"),
    p: readField(record, "p"),
    salt: encodeBase64(decodeHex(readString(record, "salt"))),
  };
  return {
    id: readString(record, "uuid", { minLength: 1, maxLength: 64 }),
    kdf: readScryptParameters(kdf, BACKUP_KDF_LIMITS),
    wrappedKey: readSealed(readHex(record, "key", KEY_BYTES), readRecord(record, "key_params")),
  };
}

function readSealed(ciphertext: Uint8Array, params: UnknownRecord): Sealed {
  const nonce = readHex(params, "nonce", NONCE_BYTES);
  return { nonce, sealed: concatBytes(ciphertext, readHex(params, "tag", TAG_BYTES)) };
}

function readHex(record: UnknownRecord, name: string, size: number): Uint8Array {
  return decodeHex(readString(record, name, { minLength: size * 2, maxLength: size * 2 }));
}

function checkVersion(version: unknown, newest: number): void {
  if (!Number.isSafeInteger(version) || Number(version) < 1)
    throw new BackupError("damaged", "aegis.version: expected a whole number");
  if (Number(version) > newest) throw new BackupError("newer-version", "aegis.version: later than known");
}

/** Every fault of shape or encoding as the one error of files. */
function asBackupError<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof VaultError)
      throw new BackupError(cause.code === "kdf-out-of-range" ? cause.code : "damaged", cause.message, {
        cause,
      });
    if (cause instanceof CheckError || cause instanceof BytesError)
      throw new BackupError("damaged", `aegis: ${cause.message}`, { cause });
    throw cause;
  }
}
