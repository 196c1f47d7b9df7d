import { concatBytes, encodeUtf8 } from "../bytes.ts";

/** A value with exactly one canonical encoding. Numbers are safe integers of 0 and above. */
export type CanonicalField = string | number | Uint8Array;

const TAG = { text: 1, integer: 2, bytes: 3 } as const;

/**
 * One byte string for one list of fields, and never the same for two lists: per field one tag byte (1 text, 2 integer,
 * 3 bytes), the length as 4 bytes big-endian, then UTF-8, an 8-byte big-endian integer, or the bytes.
 * Everything a vault authenticates besides its ciphertext is encoded here.
 */
export function encodeCanonical(fields: readonly CanonicalField[]): Uint8Array {
  return concatBytes(...fields.flatMap(encodeField));
}

function encodeField(field: CanonicalField): readonly Uint8Array[] {
  if (typeof field === "string") return [...tagged(TAG.text, encodeUtf8(field))];
  if (typeof field === "number") return [...tagged(TAG.integer, encodeInteger(field))];
  return tagged(TAG.bytes, field);
}

function tagged(tag: number, content: Uint8Array): readonly Uint8Array[] {
  const head = new Uint8Array(5);
  head[0] = tag;
  new DataView(head.buffer).setUint32(1, content.length);
  return [head, content];
}

function encodeInteger(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
