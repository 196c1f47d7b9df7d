/**
 * The recovery code as people write it: 128 bits in Douglas Crockford's base 32 (https://www.crockford.com/base32.html),
 * 26 symbols and his check symbol. Small and free of key derivation, so that forms can read while a person types.
 */

/** Random bytes behind a code: 128 bits, which no stretching has to make up for. */
export const RECOVERY_CODE_BYTES = 16;

/** Symbols of a code without hyphens: 26 × 5 bits hold the 128, and one symbol checks them. */
export const RECOVERY_CODE_SYMBOLS = 27;

/** Six groups of four and one of three: short enough to keep in mind between paper and keyboard. */
const GROUP_SYMBOLS = 4;

/** No I, L, O (they look like digits) and no U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The value modulo 37, a prime above 32: every wrong symbol and every swap of neighbours changes it. */
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;

/** The signs that the check symbol alone may be, for people to read; kept on one line. */
export const CHECK_SYMBOLS = "* ~ $ =".replaceAll(" ", "\u00a0");

/** What a person writes in place of a symbol of the alphabet. Applied after NFKC and upper case. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1", "〜": "~", "×": "*" };

/** Blanks, hyphens and the dashes that Japanese keyboards give in their place; they only part the groups. */
const SEPARATORS = /[\s\-‐‑‒–—―−ーｰ_.,・]/u;

/** A longer text is a mistake of the clipboard and is not looked into. */
const MAX_TEXT = 1_000;

/**
 * What a typed text is. `position`: 1 for the first symbol, hyphens and blanks not counted.
 * "check-mismatch": all symbols are possible, but at least one is not the one on the paper.
 */
export type RecoveryCodeReading =
  | { readonly status: "ok"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: "too-short"; readonly missing: number }
  | { readonly status: "too-long"; readonly extra: number }
  | { readonly status: "bad-character"; readonly position: number }
  | { readonly status: "check-mismatch" };

/**
 * The code of 16 bytes: seven groups with hyphens, such as "7ZZZ-…-ZZZ$". As in the specification the number is
 * extended with zero bits at its front, so the first symbol is 0 to 7.
 * @throws {RangeError} for any other length
 */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== RECOVERY_CODE_BYTES) throw new RangeError(`recovery code: ${bytes.length} bytes`);
  let rest = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  let symbols = CHECK_ALPHABET.charAt(Number(rest % 37n));
  for (let count = 1; count < RECOVERY_CODE_SYMBOLS; count++) {
    symbols = ALPHABET.charAt(Number(rest & 31n)) + symbols;
    rest >>= 5n;
  }
  return (symbols.match(new RegExp(`.{1,${GROUP_SYMBOLS}}`, "gu")) ?? []).join("-");
}

/**
 * Reads a code as typed: either case, full width, O for 0, I and L for 1, hyphens and blanks anywhere. The first
 * impossible symbol is named even while the text is still too short, so that a form can help at once.
 */
export function parseRecoveryCode(text: string): RecoveryCodeReading {
  if (text.length > MAX_TEXT) return { status: "too-long", extra: text.length - RECOVERY_CODE_SYMBOLS };
  const symbols = symbolsOf(text);
  let value = 0n;
  for (const [index, symbol] of symbols.slice(0, RECOVERY_CODE_SYMBOLS - 1).entries()) {
    const digit = ALPHABET.indexOf(symbol);
    // The two bits in front of the 128 are zero: one code has one writing.
    if (digit < 0 || (index === 0 && digit > 7)) return { status: "bad-character", position: index + 1 };
    value = (value << 5n) | BigInt(digit);
  }
  const missing = RECOVERY_CODE_SYMBOLS - symbols.length;
  if (missing > 0) return { status: "too-short", missing };
  const check = CHECK_ALPHABET.indexOf(symbols[RECOVERY_CODE_SYMBOLS - 1] ?? "");
  if (check < 0) return { status: "bad-character", position: RECOVERY_CODE_SYMBOLS };
  if (missing < 0) return { status: "too-long", extra: -missing };
  if (Number(value % 37n) !== check) return { status: "check-mismatch" };
  return { status: "ok", bytes: bytesOf(value) };
}

function symbolsOf(text: string): readonly string[] {
  return Array.from(text.normalize("NFKC").toUpperCase())
    .filter((character) => !SEPARATORS.test(character))
    .map((character) => LOOK_ALIKES[character] ?? character);
}

function bytesOf(value: bigint): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: RECOVERY_CODE_BYTES }, (_, index) =>
    Number((value >> BigInt(8 * (RECOVERY_CODE_BYTES - 1 - index))) & 0xffn),
  );
}
