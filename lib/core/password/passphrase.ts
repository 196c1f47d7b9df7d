/** Passphrases that a machine thinks up: words drawn evenly from a list, so that their strength is known and not guessed. */
import { randomBytes } from "@noble/hashes/utils.js";

/** Strength of every passphrase made here, in bits: 2^60 guesses at scrypt N=2^17 take six million card-years. */
export const MIN_PASSPHRASE_BITS = 60;

/** Beside the 0 on Japanese and on American keyboards, without the shift key. */
const SEPARATOR = "-";

const MIN_WORDS = 5;

/** A passphrase with what is known of it. `listSize`: words it was drawn from. `bits`: rounded down. */
export interface Passphrase {
  readonly text: string;
  readonly wordCount: number;
  readonly listSize: number;
  readonly bits: number;
}

/** Draws as many of `words` (all different) as reach {@link MIN_PASSPHRASE_BITS}, at least five. @throws RangeError */
export function makePassphrase(
  words: readonly string[],
  drawBytes: (length: number) => Uint8Array = randomBytes,
): Passphrase {
  if (words.length < 2) throw new RangeError(`passphrase: ${words.length} words are no choice`);
  const bitsPerWord = Math.log2(words.length);
  const wordCount = Math.max(MIN_WORDS, Math.ceil(MIN_PASSPHRASE_BITS / bitsPerWord));
  const drawn = Array.from({ length: wordCount }, () => words[drawIndex(words.length, drawBytes)]);
  return {
    text: drawn.join(SEPARATOR),
    wordCount,
    listSize: words.length,
    bits: Math.floor(wordCount * bitsPerWord),
  };
}

/**
 * A number from 0 to `size` - 1, each equally likely: 32 random bits, drawn again when they fall into the last,
 * incomplete round (a plain remainder would favour the first words).
 */
export function drawIndex(size: number, drawBytes: (length: number) => Uint8Array = randomBytes): number {
  const rounds = Math.floor(2 ** 32 / size) * size;
  for (;;) {
    const bytes = drawBytes(4);
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (value < rounds) return value % size;
  }
}
