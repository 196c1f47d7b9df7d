import { describe, expect, it } from "vitest";
import { parseStrictJson } from "../../../../lib/core/backup/strict-json.ts";
import { refusalOf } from "./samples.ts";

describe("parseStrictJson", () => {
  it.each([
    ["an open object", '{"a":1', "cut-off"],
    ["an open text", '{"a":"b', "cut-off"],
    ["an open text after a backslash", '{"a":"b\\"', "cut-off"],
    ["data after the value", '{"a":1}{"b":2}', "damaged"],
    ["a word after the value", '{"a":1} x', "damaged"],
    ["a key that stands twice", '{"a":1,"a":1}', "damaged"],
    ["a key repeated by an escape", '{"a":1,"\\u0061":2}', "damaged"],
    ["a repeated key further inside", '{"a":[{"b":1,"b":2}]}', "damaged"],
    ["a trailing comma", '{"a":1,}', "damaged"],
    ["a key that is very long", `{"${"a".repeat(200)}":1}`, "damaged"],
    ["a bracket too many", "{}]", "damaged"],
    ["nine levels", `${"[".repeat(9)}${"]".repeat(9)}`, "damaged"],
    ["ten thousand levels", "[".repeat(10_000), "damaged"],
  ])("refuses %s", (_, text, code) => {
    expect(refusalOf(() => parseStrictJson(text))).toBe(code);
  });

  it("reads eight levels, repeated texts in arrays and the same key in two objects", () => {
    const text = '{"a":["b","b",{"a":1},{"a":{"a":"}{,"}}],"c":[[[[[[1]]]]]]}';

    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it("reads a text of six million characters within seconds", () => {
    const text = `{"a":"${"x".repeat(6_000_000)}"}`;
    const startedAt = performance.now();

    parseStrictJson(text);

    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
