/** Bytes and their texts: base32 (RFC 4648 §6), base64 (§4), hex (§8), UTF-8. Every reader is strict: one text per value. */
import { CodedError } from "./errors.ts";

/** Why a text is not the encoding it should be. */
export type BytesErrorCode = "bad-character" | "bad-length" | "trailing-bits" | "bad-utf8" | "lone-surrogate";

/** A text or byte string that breaks the rules of its encoding. The message names the encoding, never the content. */
export class BytesError extends CodedError<BytesErrorCode> {}

const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX_ALPHABET = "0123456789abcdef";

/** Base32 text of `bytes`: upper case, without `=` padding, as authenticators show keys. */
export function encodeBase32(bytes: Uint8Array): string {
  return encodeBits(bytes, BASE32_ALPHABET, 5);
}

/**
 * The bytes of an upper-case base32 text without padding.
 * @throws {BytesError} "bad-character"; "bad-length" for a length no whole number of bytes has (1, 3 or 6 mod 8);
 * "trailing-bits" when the unused last bits are not zero, which RFC 4648 §3.5 lets a reader refuse and a typing error causes.
 */
export function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  return decodeBits(text, BASE32_VALUES, 5);
}

/** Standard base64 text of `bytes`, with `=` padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const unpadded = encodeBits(bytes, BASE64_ALPHABET, 6);
  return unpadded.padEnd(Math.ceil(unpadded.length / 4) * 4, "=");
}

/**
 * The bytes of a standard base64 text: padded, without blanks, unused bits zero.
 * @throws {BytesError} "bad-character", "bad-length" or "trailing-bits".
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) throw new BytesError("bad-length", "base64: length is not a multiple of 4");
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return decodeBits(text.slice(0, text.length - padding), BASE64_VALUES, 6);
}

/** Lower-case hexadecimal text of `bytes`. */
export function encodeHex(bytes: Uint8Array): string {
  return encodeBits(bytes, HEX_ALPHABET, 4);
}

/**
 * The bytes of a hexadecimal text in either case.
 * @throws {BytesError} "bad-character" or "bad-length".
 */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  return decodeBits(text.toLowerCase(), HEX_VALUES, 4);
}

/**
 * UTF-8 bytes of `text`.
 * @throws {BytesError} "lone-surrogate": the platform's encoder would put U+FFFD there, so two texts would share one form.
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  if (!text.isWellFormed()) throw new BytesError("lone-surrogate", "text: expected well-formed UTF-16");
  return new TextEncoder().encode(text);
}

/**
 * The text of UTF-8 bytes; a byte order mark is kept as U+FEFF.
 * @throws {BytesError} "bad-utf8" for anything but well-formed UTF-8.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new BytesError("bad-utf8", `bytes: expected UTF-8, saw ${bytes.length} bytes that are not`, {
      cause,
    });
  }
}

/** Whether two byte strings are equal, in a time that depends on their lengths alone. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** All `parts` one after another, as a new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Overwrites key material with zeros. Copies made elsewhere, and strings, are beyond its reach. */
export function wipe(...arrays: readonly Uint8Array[]): void {
  for (const array of arrays) array.fill(0);
}

const BASE32_VALUES = valuesOf(BASE32_ALPHABET);
const BASE64_VALUES = valuesOf(BASE64_ALPHABET);
const HEX_VALUES = valuesOf(HEX_ALPHABET);

/** Character code -> value, 255 for "not in the alphabet". */
function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(255);
  for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;
  return values;
}

function encodeBits(bytes: Uint8Array, alphabet: string, bitsPerCharacter: number): string {
  const mask = (1 << bitsPerCharacter) - 1;
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= bitsPerCharacter) {
      bits -= bitsPerCharacter;
      text += alphabet.charAt((buffer >> bits) & mask);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((buffer << (bitsPerCharacter - bits)) & mask);
}

function decodeBits(text: string, values: Uint8Array, bitsPerCharacter: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.floor((text.length * bitsPerCharacter) / 8));
  let offset = 0;
  let buffer = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)] ?? 255;
    if (value === 255)
      throw new BytesError("bad-character", `text: character ${i + 1} is not in the alphabet`);
    buffer = (buffer << bitsPerCharacter) | value;
    bits += bitsPerCharacter;
    if (bits < 8) continue;
    bits -= 8;
    bytes[offset++] = buffer >> bits;
    buffer &= (1 << bits) - 1;
  }
  // A whole character left over means that no byte string has this length.
  if (bits >= bitsPerCharacter)
    throw new BytesError("bad-length", `text: ${text.length} characters are no whole number of bytes`);
  if (buffer !== 0) throw new BytesError("trailing-bits", "text: the unused last bits are not zero");
  return bytes;
}
