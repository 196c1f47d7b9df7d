import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawIndex, MIN_PASSPHRASE_BITS, makePassphrase } from "../../../../lib/core/password/passphrase.ts";
import { passphraseWords } from "../../../../lib/core/password/word-lists.ts";

/** Gives the given 32-bit numbers one after another. */
const bytesOf = (...numbers: readonly number[]) => {
  const left = [...numbers];
  return (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(0, left.shift() ?? 0);
    return bytes;
  };
};

describe("drawIndex", () => {
  it("draws again in the last, incomplete round and takes the number right below it", () => {
    const size = 1000;
    const firstRefused = Math.floor(2 ** 32 / size) * size;

    expect(drawIndex(size, bytesOf(firstRefused, 2 ** 32 - 1, 42))).toBe(42);
    expect(drawIndex(size, bytesOf(firstRefused - 1, 42))).toBe(size - 1);
  });

  it("stays inside every size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (size, raw) => {
          const index = drawIndex(size, bytesOf(raw, 0));
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(size);
        },
      ),
    );
  });

  it("hits ten numbers evenly: chi-squared of 20,000 draws below the 0.999999 quantile", () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const index = drawIndex(10);
      counts[index] = (counts[index] ?? 0) + 1;
    }

    const chiSquared = counts.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    expect(chiSquared).toBeLessThan(45.1); // 9 degrees of freedom
  });
});

describe.each([
  ["ja", 1_261],
  ["en", 1_608],
] as const)("passphraseWords in %s", (language, size) => {
  const words = passphraseWords(language);

  it("has a known number of words, each once", () => {
    expect(words.length).toBe(size);
    expect(new Set(words).size).toBe(size);
  });

  it("needs nothing but two to six plain lower-case letters per word", () => {
    expect(words.filter((word) => !/^[a-z]{2,6}$/.test(word))).toEqual([]);
  });
});

describe("makePassphrase", () => {
  it.each(["ja", "en"] as const)("reaches 60 bits in six words of %s that hyphens keep apart", (language) => {
    const words = passphraseWords(language);

    const { text, wordCount, listSize, bits } = makePassphrase(words);

    expect(text.split("-").every((word) => words.includes(word))).toBe(true);
    expect(text.split("-").length).toBe(wordCount);
    expect({ wordCount, listSize }).toEqual({ wordCount: 6, listSize: words.length });
    expect(bits).toBe(Math.floor(6 * Math.log2(words.length)));
    expect(bits).toBeGreaterThanOrEqual(MIN_PASSPHRASE_BITS);
  });

  it("uses at least five words, however long the list, and more of a short list", () => {
    const list = (size: number) => Array.from({ length: size }, (_, index) => `w${index}`);

    expect(makePassphrase(list(100_000)).wordCount).toBe(5);
    expect(makePassphrase(list(16))).toMatchObject({ wordCount: 15, bits: 60 });
    expect(() => makePassphrase(["one"])).toThrow(RangeError);
  });

  it("is another one every time", () => {
    const words = passphraseWords("ja");
    expect(new Set(Array.from({ length: 500 }, () => makePassphrase(words).text)).size).toBe(500);
  });
});
