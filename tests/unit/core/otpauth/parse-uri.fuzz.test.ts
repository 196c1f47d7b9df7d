import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyQrText } from "../../../../lib/core/otpauth/classify-qr-text.ts";
import { readOtpauthUri } from "../../../../lib/core/otpauth/parse-uri.ts";
import { OtpauthUriError } from "../../../../lib/core/otpauth/uri-error.ts";
import { scaled } from "../../scale.ts";
import { SECRET } from "./cases.ts";

/** Whether the text was read into a key within all limits, or refused by a coded error. Anything else fails. */
function isContained(text: string): boolean {
  try {
    const { key } = readOtpauthUri(text);
    return (
      key.secret.length >= 10 &&
      key.secret.length <= 64 &&
      [6, 7, 8].includes(key.digits) &&
      key.period >= 15 &&
      key.period <= 300 &&
      ["SHA1", "SHA256", "SHA512"].includes(key.algorithm) &&
      [...key.issuer].length <= 64 &&
      [...key.accountName].length <= 128 &&
      !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(key.issuer + key.accountName)
    );
  } catch (error) {
    return error instanceof OtpauthUriError && !text.slice(8).includes(error.message);
  }
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const rawUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));
const escapes = fc.stringMatching(/^(%[0-9A-Fa-f]{2}|%|%u[0-9]{4}|[a-zA-Z0-9:+/#@?&=]){0,12}$/);
const text = fc.oneof(anyText, rawUnits, escapes, anyText.map(encodeLoosely));
const name = fc.constantFrom(
  "secret",
  "issuer",
  "digits",
  "period",
  "algorithm",
  "counter",
  "SECRET",
  "__proto__",
  "image",
);
const value = fc.oneof(
  text,
  fc.constantFrom(SECRET, "6", "7", "8", "30", "60", "SHA1", "sha512", "Demo", "A", ""),
  fc.integer().map(String),
  fc.stringMatching(/^[A-Z2-7]{16,110}$/),
);
const pair = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: name }, text), value)
  .map(([left, right]) => `${left}=${right}`);
const structured = fc
  .tuple(
    fc.constantFrom(
      "otpauth://totp/",
      "otpauth://totp/",
      "OTPAUTH://TOTP/",
      "otpauth://hotp/",
      "otpauth://totp",
      "otpauth://",
    ),
    text,
    fc.constantFrom("", ":", "%3A"),
    text,
    fc.boolean(),
    fc.array(pair, { maxLength: 5 }),
  )
  .map(
    ([start, issuer, colon, account, hasSecret, pairs]) =>
      `${start}${issuer}${colon}${account}?${[...(hasSecret ? [`secret=${SECRET}`] : []), ...pairs].join("&")}`,
  );

function encodeLoosely(plain: string): string {
  return plain.isWellFormed() ? encodeURIComponent(plain) : plain;
}

/** Of each kind. */
const texts = scaled({ ci: 200_000, long: 2_000_000 });

describe("readOtpauthUri", () => {
  it("answers any structured text with a key within the limits or an OtpauthUriError", () => {
    fc.assert(fc.property(structured, isContained), { numRuns: texts });
  });

  it("answers any raw text with a key within the limits or an OtpauthUriError", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((tail) => `otpauth://${tail}`),
        ),
        isContained,
      ),
      { numRuns: texts },
    );
  });

  it("meets both keys and refusals among the structured texts", () => {
    const kinds = new Set(fc.sample(structured, 2_000).map((sample) => classifyQrText(sample).kind));

    expect(kinds).toContain("totp");
    expect(kinds).toContain("invalid");
  });
});

describe("classifyQrText", () => {
  it("throws for no text", () => {
    fc.assert(
      fc.property(fc.oneof(structured, text), (sample) => {
        expect(classifyQrText(sample).kind).not.toBe("");
      }),
      { numRuns: 10_000 },
    );
  });
});
