import { describe, expect, it } from "vitest";
import { makePassphrase } from "../../../../lib/core/password/passphrase.ts";
import { createStrengthEstimator } from "../../../../lib/core/password/strength.ts";
import {
  isStrongEnough,
  MIN_GUESSES_LOG10,
  weaknesses,
} from "../../../../lib/core/password/strength-floor.ts";
import { passphraseWords } from "../../../../lib/core/password/word-lists.ts";
import { MASTER_PASSWORD } from "../../../browser/first-run.ts";

const estimate = createStrengthEstimator();

describe("createStrengthEstimator", () => {
  it.each([
    ["password12345", "service"],
    ["ｐａｓｓｗｏｒｄ１２３４", "service"],
    ["パスワードパスワード", "service"],
    ["nihongo-pasuwado", "service"],
    ["hitotoki-hitotoki", "service"],
    ["kosmo-kenpo-2026!", "service"],
    ["Hitotoki-Kosmo-2025", "service"],
    ["kenkouhoken2026", "service"],
    ["kenkoohokennkumiai", "service"],
    ["けんこうほけんくみあい", "service"],
    ["ｹﾝｺｳﾎｹﾝｸﾐｱｲ", "service"],
    ["健康保険組合健康保険組合", "service"],
    ["qwertyuiop12", "common"],
    ["1qaz2wsx3edc", "common"],
    ["yama densha midori tamago", "common"],
    ["Yama-Densha-Midori-Tamago!", "common"],
    ["river lantern seven potato", "common"],
    ["correct horse battery staple", "common"],
    ["zxcvbnm,./asdf", "keyboard"],
    ["たていすかんちとしはきく", "words"],
    ["abcdefghijkl", "sequence"],
    ["sakura sakura sakura", "repeat"],
    ["さくらさくらさくらさくら", "repeat"],
    ["tanaka19601203", "date"],
    ["shouwa35nen4gatsu12nichi", "date"],
    ["s35nen4gatsu12nichi", "date"],
    ["昭和35年4月12日生まれ", "date"],
    ["平成元年1月8日うまれ", "date"],
    ["hanakosan1960nen", "name"],
    ["090-3847-2951", "number"],
    ["482915073628", "number"],
    ["４８２９１５０７３６２８", "number"],
    ["yamadatarou1955", "name"],
    ["tanaka-hanako-1955", "name"],
    ["ohayougozaimasu", "words"],
    ["ohayoogozaimasu", "words"],
    ["オハヨウゴザイマス！！", "words"],
    ["watashinonamae", "words"],
    ["tokyo-osaka-nagoya", "words"],
    ["わたしのなまえはたなかです", "words"],
    ["konnichiwa2026!", "words"],
  ] as const)("refuses %s: %s", (password, weakness) => {
    const strength = estimate(password);

    expect(strength.weakness).toBe(weakness);
    expect(isStrongEnough(strength.guessesLog10)).toBe(false);
  });

  it.each([
    MASTER_PASSWORD,
    "kokoro-taberu-aida-mizu-hana",
    "megane to koohii ga suki",
    "vjbqmrtpxwkaz",
    "xk3#9vQz!mPw4",
    "hitotoki wa niwa no kame ga tokui",
  ])("accepts %s", (password) => {
    const strength = estimate(password);

    expect(strength).toEqual({ guessesLog10: expect.any(Number), weakness: null });
    expect(strength.guessesLog10).toBeGreaterThanOrEqual(MIN_GUESSES_LOG10);
  });

  it.each(["ja", "en"] as const)(
    "accepts every suggested passphrase with room to spare: 40 in %s",
    (language) => {
      const words = passphraseWords(language);

      const guesses = Array.from({ length: 40 }, () => estimate(makePassphrase(words).text).guessesLog10);

      expect(Math.min(...guesses)).toBeGreaterThan(MIN_GUESSES_LOG10 + 5);
    },
  );

  it("says the same of all width forms of one password (NFKC)", () => {
    for (const [one, other] of [
      ["kame no niwa 3-neko", "ｋａｍｅ　ｎｏ　ｎｉｗａ　３-ｎｅｋｏ"],
      ["ニワノカメガトクイデス", "ﾆﾜﾉｶﾒｶﾞﾄｸｲﾃﾞｽ"],
    ] as const) {
      expect(estimate(one)).toEqual(estimate(other));
    }
  });

  it("takes a short time for the longest password that is allowed", () => {
    const started = performance.now();
    estimate("kame-no-niwa-".repeat(78));
    expect(performance.now() - started).toBeLessThan(3_000); // the worker is given no longer
  });

  it("names weaknesses of the one list that has a text for each", () => {
    expect(new Set(weaknesses).size).toBe(weaknesses.length);
  });
});
