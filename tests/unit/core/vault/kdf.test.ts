import { scryptSync } from "node:crypto";
import { scrypt, scryptAsync } from "@noble/hashes/scrypt.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, encodeHex } from "../../../../lib/core/bytes.ts";
import { deriveRootKey, newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { checkNewPassword } from "../../../../lib/core/vault/password-rules.ts";
import type { ScryptParameters } from "../../../../lib/core/vault/scrypt-parameters.ts";
import { CHEAP_KDF } from "./samples.ts";

const SALT = encodeBase64(Uint8Array.from({ length: 32 }, (_, index) => index));
const CHEAP: ScryptParameters = { algorithm: "scrypt", N: 16, r: 8, p: 1, salt: SALT };

/** RFC 7914 §12. */
const SCRYPT_VECTORS = [
  {
    password: "password",
    salt: "NaCl",
    cost: { N: 1024, r: 8, p: 16 },
    key: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
  },
  {
    password: "pleaseletmein",
    salt: "SodiumChloride",
    cost: { N: 16384, r: 8, p: 1 },
    key: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
  },
];

function deriveCheaply(password: string): Promise<string> {
  return deriveRootKey(password, CHEAP, { limits: CHEAP_KDF }).then(encodeHex);
}

describe("scrypt", () => {
  it.each(SCRYPT_VECTORS)(
    "answers RFC 7914's vector for N=$cost.N",
    async ({ password, salt, cost, key }) => {
      expect(encodeHex(scrypt(password, salt, { ...cost, dkLen: 64 }))).toBe(key);
      expect(encodeHex(await scryptAsync(password, salt, { ...cost, dkLen: 64 }))).toBe(key);
    },
  );
});

describe("deriveRootKey", () => {
  it("equals a second implementation at full cost", async () => {
    const kdf = newScryptParameters();

    const rootKey = await deriveRootKey("correct horse battery", kdf);

    const { N, r, p } = kdf;
    const options = { N, r, p, maxmem: 2 ** 28 };
    expect(encodeHex(rootKey)).toBe(
      scryptSync("correct horse battery", decodeBase64(kdf.salt), 32, options).toString("hex"),
    );
  });

  it("equals a second implementation for any text of any length", async () => {
    const cost = fc.record({ log2N: fc.integer({ min: 1, max: 6 }), p: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 200 }),
        cost,
        async (password, { log2N, p }) => {
          const kdf: ScryptParameters = { ...CHEAP, N: 2 ** log2N, p };
          const rootKey = await deriveRootKey(password, kdf, { limits: CHEAP_KDF });
          const second = scryptSync(password.normalize("NFKC"), decodeBase64(SALT), 32, {
            N: kdf.N,
            r: 8,
            p,
          });
          expect(encodeHex(rootKey)).toBe(second.toString("hex"));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ["full-width letters and digits", "Ｐａｓｓｗｏｒｄ１２３４", "Password1234"],
    ["half-width kana with voicing marks", "ﾊﾟｽﾜｰﾄﾞﾊﾟｽﾜｰﾄﾞ", "パスワードパスワード"],
    ["the ideographic space", "ひととき　時間", "ひととき 時間"],
    ["decomposed accents", "cafe\u0301 cafe\u0301 cafe\u0301", "caf\u00e9 caf\u00e9 caf\u00e9"],
    ["ligatures and Roman numerals", "ﬁnale Ⅳ", "finale IV"],
  ])("derives the same key from both forms of %s", async (_, typed, normal) => {
    expect(await deriveCheaply(typed)).toBe(await deriveCheaply(normal));
  });

  it("tells passwords apart that differ only after 64 bytes", async () => {
    // HMAC hashes keys longer than its block of 64 bytes: a cut there would make these two equal.
    const long = "0123456789".repeat(8);

    const keys = [
      await deriveCheaply(long),
      await deriveCheaply(`${long}!`),
      await deriveCheaply(long.slice(0, 64)),
    ];

    expect(new Set(keys).size).toBe(3);
  });

  it("tells emoji apart and takes a lone surrogate without failing", async () => {
    const texts = [
      "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑",
      "🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒",
      "👩🏽‍⚕️ 見本 見本 見本",
      "\ud83d lone",
    ];

    const keys = await Promise.all(texts.map(deriveCheaply));

    expect(new Set(keys).size).toBe(texts.length);
  });

  it("reports progress from below a half to all of it", async () => {
    const seen: number[] = [];

    await deriveRootKey(
      "progress",
      { ...CHEAP, N: 1024 },
      { limits: CHEAP_KDF, onProgress: (done) => seen.push(done) },
    );

    expect(seen[0]).toBeLessThan(0.5);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it.each([
    ["N one step below the floor", { N: 2 ** 16 }],
    ["N one step above the cap", { N: 2 ** 19 }],
    ["N of 2^30", { N: 2 ** 30 }],
    ["N between two powers of two", { N: 2 ** 17 + 1 }],
    ["a negative N", { N: -(2 ** 17) }],
    ["a fractional N", { N: 2 ** 17 + 0.5 }],
    ["N as text", { N: "131072" }],
    ["N that is not a number", { N: Number.NaN }],
    ["an infinite N", { N: Number.POSITIVE_INFINITY }],
    ["r of 1", { r: 1 }],
    ["r of 2^20", { r: 2 ** 20 }],
    ["p of 0", { p: 0 }],
    ["p of 5", { p: 5 }],
    ["p of 10^6", { p: 1_000_000 }],
  ])("refuses %s at once", async (_, change) => {
    const kdf = { ...newScryptParameters(), ...change } as ScryptParameters;
    const before = performance.now();

    await expect(deriveRootKey("whatever it is", kdf)).rejects.toMatchObject({ code: "kdf-out-of-range" });

    // A derivation at the floor takes some hundred milliseconds; a refusal is far below on any machine.
    expect(performance.now() - before).toBeLessThan(100);
  });

  it.each([
    ["an empty salt", { salt: "" }],
    ["a salt of 31 bytes", { salt: encodeBase64(new Uint8Array(31)) }],
    ["a salt of 33 bytes", { salt: encodeBase64(new Uint8Array(33)) }],
    ["a salt that is not base64", { salt: "あ".repeat(44) }],
    ["another algorithm", { algorithm: "pbkdf2" }],
    ["a field of its own", { keylen: 16 }],
  ])("refuses %s as damaged", async (_, change) => {
    const kdf = { ...newScryptParameters(), ...change } as unknown as ScryptParameters;

    await expect(deriveRootKey("whatever it is", kdf)).rejects.toMatchObject({ code: "damaged" });
  });

  it("refuses every cost outside the limits and nothing else", async () => {
    const anyCost = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1, 2, 4, 5, 8, 2 ** 17, 2 ** 18));
    await fc.assert(
      fc.asyncProperty(anyCost, anyCost, anyCost, async (N, r, p) => {
        fc.pre(!((N === 2 ** 17 || N === 2 ** 18) && r === 8 && [1, 2, 3, 4].includes(p)));
        const kdf: ScryptParameters = { algorithm: "scrypt", N, r, p, salt: SALT };
        await expect(deriveRootKey("whatever it is", kdf)).rejects.toMatchObject({
          code: "kdf-out-of-range",
        });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("newScryptParameters", () => {
  it("takes the floor by default with a fresh salt of 32 bytes each time", () => {
    const [first, second] = [newScryptParameters(), newScryptParameters()];

    expect(first).toMatchObject({ algorithm: "scrypt", N: 131072, r: 8, p: 1 });
    expect(decodeBase64(first.salt)).toHaveLength(32);
    expect(first.salt).not.toBe(second.salt);
  });

  it("takes 2^18 on request and refuses 2^16 and 2^19", () => {
    expect(newScryptParameters(2 ** 18).N).toBe(2 ** 18);
    expect(() => newScryptParameters(2 ** 16)).toThrow(expect.objectContaining({ code: "kdf-out-of-range" }));
    expect(() => newScryptParameters(2 ** 19)).toThrow(expect.objectContaining({ code: "kdf-out-of-range" }));
  });
});

describe("checkNewPassword", () => {
  it.each([
    ["11 characters", "abcdefghijk", "too-short"],
    ["12 characters", "abcdefghijkl", "ok"],
    ["nothing", "", "too-short"],
    ["12 UTF-16 units in 6 emoji", "🔑🔒🔓🔐🗝🗄", "too-short"],
    ["12 emoji", "🔑🔒🔓🔐🔑🔒🔓🔐🔑🔒🔓🔐", "ok"],
    ["12 half-width kana that compose to 6", "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟﾀﾞ", "too-short"],
    ["6 squared words that NFKC spells out", "㌀㌁㌂㌃㌄㌅", "ok"],
    ["12 times the same character", "aaaaaaaaaaaa", "one-character"],
    ["one character in two widths", "aaaaaaａａａａａａ", "one-character"],
    ["1,024 characters", "ab".repeat(512), "ok"],
    ["1,025 characters", `${"ab".repeat(512)}c`, "too-long"],
    ["a megabyte", "ab".repeat(500_000), "too-long"],
    ["a line break", "abcdefghijkl\n", "unusable-characters"],
    ["a lone surrogate", "abcdefghijkl\ud800", "unusable-characters"],
    ["an unassigned code point", "abcdefghijkl\u{e0fff}", "unusable-characters"],
    ["a Japanese sentence with spaces", "今日は よい 天気 ですね", "ok"],
  ] as const)("judges %s", (_, text, verdict) => {
    expect(checkNewPassword(text)).toBe(verdict);
  });
});
