import { describe, expect, it, vi } from "vitest";
import { adviseNewPassword } from "../../../components/password-advice.ts";
import { adviceText, newPasswordError } from "../../../components/password-texts.ts";
import { weaknesses } from "../../../lib/core/password/strength-floor.ts";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

const strong = { guessesLog10: 20, weakness: null } as const;
const weak = { guessesLog10: 5, weakness: "name" } as const;

describe("adviseNewPassword", () => {
  it("counts what is missing to 12 characters, or to the longer minimum of a company", () => {
    expect(adviseNewPassword("kame-niwa-1")).toMatchObject({ kind: "short", missing: 1, min: 12 });
    expect(adviseNewPassword("kame-niwa-1", { minCharacters: 16 })).toMatchObject({ missing: 5, min: 16 });
    expect(adviseNewPassword("kame-niwa-1", { minCharacters: 4 })).toMatchObject({ missing: 1, min: 12 });
  });

  it("counts characters after NFKC: half-width kana with their marks are one", () => {
    expect(adviseNewPassword("ｶﾞｷﾞｸﾞｹﾞｺﾞ")).toMatchObject({ kind: "short", count: 5 });
  });

  it("follows the estimate: weak is refused, twelve characters are accepted, fifteen are good", () => {
    expect(adviseNewPassword("tanakatarou55", { strength: weak })).toEqual({
      kind: "weak",
      weakness: "name",
    });
    expect(adviseNewPassword("kame-niwa-12", { strength: strong })).toEqual({ kind: "accepted" });
    expect(adviseNewPassword("kame-niwa-12-ab", { strength: strong })).toEqual({ kind: "good" });
  });

  it("goes by length alone while there is no estimate, and says no more than that", () => {
    for (const strength of [null, undefined]) {
      expect(adviseNewPassword("tanakatarou55", { strength })).toEqual({ kind: "long-enough" });
    }
  });

  it("warns of letters that the unlock field cannot take before it praises", () => {
    expect(adviseNewPassword("にわのかめがとくいです！", { strength: strong }).kind).toBe(
      "needs-input-method",
    );
  });
});

describe("texts of the advice", () => {
  it.each(weaknesses)("say why %s is weak and what to do, as advice and as refusal alike", (weakness) => {
    const advice = { kind: "weak", weakness } as const;

    expect(adviceText(advice)).toMatch(/(足して|替えて)ください。$/);
    expect(newPasswordError(advice)).toBe(adviceText(advice));
  });

  it("refuse nothing that is only advised", () => {
    for (const kind of ["long-enough", "accepted", "good", "needs-input-method", "few-characters"] as const) {
      expect(newPasswordError({ kind })).toBeUndefined();
    }
  });
});
