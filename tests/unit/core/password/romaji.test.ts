import { describe, expect, it } from "vitest";
import { foldRomaji, romanise } from "../../../../lib/core/password/romaji.ts";

describe("romanise", () => {
  it.each([
    ["しんぶん", "shinbun"],
    ["まっちゃ", "matcha"],
    ["がっこう", "gakkou"],
    ["きゃく", "kyaku"],
    ["じゅうしょ", "juusho"],
    ["パスワード", "pasuwaado"],
    ["ﾊﾟｽﾜｰﾄﾞ", "pasuwaado"],
    ["Ｋｏｓｍｏ けんぽ", "kosmo kenpo"],
    ["健康ほけん", "健康hoken"],
    ["", ""],
  ])("writes %s as %s", (kana, letters) => {
    expect(romanise(kana)).toBe(letters);
  });

  it("changes nothing in Latin letters but their case", () => {
    expect(romanise("Yukkuri-3 to_Umi!")).toBe("yukkuri-3 to_umi!");
  });
});

describe("foldRomaji", () => {
  it.each([
    ["kenkouhoken", "kenkoohokenn", "けんこうほけん", "kenkohoken"],
    ["shimbun", "sinbun", "シンブン", "shinbun"],
    ["ohayougozaimasu", "ohayoogozaimasu", "おはようございます", "ohayogozaimasu"],
    ["tsuchi", "tuti", "つち", "ツチ"],
    ["jisho", "zisyo", "じしょ", "zisho"],
  ])("gives %s, %s, %s and %s one spelling", (...spellings) => {
    expect(new Set(spellings.map(foldRomaji)).size).toBe(1);
  });

  it("keeps words of different sound apart", () => {
    const words = ["kaki", "kagi", "sushi", "susi-ya", "umi", "mimi", "hana", "hona"];
    expect(new Set(words.map(foldRomaji)).size).toBe(words.length);
  });
});
