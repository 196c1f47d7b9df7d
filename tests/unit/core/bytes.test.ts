import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BytesError,
  concatBytes,
  decodeBase32,
  decodeBase64,
  decodeHex,
  decodeUtf8,
  encodeBase32,
  encodeBase64,
  encodeHex,
  encodeUtf8,
  equalBytes,
  wipe,
} from "../../../lib/core/bytes.ts";
import { scaled } from "../scale.ts";

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BytesError) return error.code;
    throw error;
  }
  return "accepted";
}

const ascii = (text: string) => new TextEncoder().encode(text);

describe("base32, base64 and hex", () => {
  // RFC 4648 §10
  it.each([
    ["", "", "", ""],
    ["f", "MY", "Zg==", "66"],
    ["fo", "MZXQ", "Zm8=", "666f"],
    ["foo", "MZXW6", "Zm9v", "666f6f"],
    ["foob", "MZXW6YQ", "Zm9vYg==", "666f6f62"],
    ["fooba", "MZXW6YTB", "Zm9vYmE=", "666f6f6261"],
    ["foobar", "MZXW6YTBOI", "Zm9vYmFy", "666f6f626172"],
  ])("give RFC 4648's vector for %j in both directions", (plain, base32, base64, hex) => {
    const bytes = ascii(plain);

    expect([encodeBase32(bytes), encodeBase64(bytes), encodeHex(bytes)]).toEqual([base32, base64, hex]);
    expect([decodeBase32(base32), decodeBase64(base64), decodeHex(hex)]).toEqual([bytes, bytes, bytes]);
  });

  it("decode what they encoded and agree with Node's Buffer, for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(encodeHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
        expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
        expect(decodeHex(encodeHex(bytes))).toEqual(bytes);
      }),
      { numRuns: scaled({ ci: 10_000, long: 100_000 }) },
    );
  });

  it("accept at most one text per value", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ABCDabcd2379+/=- \n"), maxLength: 12 }), (text) => {
        if (codeOf(() => decodeBase64(text)) === "accepted")
          expect(encodeBase64(decodeBase64(text))).toBe(text);
        if (codeOf(() => decodeBase32(text)) === "accepted")
          expect(encodeBase32(decodeBase32(text))).toBe(text);
      }),
      { numRuns: scaled({ ci: 20_000, long: 200_000 }) },
    );
  });

  it.each([
    ["base32", () => decodeBase32("mzxw6"), "bad-character"],
    ["base32", () => decodeBase32("MZXW6==="), "bad-character"],
    ["base32", () => decodeBase32("MZX"), "bad-length"],
    ["base32", () => decodeBase32("MZ"), "trailing-bits"],
    ["base64", () => decodeBase64("Zg"), "bad-length"],
    ["base64", () => decodeBase64("Z==="), "bad-character"],
    ["base64", () => decodeBase64("===="), "bad-character"],
    ["base64", () => decodeBase64("Zh=="), "trailing-bits"],
    ["base64", () => decodeBase64("Zm9 "), "bad-character"],
    ["base64", () => decodeBase64("Zm-_"), "bad-character"],
    ["hex", () => decodeHex("6"), "bad-length"],
    ["hex", () => decodeHex("6g"), "bad-character"],
    ["hex", () => decodeHex("６６"), "bad-character"],
  ])("%s refuses malformed text with a code (case %#)", (_name, act, code) => {
    expect(codeOf(act)).toBe(code);
  });
});

describe("UTF-8", () => {
  it("keeps any well-formed text, with a byte order mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe("\ufeffA");
  });

  it("refuses a lone surrogate and bytes that are not UTF-8", () => {
    expect(codeOf(() => encodeUtf8("a\ud800"))).toBe("lone-surrogate");
    expect(codeOf(() => decodeUtf8(Uint8Array.of(0xc0, 0x80)))).toBe("bad-utf8");
    expect(codeOf(() => decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x80)))).toBe("bad-utf8");
  });
});

describe("equalBytes", () => {
  it("is true for equal bytes alone", () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalBytes(Uint8Array.of(1, 0), Uint8Array.of(1))).toBe(false);
    expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBe(false);
    expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true);
  });
});

describe("concatBytes and wipe", () => {
  it("joins parts in order into a new array that wiping the parts leaves alone", () => {
    const first = Uint8Array.of(1, 2);
    const second = Uint8Array.of(3);

    const whole = concatBytes(first, new Uint8Array(), second);
    wipe(first, second);

    expect([...whole]).toEqual([1, 2, 3]);
    expect([...first, ...second]).toEqual([0, 0, 0]);
  });
});
