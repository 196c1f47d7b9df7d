import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase32, encodeBase64, encodeHex } from "../../../../lib/core/bytes.ts";
import { readKeyField } from "../../../../lib/core/otpauth/key-field.ts";
import { isKeycloakSecret } from "../../../../lib/core/otpauth/secret-checks.ts";
import { readSetupKey, SetupKeyError } from "../../../../lib/core/otpauth/setup-key.ts";
import { codeOf, errorOf, SECRET } from "./cases.ts";

const base32 = (text: string) => encodeBase32(readSetupKey(text).secret);
const verdict = (text: string) => codeOf(() => readSetupKey(text));
const refusal = (text: string) => errorOf(SetupKeyError, () => readSetupKey(text));
const KEYCLOAK_KEY = "IFRD GZCF MY3G QSLK JNWE 23SP OBIX EUZR";

describe("readSetupKey", () => {
  it("K1: reads the key as Keycloak shows it, in groups of four", () => {
    expect(readSetupKey(KEYCLOAK_KEY, { expectKeycloak: true })).toEqual({
      secret: new TextEncoder().encode("Ab3dEf6hIjKlMnOpQrS1"),
      warnings: [],
    });
  });

  it.each([
    SECRET.toLowerCase(),
    "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
    "　ＧＥＺＤ　ｇｎｂｖ　ＧＹ３Ｔ　ＱＯＪＱ　GEZD　GNBV　GY3T　QOJQ　",
    "GEZD\u00a0GNBV\u2003GY3T\tQOJQ\r\nGEZD\u200bGNBV\ufeffGY3T\u2060QOJQ\n",
    "GEZD\u2010GNBV\u2011GY3T\u2013QOJQ\u2014GEZD\u2212GNBV\uff0dGY3T\u30fcQOJQ",
    `${SECRET}====`,
    `${SECRET} = =`,
    `${SECRET}＝＝`,
  ])("Q10: reads blanks, hyphens, padding, lower case and full width (case %#)", (text) => {
    expect(base32(text)).toBe(SECRET);
  });

  it("refuses padding between characters and points at it", () => {
    expect(refusal("GEZDGNBV=GY3TQOJQ")).toMatchObject({
      code: "bad-character",
      position: 9,
      character: "=",
    });
  });

  it.each([
    ["0", "look-alike-digit", "O"],
    ["1", "look-alike-digit", "I"],
    ["8", "look-alike-digit", "B"],
    ["9", "look-alike-digit", "G"],
    ["０", "look-alike-digit", "O"],
    ["|", "look-alike-digit", "I"],
    ["\u0410", "look-alike-letter", "A"],
    ["\u0440", "look-alike-letter", "P"],
    ["あ", "japanese-input", null],
    ["ｱ", "japanese-input", null],
    ["健", "japanese-input", null],
    ["、", "japanese-input", null],
    ["*", "other", null],
    ["😀", "other", null],
    ["\ud83d", "other", null],
    ["ı", "other", null],
  ])("Q11: refuses %j, points at it and says what was meant", (character, hint, suggestion) => {
    expect(refusal(`gezd gn${character}v gy3t qojq`)).toMatchObject({
      code: "bad-character",
      position: 8,
      character,
      hint,
      suggestion,
    });
  });

  it("Q11: counts places in code points of the user's own text", () => {
    expect(refusal(`　ＧＥＺＤ GNBV😀`)).toMatchObject({ position: 11, character: "😀" });
  });

  it("Q7: refuses a text without any key character", () => {
    expect(["", " 　\n", "----", "====", "ーー"].map(verdict)).toEqual(Array(5).fill("empty-key"));
  });

  it("Q8: refuses a key that decodes to no bytes", () => {
    expect(verdict("A")).toBe("key-too-short");
  });

  it("Q12: refuses non-zero trailing bits, a missing and a surplus character", () => {
    expect(
      ["GEZDGNBVGY3TQOJQGA", "GEZDGNBVGY3TQOJQGB", SECRET.slice(0, -1), `${SECRET}A`].map(verdict),
    ).toEqual(["accepted", "trailing-bits", "trailing-bits", "bad-length"]);
  });

  it("Q13: refuses 9 bytes and warns of 10 to 15", () => {
    const keyOf = (length: number) => encodeBase32(Uint8Array.from({ length }, (_, i) => i));

    expect(verdict(keyOf(9))).toBe("key-too-short");
    expect([10, 15, 16].map((length) => readSetupKey(keyOf(length)).warnings)).toEqual([
      [{ code: "short-secret" }],
      [{ code: "short-secret" }],
      [],
    ]);
  });

  it("Q14: accepts 64 bytes and refuses 65", () => {
    expect([64, 65].map((length) => verdict(encodeBase32(new Uint8Array(length).fill(7, 1))))).toEqual([
      "accepted",
      "key-too-long",
    ]);
  });

  it("Q15: warns of one repeated byte", () => {
    expect(readSetupKey("A".repeat(32)).warnings).toEqual([{ code: "weak-secret" }]);
    expect(readSetupKey("A".repeat(16)).warnings).toEqual([
      { code: "weak-secret" },
      { code: "short-secret" },
    ]);
  });

  it("K3: refuses hexadecimal with a hint", () => {
    const hex = encodeHex(new TextEncoder().encode("12345678901234567890"));

    expect(
      [hex, hex.toUpperCase(), `0x${hex}`, hex.replace(/(..)/g, "$1 "), hex.replace(/(..)/g, "$1:")].map(
        verdict,
      ),
    ).toEqual(Array(5).fill("looks-like-hex"));
  });

  it("K3: refuses base64 and the raw characters of a Keycloak secret with a hint", () => {
    const bytes = Uint8Array.from({ length: 20 }, (_, i) => (i * 73 + 41) & 255);

    expect(
      [encodeBase64(bytes), encodeBase64(bytes).replace(/=+$/, ""), "Ab3dEf6hIjKlMnOpQrS1"].map(verdict),
    ).toEqual(Array(3).fill("looks-like-base64"));
  });

  it("K3: still points at a single wrong digit in a key typed without care for case", () => {
    expect(refusal("Gezd Gnbv Gy3t Qoj0")).toMatchObject({ code: "bad-character", suggestion: "O" });
    expect(verdict("GEZDgnbvGY3TQOJQ")).toBe("accepted");
  });

  it("K4: refuses a paste of a megabyte before reading it", () => {
    expect([
      verdict("A".repeat(1_000_000)),
      verdict("あ".repeat(1_000_000)),
      verdict(" ".repeat(1_000_000)),
    ]).toEqual(Array(3).fill("key-too-long"));
  });

  it("reads every key it could have written, in any grouping and case", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 64 }),
        fc.constantFrom(" ", "-", "　", "\u200b "),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (secret, separator, group, isLower) => {
          const text = encodeBase32(secret).replace(new RegExp(`(.{${group}})`, "g"), `$1${separator}`);

          expect(readSetupKey(isLower ? text.toLowerCase() : text).secret).toEqual(secret);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("throws nothing but SetupKeyError, and never quotes the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.stringMatching(/^[A-Za-z0-9 =+/-]{0,60}$/)),
        (text) => {
          const code = codeOf(() => readSetupKey(text));
          if (code === "accepted") expect(readSetupKey(text).secret.length).toBeGreaterThanOrEqual(10);
          else expect(refusal(text).message).not.toMatch(/[A-Z2-7]{8}/);
        },
      ),
      { numRuns: 20_000 },
    );
  });
});

describe("isKeycloakSecret", () => {
  const ascii = (text: string) => new TextEncoder().encode(text);

  it("accepts 20 characters of Keycloak's alphabet and refuses X, Y, Z, other lengths and other bytes", () => {
    const texts = [
      "Ab3dEf6hIjKlMnOpQrS1",
      "xyzxyzWWWW0000099999",
      "Xb3dEf6hIjKlMnOpQrS1",
      "Zb3dEf6hIjKlMnOpQrS1",
      "Ab3dEf6hIjKlMnOpQrS",
      "Ab3dEf6hIjKlMnOpQrS12",
      "Ab3dEf6hIjKlMnOpQr-1",
    ];

    expect(texts.map((text) => isKeycloakSecret(ascii(text)))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(isKeycloakSecret(new Uint8Array(20).fill(200))).toBe(false);
  });

  it("becomes a warning where a Keycloak key is expected", () => {
    const typo = KEYCLOAK_KEY.replace("IFRD", "QFRD");

    expect(readSetupKey(typo, { expectKeycloak: true }).warnings).toEqual([
      { code: "not-keycloak-alphabet" },
    ]);
    expect(readSetupKey(typo).warnings).toEqual([]);
  });
});

describe("readKeyField", () => {
  it("K2: reads a pasted otpauth URI as a URI, with blanks around it", () => {
    expect(readKeyField(`  otpauth://totp/Demo:taro?secret=${SECRET}&digits=8\n`)).toMatchObject({
      kind: "uri",
      key: { accountName: "taro", digits: 8 },
      warnings: [],
    });
    expect(codeOf(() => readKeyField(`otpauth://hotp/Demo?secret=${SECRET}`))).toBe("uri-type-hotp");
  });

  it("K2: reads anything else as a key and names an address as such", () => {
    expect(readKeyField(SECRET)).toMatchObject({ kind: "key", warnings: [] });
    expect(
      ["otpauth-migration://offline?data=x", "https://example.jp/", "mailto:a@example.jp"].map((text) =>
        codeOf(() => readKeyField(text)),
      ),
    ).toEqual(Array(3).fill("looks-like-uri"));
    expect(readKeyField(SECRET, { expectKeycloak: true }).warnings).toEqual([]);
  });

  it("K4: refuses a megabyte behind an otpauth scheme too", () => {
    expect(codeOf(() => readKeyField(`otpauth://totp/${"a".repeat(1_000_000)}`))).toBe("uri-too-long");
  });
});
