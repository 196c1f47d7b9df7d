import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OtpKey } from "../../../../lib/core/otp/otp-key.ts";
import { formatOtpauthUri } from "../../../../lib/core/otpauth/format-uri.ts";
import { cleanName } from "../../../../lib/core/otpauth/names.ts";
import { parseOtpauthUri } from "../../../../lib/core/otpauth/parse-uri.ts";
import { scaled } from "../../scale.ts";
import { codeOf, SECRET } from "./cases.ts";

const KEY: OtpKey = {
  type: "totp",
  issuer: "健保 A+B",
  accountName: "taro@example.jp",
  secret: new TextEncoder().encode("12345678901234567890"),
  algorithm: "SHA256",
  digits: 8,
  period: 60,
};

const nameOf = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "binary", maxLength }),
      fc.string({ unit: fc.constantFrom(..."ab健🏥:%+ &=#?/@"), maxLength }),
    )
    .map((text) => cleanName(text).name);

const anyKey: fc.Arbitrary<OtpKey> = fc.record({
  type: fc.constant("totp" as const),
  issuer: nameOf(64),
  accountName: nameOf(128),
  secret: fc.uint8Array({ minLength: 10, maxLength: 64 }),
  algorithm: fc.constantFrom("SHA1" as const, "SHA256" as const, "SHA512" as const),
  digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
  period: fc.integer({ min: 15, max: 300 }),
});

describe("formatOtpauthUri", () => {
  it("writes every parameter, with spaces and plus signs percent-encoded", () => {
    const issuer = "%E5%81%A5%E4%BF%9D%20A%2BB";

    expect(formatOtpauthUri(KEY)).toBe(
      `otpauth://totp/${issuer}:taro%40example.jp?secret=${SECRET}&issuer=${issuer}&algorithm=SHA256&digits=8&period=60`,
    );
  });

  it("is the inverse of parseOtpauthUri, or refuses names that fit no URI", () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const verdict = codeOf(() => formatOtpauthUri(key));
        if (verdict === "accepted") expect(parseOtpauthUri(formatOtpauthUri(key))).toEqual(key);
        else expect(verdict).toBe("uri-too-long");
      }),
      { numRuns: scaled({ ci: 10_000, long: 100_000 }) },
    );
  });

  it.each([
    { issuer: "", accountName: "a:b" },
    { issuer: "", accountName: "" },
    { issuer: "A:B", accountName: "" },
    { issuer: "健".repeat(64), accountName: "康".repeat(64) },
    { issuer: "健".repeat(64), accountName: "康:".repeat(50) },
  ])("keeps awkward names apart (case %#)", (names) => {
    expect(parseOtpauthUri(formatOtpauthUri({ ...KEY, ...names }))).toEqual({ ...KEY, ...names });
  });

  it("refuses a lone surrogate and names beyond the length of a URI", () => {
    expect(codeOf(() => formatOtpauthUri({ ...KEY, issuer: "\ud800" }))).toBe("uri-bad-encoding");
    expect(codeOf(() => formatOtpauthUri({ ...KEY, accountName: "🏥".repeat(300) }))).toBe("uri-too-long");
  });
});
