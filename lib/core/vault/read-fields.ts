import { BytesError, decodeBase64 } from "../bytes.ts";
import { CheckError, readField, readString, type UnknownRecord } from "../check.ts";
import { VaultError } from "./vault-error.ts";

/** Inclusive bounds of a length or a number. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Runs a reader of foreign input and turns its complaint into a `VaultError`. @throws {VaultError} "damaged" */
export function asDamaged<Value>(subject: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof CheckError || cause instanceof BytesError)) throw cause;
    throw new VaultError("damaged", `${subject}: ${cause.message}`, { cause });
  }
}

/** The error of a field that is not what the format says. Names the field and the expectation, never the value. */
export function damaged(subject: string, expectation: string): VaultError {
  return new VaultError("damaged", `${subject}: expected ${expectation}`);
}

/**
 * A field with strict base64 of `length` bytes, returned as the text it is.
 * @throws {CheckError | BytesError | VaultError}
 */
export function readBase64(record: UnknownRecord, name: string, length: Range): string {
  // Four characters carry three bytes, so a text that is too long is refused before it is decoded.
  const text = readString(record, name, { maxLength: Math.ceil(length.max / 3) * 4 });
  if (!isWholeWithin(decodeBase64(text).length, length))
    throw damaged(name, `${length.min} to ${length.max} bytes`);
  return text;
}

/** A field with a text of at most `maxCodePoints`, without lone surrogates. @throws {CheckError | VaultError} */
export function readText(record: UnknownRecord, name: string, maxCodePoints: number): string {
  const value = readField(record, name);
  if (typeof value === "string" && isTextWithin(value, maxCodePoints)) return value;
  throw damaged(name, `a text of at most ${maxCodePoints} characters`);
}

/** The bytes of a base64 field. @throws {VaultError} "damaged" */
export function decodeField(text: string, subject: string): Uint8Array {
  return asDamaged(subject, () => decodeBase64(text));
}

/** Whether `text` has no lone surrogate and at most `maxCodePoints` characters. */
export function isTextWithin(text: string, maxCodePoints: number): boolean {
  // A code point is one or two UTF-16 units: the first test spares counting a huge text.
  if (text.length > 2 * maxCodePoints) return false;
  return text.isWellFormed() && Array.from(text).length <= maxCodePoints;
}

/** Whether `value` is a safe integer within `range`. */
export function isWholeWithin(value: unknown, range: Range): value is number {
  return Number.isSafeInteger(value) && Number(value) >= range.min && Number(value) <= range.max;
}
