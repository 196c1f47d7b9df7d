import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCodes, readAnswer } from "../../../lib/protocol/answer.ts";

describe("readAnswer", () => {
  it("hands on values, null included, and known codes", () => {
    expect(readAnswer({ ok: true, value: { status: "unlocked" } })).toEqual({
      ok: true,
      value: { status: "unlocked" },
    });
    expect(readAnswer({ ok: true, value: null })).toEqual({ ok: true, value: null });
    for (const code of errorCodes) expect(readAnswer({ ok: false, code })).toEqual({ ok: false, code });
  });

  it.each([
    [undefined],
    [null],
    ["ok"],
    [{}],
    [[]],
    [{ ok: true }],
    [{ ok: "true", value: 1 }],
    [{ ok: false }],
    [{ ok: false, code: "made-up" }],
    [{ ok: false, code: "toString" }],
    [{ ok: false, code: ["locked"] }],
  ])("reads %j as unexpected", (reply) => {
    expect(readAnswer(reply)).toEqual({ ok: false, code: "unexpected" });
  });

  it("gives one of the known codes, or a value, for anything at all", () => {
    fc.assert(
      fc.property(fc.anything(), (reply) => {
        const answer = readAnswer(reply);
        expect(answer.ok || errorCodes.includes(answer.code)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("error codes", () => {
  it("each have a text in the pages", () => {
    const texts = readFileSync(join(import.meta.dirname, "../../../lib/client/error-text.ts"), "utf8");

    for (const code of errorCodes) expect(texts).toMatch(new RegExp(`^ {2}"?${code}"?: \\(\\) => t\\(`, "m"));
  });
});
