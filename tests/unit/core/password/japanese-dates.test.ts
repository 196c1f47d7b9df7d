import { describe, expect, it } from "vitest";
import { foldJapaneseDates } from "../../../../lib/core/password/japanese-dates.ts";

describe("foldJapaneseDates", () => {
  it.each([
    ["shouwa35nen4gatsu12nichi", "19600412"],
    ["Showa35nen4gatu12niti", "19600412"],
    ["s35nen4gatsu12nichi", "19600412"],
    ["昭和35年4月12日生まれ", "19600412"],
    ["昭和35年4月", "196004"],
    ["平成元年1月8日", "19890108"],
    ["heiseigannen", "1989"],
    ["reiwa6nen", "2024"],
    ["taisho15nen", "1926"],
    ["1960nen", "1960"],
    ["60年", "1960"],
    ["hanakosan1960nen", "hanako1960"],
    ["花子さん", "花子"],
  ])("%s is read as %s", (written, folded) => {
    expect(foldJapaneseDates(written)).toBe(folded);
  });

  it.each(["nen", "san", "4gatsu12nichi", "kirakira", "", "さん", "sandwich", "kusanagi"])(
    "leaves %j as it is",
    (text) => {
      expect(foldJapaneseDates(text)).toBe(text);
    },
  );
});
