import { describe, expect, it } from "vitest";
import { decodeSegments } from "../../../../lib/core/qr/decode-bytes.ts";

const bytes = (values: readonly number[], isKanji = false) => ({ bytes: values, isKanji });

describe("decodeSegments", () => {
  it("reads UTF-8 first, then Shift_JIS, and gives up on anything else", () => {
    expect(decodeSegments([bytes([0xe5, 0x81, 0xa5])])).toBe("健");
    expect(decodeSegments([bytes([0x8c, 0x92])])).toBe("健");
    expect(decodeSegments([bytes([0xb1])])).toBe("ｱ");
    expect(decodeSegments([bytes([0xff, 0xfe])])).toBeNull();
    expect(decodeSegments([])).toBe("");
  });

  it("joins a character that is cut between two byte segments", () => {
    expect(decodeSegments([bytes([0x41, 0xe5]), bytes([0x81, 0xa5])])).toBe("A健");
  });

  it("reads kanji segments as Shift_JIS beside UTF-8 ones", () => {
    expect(decodeSegments([bytes([0xe5, 0x81, 0xa5]), bytes([0x8c, 0x92], true), bytes([0x42])])).toBe(
      "健健B",
    );
  });

  it("keeps only one reading: bytes that are UTF-8 are never read as Shift_JIS", () => {
    expect(decodeSegments([bytes([...new TextEncoder().encode("ポータル")])])).toBe("ポータル");
  });
});
