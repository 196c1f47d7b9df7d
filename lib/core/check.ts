/** Readers of unknown input (files, storage, messages): own data properties only, so that no prototype or getter has a say. */
import { CodedError } from "./errors.ts";

/** Why a value of unknown origin was refused. */
export type CheckErrorCode = "missing" | "wrong-type" | "out-of-range" | "unexpected-key";

/** Input that is not what its schema says. The message names the field and the expectation, never the value. */
export class CheckError extends CodedError<CheckErrorCode> {}

/** A plain JSON-like object whose fields are still unknown. */
export type UnknownRecord = Readonly<Record<string, unknown>>;

/** Bounds of a text in UTF-16 units, both inclusive. */
export interface LengthLimits {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Whether `value` is a plain object: made by a literal, by JSON or without a prototype. Arrays and class instances are not. */
export function isRecord(value: unknown): value is UnknownRecord {
  if (typeof value !== "object" || value === null) return false;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  // Objects from another realm (a frame, a test sandbox) have their own Object.prototype: the end of their chain.
  return (
    Object.getPrototypeOf(prototype) === null &&
    !Array.isArray(value) &&
    Object.hasOwn(prototype, "hasOwnProperty")
  );
}

/** `value` as a plain object. @throws {CheckError} "wrong-type". */
export function asRecord(value: unknown, what: string): UnknownRecord {
  if (!isRecord(value)) throw wrongType(what, "a plain object");
  return value;
}

/** The own data property `name`, or undefined when it is absent. @throws {CheckError} "wrong-type" for a getter. */
export function readOptional(record: UnknownRecord, name: string): unknown {
  const property = Object.getOwnPropertyDescriptor(record, name);
  if (property === undefined) return undefined;
  if (!("value" in property)) throw wrongType(name, "a plain value");
  return property.value;
}

/** The own data property `name`. @throws {CheckError} "missing" when absent or undefined, "wrong-type" for a getter. */
export function readField(record: UnknownRecord, name: string): unknown {
  const value = readOptional(record, name);
  if (value === undefined) throw new CheckError("missing", `${name}: expected a value, saw none`);
  return value;
}

/** Whether the own property `name` is present with a value other than undefined. */
export function hasField(record: UnknownRecord, name: string): boolean {
  return readOptional(record, name) !== undefined;
}

/** A text within `limits`. @throws {CheckError} "missing", "wrong-type" or "out-of-range". */
export function readString(record: UnknownRecord, name: string, limits: LengthLimits = {}): string {
  const value = readField(record, name);
  if (typeof value !== "string") throw wrongType(name, "a string");
  checkLength(value.length, name, limits);
  return value;
}

/** A text within `limits`, or null when the field holds null. @throws {CheckError} as `readString`. */
export function readNullableString(
  record: UnknownRecord,
  name: string,
  limits: LengthLimits = {},
): string | null {
  return readField(record, name) === null ? null : readString(record, name, limits);
}

/** A safe integer from `min` to `max`, both inclusive. @throws {CheckError} "missing", "wrong-type" or "out-of-range". */
export function readInteger(record: UnknownRecord, name: string, min: number, max: number): number {
  const value = readField(record, name);
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw wrongType(name, "an integer");
  if (value < min || value > max) throw outOfRange(name, `an integer from ${min} to ${max}`);
  return value;
}

/** As `readInteger`, or null when the field holds null. @throws {CheckError} as `readInteger`. */
export function readNullableInteger(
  record: UnknownRecord,
  name: string,
  min: number,
  max: number,
): number | null {
  return readField(record, name) === null ? null : readInteger(record, name, min, max);
}

/** A boolean. @throws {CheckError} "missing" or "wrong-type". */
export function readBoolean(record: UnknownRecord, name: string): boolean {
  const value = readField(record, name);
  if (typeof value !== "boolean") throw wrongType(name, "a boolean");
  return value;
}

/** One of the `allowed` values, compared strictly. @throws {CheckError} "missing" or "out-of-range". */
export function readOneOf<const Value extends string | number>(
  record: UnknownRecord,
  name: string,
  allowed: readonly Value[],
): Value {
  const value = readField(record, name);
  const match = allowed.find((candidate) => candidate === value);
  if (match === undefined) throw outOfRange(name, `one of ${allowed.length} known values`);
  return match;
}

/** An array of at most `maxLength` values, still unknown. @throws {CheckError} "missing", "wrong-type" or "out-of-range". */
export function readArray(record: UnknownRecord, name: string, maxLength: number): readonly unknown[] {
  const value = readField(record, name);
  if (!Array.isArray(value)) throw wrongType(name, "an array");
  if (value.length > maxLength) throw outOfRange(name, `at most ${maxLength} elements`);
  return value;
}

/** A plain object. @throws {CheckError} "missing" or "wrong-type". */
export function readRecord(record: UnknownRecord, name: string): UnknownRecord {
  return asRecord(readField(record, name), name);
}

/** Refuses own keys outside `known`, so that a field added by someone else is noticed. @throws {CheckError} "unexpected-key". */
export function checkKeys(record: UnknownRecord, known: readonly string[], what: string): void {
  for (const key of Reflect.ownKeys(record)) {
    if (typeof key === "symbol" || !known.includes(key)) {
      throw new CheckError("unexpected-key", `${what}: expected only its ${known.length} known keys`);
    }
  }
}

function checkLength(length: number, name: string, limits: LengthLimits): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = limits;
  if (length < minLength || length > maxLength)
    throw outOfRange(name, `${minLength} to ${maxLength} characters, saw ${length}`);
}

function wrongType(name: string, expected: string): CheckError {
  return new CheckError("wrong-type", `${name}: expected ${expected}`);
}

function outOfRange(name: string, expected: string): CheckError {
  return new CheckError("out-of-range", `${name}: expected ${expected}`);
}
