/** Readers of message payloads: `unknown` in, a checked value out, `PayloadError` otherwise. */

import { CodedError } from "../core/errors.ts";

/** Thrown for any payload that is not exactly of the expected shape. */
export class PayloadError extends CodedError<"bad-request"> {
  constructor(message: string) {
    super("bad-request", message);
  }
}

/** Reads one value of unknown origin. Throws PayloadError for anything that is not exactly a T. */
export type Reader<T> = (value: unknown) => T;

/** One payload reader per request of a map; a missing reader or one of the wrong type does not compile. */
export type Readers<Requests extends { [K in keyof Requests]: { payload: unknown } }> = {
  readonly [K in keyof Requests]: Reader<Requests[K]["payload"]>;
};

/** A string of at most `maxLength` UTF-16 units. */
export const text =
  (maxLength: number): Reader<string> =>
  (value) => {
    if (typeof value !== "string") throw new PayloadError(`expected a string, got ${typeof value}`);
    if (value.length > maxLength)
      throw new PayloadError(`string of ${value.length} units, limit ${maxLength}`);
    return value;
  };

/** A finite number between `min` and `max`, both included. */
export const numberBetween =
  (min: number, max: number): Reader<number> =>
  (value) => {
    if (typeof value !== "number" || !Number.isFinite(value) || value < min || value > max) {
      throw new PayloadError(`expected a number from ${min} to ${max}`);
    }
    return value;
  };

/** A whole number between `min` and `max`, both included. */
export const integerBetween =
  (min: number, max: number): Reader<number> =>
  (value) => {
    if (!Number.isInteger(value)) throw new PayloadError("expected a whole number");
    return numberBetween(min, max)(value);
  };

/** True or false, nothing that merely counts as such. */
export const flag: Reader<boolean> = (value) => {
  if (typeof value !== "boolean") throw new PayloadError("expected true or false");
  return value;
};

/** One of the given strings. */
export const oneOf =
  <const T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new PayloadError("string is not one of the allowed values");
    return found;
  };

/** What `reader` reads, or null. Undefined is neither. */
export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null ? null : reader(value);

/** A list of at most `maxLength` values, each read by `reader`. */
export const listOf =
  <T>(reader: Reader<T>, maxLength: number): Reader<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) throw new PayloadError("expected a list");
    if (value.length > maxLength) throw new PayloadError(`list of ${value.length}, limit ${maxLength}`);
    return value.map(reader);
  };

/** An object with exactly these own keys; unknown keys are refused. */
export const shape =
  <T extends object>(readers: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> =>
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new PayloadError("expected an object");
    }
    const allowed = Object.keys(readers) as (keyof T & string)[]; // keys of a literal made in this folder
    for (const key of Object.keys(value)) {
      if (!allowed.some((name) => name === key)) throw new PayloadError("object has an unexpected key");
    }
    const entries = allowed.map((key) => {
      const own = Object.getOwnPropertyDescriptor(value, key);
      return [key, readers[key](own?.value)] as const;
    });
    return Object.fromEntries(entries) as T; // every key of T was read by its own reader
  };

/** No payload at all. */
export const nothing: Reader<null> = (value) => {
  if (value !== null && value !== undefined) throw new PayloadError("expected no payload");
  return null;
};
