/** Plaintext of a vault: the UTF-8 of its JSON, secrets as base64. */
import type { Account } from "../account/account.ts";
import { BytesError, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from "../bytes.ts";
import {
  asRecord,
  CheckError,
  checkKeys,
  isRecord,
  readArray,
  readField,
  readInteger,
  readNullableInteger,
  readNullableString,
  readOneOf,
  readOptional,
  readRecord,
  readString,
  type UnknownRecord,
} from "../check.ts";
import type { OtpKey } from "../otp/otp-key.ts";
import { findAccountFault } from "./account-limits.ts";
import { asDamaged, damaged } from "./read-fields.ts";
import { checkAccounts, MAX_ACCOUNTS, type Vault } from "./vault.ts";
import { VaultError } from "./vault-error.ts";

const SCHEMA = 1;

/**
 * The bytes to seal. The caller wipes them.
 * @throws {VaultError} "invalid-account", "duplicate-account" or "vault-full" for what `decodeVault` would refuse
 */
export function encodeVault(vault: Vault): Uint8Array {
  checkAccounts(vault.accounts);
  return encodeUtf8(JSON.stringify({ schema: vault.schema, accounts: vault.accounts.map(accountToJson) }));
}

/**
 * The vault in opened bytes; inverse of `encodeVault`. Strict although the bytes are authenticated: a fault of an
 * earlier release must be seen, not guessed over.
 * @throws {VaultError} "damaged", or "newer-version" for a later schema
 */
export function decodeVault(bytes: Uint8Array): Vault {
  const { vault, bad } = salvageVault(bytes);
  if (bad.length > 0) throw new VaultError("damaged", "vault: an account breaks the limits");
  return vault;
}

/** A vault without its bad accounts. `bad`: the `key` field of each as it stands, of unknown shape. */
export interface SalvagedVault {
  readonly vault: Vault;
  readonly bad: readonly unknown[];
}

/**
 * The same with every account that does not fit put aside: a file that someone else wrote may hold one among many.
 * @throws {VaultError} "damaged" when there is no list of accounts, "newer-version" for a later schema
 */
export function salvageVault(bytes: Uint8Array): SalvagedVault {
  return asDamaged("vault", () => {
    const record = asRecord(parseJson(decodeUtf8(bytes)), "vault");
    const schema = readSchema(record);
    checkKeys(record, ["schema", "accounts"], "vault");
    const accounts = new Map<string, Account>();
    const bad: unknown[] = [];
    for (const value of readArray(record, "accounts", MAX_ACCOUNTS)) {
      const account = readFitAccount(value);
      if (account === null || accounts.has(account.id))
        bad.push(isRecord(value) ? readOptional(value, "key") : null);
      else accounts.set(account.id, account);
    }
    return { vault: { schema, accounts: [...accounts.values()] }, bad };
  });
}

function readFitAccount(value: unknown): Account | null {
  try {
    const account = readAccount(value);
    return findAccountFault(account) === null ? account : null;
  } catch (error) {
    if (error instanceof CheckError || error instanceof BytesError) return null;
    throw error;
  }
}

function accountToJson({ id, key, origin, deviceName, status, createdAtMs, deletedAtMs }: Account): object {
  const { type, issuer, accountName, algorithm, digits, period } = key;
  const secret = encodeBase64(key.secret);
  const keyJson = { type, issuer, accountName, secret, algorithm, digits, period };
  return { id, key: keyJson, origin, deviceName, status, createdAtMs, deletedAtMs };
}

function readAccount(value: unknown): Account {
  const record = asRecord(value, "account");
  checkKeys(record, ["id", "key", "origin", "deviceName", "status", "createdAtMs", "deletedAtMs"], "account");
  return {
    id: readString(record, "id"),
    key: readOtpKey(readRecord(record, "key")),
    origin: readNullableString(record, "origin"),
    deviceName: readString(record, "deviceName"),
    status: readOneOf(record, "status", ["pending", "confirmed"]),
    createdAtMs: readInteger(record, "createdAtMs", 0, Number.MAX_SAFE_INTEGER),
    deletedAtMs: readNullableInteger(record, "deletedAtMs", 0, Number.MAX_SAFE_INTEGER),
  };
}

function readOtpKey(record: UnknownRecord): OtpKey {
  checkKeys(record, ["type", "issuer", "accountName", "secret", "algorithm", "digits", "period"], "key");
  return {
    type: readOneOf(record, "type", ["totp"]),
    issuer: readString(record, "issuer"),
    accountName: readString(record, "accountName"),
    secret: decodeBase64(readString(record, "secret")),
    algorithm: readOneOf(record, "algorithm", ["SHA1", "SHA256", "SHA512"]),
    digits: readOneOf(record, "digits", [6, 7, 8]),
    period: readInteger(record, "period", 0, Number.MAX_SAFE_INTEGER),
  };
}

function readSchema(record: UnknownRecord): typeof SCHEMA {
  const schema = readField(record, "schema");
  if (schema === SCHEMA) return schema;
  if (Number.isSafeInteger(schema) && Number(schema) > SCHEMA) {
    throw new VaultError("newer-version", "vault: written by a later release");
  }
  throw damaged("vault.schema", String(SCHEMA));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser quotes its input in the message, which here holds secrets: so no cause.
    throw damaged("vault", "JSON");
  }
}
