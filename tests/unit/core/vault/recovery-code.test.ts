import { randomBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatRecoveryCode,
  parseRecoveryCode,
  RECOVERY_CODE_SYMBOLS,
} from "../../../../lib/core/vault/recovery-code.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_ALPHABET = `${ALPHABET}*~$=U`;

const codeBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const ok = (bytes: Uint8Array) => ({ status: "ok", bytes });
const symbolsOf = (code: string): string => code.replaceAll("-", "");
const replaceAt = (text: string, index: number, symbol: string): string =>
  text.slice(0, index) + symbol + text.slice(index + 1);

describe("formatRecoveryCode", () => {
  it("writes 27 symbols in groups of four, zeros in front, the value modulo 37 at the end", () => {
    const one = Uint8Array.from({ length: 16 }, (_, index) => (index === 15 ? 1 : 0));

    expect(formatRecoveryCode(new Uint8Array(16))).toBe("0000-0000-0000-0000-0000-0000-000");
    expect(formatRecoveryCode(one)).toBe("0000-0000-0000-0000-0000-0000-011");
    // 2^128 - 1 = 32 modulo 37 (by Python's integers).
    expect(formatRecoveryCode(new Uint8Array(16).fill(255))).toBe("7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ*");
  });

  it("refuses 15 and 17 bytes", () => {
    expect(() => formatRecoveryCode(new Uint8Array(15))).toThrow(RangeError);
    expect(() => formatRecoveryCode(new Uint8Array(17))).toThrow(RangeError);
  });
});

describe("parseRecoveryCode", () => {
  it("inverts formatRecoveryCode", () => {
    fc.assert(
      fc.property(codeBytes, (bytes) => {
        expect(parseRecoveryCode(formatRecoveryCode(bytes))).toEqual(ok(bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, (code: string) => string]>([
    ["lower case", (code) => code.toLowerCase()],
    ["no hyphens", symbolsOf],
    ["blanks, also full-width ones and line breaks", (code) => ` ${code.replaceAll("-", " 　\n")}\t`],
    [
      "full-width letters, digits and hyphens",
      (code) => code.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
    ],
    ["the long-vowel mark of Japanese keyboards as a hyphen", (code) => code.replaceAll("-", "ー")],
    ["half-width long-vowel marks and minus signs", (code) => code.replace("-", "ｰ").replaceAll("-", "−")],
    ["O for 0", (code) => code.replaceAll("0", "O")],
    ["o for 0, i and l for 1", (code) => code.replaceAll("0", "o").replace("1", "i").replaceAll("1", "l")],
    ["a wave dash for the tilde", (code) => code.replace("~", "〜")],
  ])("reads %s", (_, written) => {
    fc.assert(
      fc.property(codeBytes, (bytes) => {
        expect(parseRecoveryCode(written(formatRecoveryCode(bytes)))).toEqual(ok(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it("detects every single wrong symbol at every place", () => {
    for (let round = 0; round < 20; round++) {
      const code = symbolsOf(formatRecoveryCode(randomBytes(16)));
      for (let index = 0; index < RECOVERY_CODE_SYMBOLS; index++) {
        for (const symbol of CHECK_ALPHABET) {
          if (symbol === code[index]) continue;
          expect(parseRecoveryCode(replaceAt(code, index, symbol)).status).not.toBe("ok");
        }
      }
    }
  });

  it("detects every swap of neighbours, the check symbol included", () => {
    fc.assert(
      fc.property(codeBytes, fc.integer({ min: 0, max: RECOVERY_CODE_SYMBOLS - 2 }), (bytes, index) => {
        const code = symbolsOf(formatRecoveryCode(bytes));
        const [left = "", right = ""] = code.slice(index, index + 2);
        fc.pre(left !== right);
        const swapped = replaceAt(replaceAt(code, index, right), index + 1, left);

        expect(parseRecoveryCode(swapped).status).not.toBe("ok");
      }),
      { numRuns: 5_000 },
    );
  });

  it("says how many symbols are missing or too many", () => {
    const code = formatRecoveryCode(randomBytes(16));

    expect(parseRecoveryCode("")).toEqual({ status: "too-short", missing: 27 });
    expect(parseRecoveryCode(code.slice(0, 9))).toEqual({ status: "too-short", missing: 19 });
    expect(parseRecoveryCode(code.slice(0, -1))).toEqual({ status: "too-short", missing: 1 });
    expect(parseRecoveryCode(`${code}0`)).toEqual({ status: "too-long", extra: 1 });
    expect(parseRecoveryCode("0".repeat(5_000_000))).toEqual({ status: "too-long", extra: 4_999_973 });
  });

  it("names the first impossible symbol, also in a text that is still too short", () => {
    expect(parseRecoveryCode("0U")).toEqual({ status: "bad-character", position: 2 });
    expect(parseRecoveryCode("0123-4あ")).toEqual({ status: "bad-character", position: 6 });
    expect(parseRecoveryCode("0123-4𠮷6*")).toEqual({ status: "bad-character", position: 6 });
    expect(parseRecoveryCode(`${"0".repeat(26)}@`)).toEqual({ status: "bad-character", position: 27 });
  });

  it("refuses a first symbol above 7, whose bits no code has, and reads 7", () => {
    expect(parseRecoveryCode("8")).toEqual({ status: "bad-character", position: 1 });
    expect(parseRecoveryCode("7")).toEqual({ status: "too-short", missing: 26 });
  });

  it("gives a reading for any text, and 16 bytes whenever it is ok", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const reading = parseRecoveryCode(text);
        if (reading.status === "ok") expect(reading.bytes).toHaveLength(16);
      }),
      { numRuns: 2_000 },
    );
  });
});
