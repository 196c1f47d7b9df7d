import { describe, expect, it } from "vitest";
import { readTypedAlgorithm } from "../../../../lib/core/otpauth/parameters.ts";
import { codeOf } from "./cases.ts";

describe("readTypedAlgorithm", () => {
  it("Q19: reads the spellings that pages show to people", () => {
    const texts = ["SHA1", "sha-1", "SHA-256", "HmacSHA256", "Hmac-SHA-512", " ＳＨＡ５１２ "];

    expect(texts.map(readTypedAlgorithm)).toEqual(["SHA1", "SHA1", "SHA256", "SHA256", "SHA512", "SHA512"]);
  });

  it("Q19: refuses other algorithms in manual entry too", () => {
    expect(
      ["MD5", "SHA3-256", "SHA-3", "SHA 224", "", "Hmac"].map((text) =>
        codeOf(() => readTypedAlgorithm(text)),
      ),
    ).toEqual(Array(6).fill("bad-algorithm"));
  });
});
