/** The back-up file: a sealed vault with the day it was made and a checksum over everything. See FORMAT.md. */
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeBase64, equalBytes } from "../bytes.ts";
import {
  asRecord,
  checkKeys,
  hasField,
  isRecord,
  readField,
  readInteger,
  readOneOf,
  readOptional,
  readRecord,
  type UnknownRecord,
} from "../check.ts";
import { contentAad, VAULT_FORMAT, VAULT_VERSION } from "../vault/aad.ts";
import { encodeCanonical } from "../vault/canonical.ts";
import { type Envelope, findPasswordSlot, readEnvelope } from "../vault/envelope.ts";
import { asDamaged, decodeField, readBase64 } from "../vault/read-fields.ts";
import { VAULT_KDF_LIMITS } from "../vault/scrypt-parameters.ts";
import { VaultError } from "../vault/vault-error.ts";
import { BackupError } from "./backup-error.ts";
import { BACKUP_KDF_LIMITS } from "./kdf-limits.ts";
import { parseStrictJson } from "./strict-json.ts";

/** First field of every back-up file. */
export const BACKUP_FORMAT = "hitotoki-backup";

/** The version this release writes, and the newest one it reads. */
export const BACKUP_VERSION = 1;

/**
 * What opens a file. "master": the stored vault as it was, by its password of that day, its passkeys or its recovery
 * code. "own": a copy under a password of its own, and nothing else. "vault": no back-up file but a stored vault.
 */
export type BackupKind = "master" | "own" | "vault";

/** A file as it was read. `createdAtMs`: null for a stored vault, which does not say. */
export interface BackupFile {
  readonly kind: BackupKind;
  readonly createdAtMs: number | null;
  readonly envelope: Envelope;
}

/** What is written: never the kind that only reading knows. */
export interface NewBackup extends BackupFile {
  readonly kind: Exclude<BackupKind, "vault">;
  readonly createdAtMs: number;
}

/** The text of a back-up file; inverse of `readBackup`. */
export function formatBackup(backup: NewBackup): string {
  const { kind, createdAtMs, envelope } = backup;
  const head = { format: BACKUP_FORMAT, version: BACKUP_VERSION, kind, createdAtMs };
  return JSON.stringify({ ...head, envelope, sha256: encodeBase64(checksum(backup)) });
}

/**
 * Reads the text of a back-up file, or of a stored vault. Shape, sizes, costs and the checksum are checked before any key
 * is derived; that nobody altered it on purpose, only opening it can tell.
 * @throws {BackupError} "cut-off", "other-file", "aegis", "damaged", "newer-version" or "kdf-out-of-range"
 */
export function readBackup(text: string): BackupFile {
  return readBackupValue(parseStrictJson(text));
}

/** The same for a text that was parsed already. @throws {BackupError} as `readBackup` */
export function readBackupValue(value: unknown): BackupFile {
  try {
    return readAsBackup(value);
  } catch (error) {
    if (error instanceof BackupError && error.code === "newer-version" && isWholeAtThisVersion(value))
      throw new BackupError("damaged", "backup.version: the checksum fits this release's alone", {
        cause: error,
      });
    throw error;
  }
}

/**
 * Whether a file that says to be of a later version is one of this version in all but that number: then the number was
 * damaged, and telling a member to update would lead nowhere.
 */
function isWholeAtThisVersion(value: unknown): boolean {
  try {
    const record = asRecord(value, "backup");
    const envelope = { ...readRecord(record, "envelope"), version: VAULT_VERSION };
    readAsBackup({ ...record, version: BACKUP_VERSION, envelope });
    return true;
  } catch {
    return false; // a later version may look like anything
  }
}

function readAsBackup(value: unknown): BackupFile {
  try {
    return asDamaged("backup", () => readParsed(asRecord(value, "backup")));
  } catch (cause) {
    if (cause instanceof VaultError) throw new BackupError(codeOf(cause), cause.message, { cause });
    throw cause;
  }
}

/** Whether a JSON value has the outline of a vault of the app Aegis, whatever is in it. */
export function isAegis(value: unknown): boolean {
  return isRecord(value) && hasField(value, "header") && hasField(value, "db");
}

/** Whether the file's password is stretched less than our own vault's would be: it is then worth a warning. */
export function hasWeakKdf({ envelope }: BackupFile): boolean {
  const slot = findPasswordSlot(envelope);
  return slot !== null && slot.kdf.N < VAULT_KDF_LIMITS.N.min;
}

function readParsed(record: UnknownRecord): BackupFile {
  const format = readOptional(record, "format");
  if (format === VAULT_FORMAT)
    return { kind: "vault", createdAtMs: null, envelope: readFileEnvelope(record) };
  if (format !== BACKUP_FORMAT) {
    const isOurs = hasField(record, "envelope") && hasField(record, "sha256");
    const code = isOurs ? "damaged" : isAegis(record) ? "aegis" : "other-file";
    throw new BackupError(code, "backup.format: not ours");
  }
  checkVersion(readField(record, "version"));
  checkKeys(record, ["format", "version", "kind", "createdAtMs", "envelope", "sha256"], "backup");
  const backup = {
    kind: readOneOf(record, "kind", ["master", "own"]),
    createdAtMs: readInteger(record, "createdAtMs", 0, Number.MAX_SAFE_INTEGER),
    envelope: readFileEnvelope(readRecord(record, "envelope")),
  };
  const stated = decodeField(readBase64(record, "sha256", { min: 32, max: 32 }), "sha256");
  if (!equalBytes(stated, checksum(backup))) throw new BackupError("damaged", "backup.sha256: differs");
  return backup;
}

/** A save counter that no member reaches would leave no room for the saves to come. */
function readFileEnvelope(value: unknown): Envelope {
  const envelope = readEnvelope(value, BACKUP_KDF_LIMITS);
  if (envelope.generation > 2 ** 40) throw new BackupError("damaged", "envelope.generation: beyond reach");
  return envelope;
}

/** SHA-256 over every field in canonical form, so that spaces and the order of keys do not matter and nothing else may differ. */
function checksum({ kind, createdAtMs, envelope }: NewBackup): Uint8Array {
  const { salt, nonce, commitment, ciphertext } = envelope.content;
  return sha256(
    encodeCanonical([
      BACKUP_FORMAT,
      BACKUP_VERSION,
      kind,
      createdAtMs,
      contentAad({ ...envelope, salt }),
      decodeField(nonce, "content.nonce"),
      decodeField(commitment, "content.commitment"),
      decodeField(ciphertext, "content.ciphertext"),
    ]),
  );
}

/** A later format may have any other fields, so its version is looked at before them. */
function checkVersion(version: unknown): void {
  if (version === BACKUP_VERSION) return;
  const isLater = Number.isSafeInteger(version) && Number(version) > BACKUP_VERSION;
  throw new BackupError(isLater ? "newer-version" : "damaged", "backup.version: not this release's");
}

function codeOf({ code }: VaultError): "newer-version" | "kdf-out-of-range" | "damaged" {
  return code === "newer-version" || code === "kdf-out-of-range" ? code : "damaged";
}
