import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../../lib/core/bytes.ts";
import { type CanonicalField, encodeCanonical } from "../../../../lib/core/vault/canonical.ts";

const anyField: fc.Arbitrary<CanonicalField> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.maxSafeNat(),
  fc.uint8Array({ maxLength: 12 }),
);

describe("encodeCanonical", () => {
  it("writes tag, length and content of every field", () => {
    const encoded = encodeCanonical(["é", 258, Uint8Array.of(255)]);

    expect(encodeHex(encoded)).toBe("0100000002c3a902000000080000000000000102" + "0300000001ff");
  });

  it("never encodes two different lists alike", () => {
    const lists = fc.array(anyField, { maxLength: 5 });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const isSame = fc.stringify(a) === fc.stringify(b);
        expect(encodeHex(encodeCanonical(a)) === encodeHex(encodeCanonical(b))).toBe(isSame);
      }),
      { numRuns: 5000 },
    );
  });

  it("keeps the borders between fields", () => {
    expect(encodeCanonical(["ab", "c"])).not.toEqual(encodeCanonical(["a", "bc"]));
    expect(encodeCanonical(["1"])).not.toEqual(encodeCanonical([1]));
    expect(encodeCanonical(["a"])).not.toEqual(encodeCanonical([Uint8Array.of(0x61)]));
    expect(encodeCanonical([])).not.toEqual(encodeCanonical([""]));
  });
});
