import { describe, expect, it } from "vitest";
import {
  asRecord,
  CheckError,
  checkKeys,
  hasField,
  isRecord,
  readArray,
  readBoolean,
  readField,
  readInteger,
  readNullableInteger,
  readNullableString,
  readOneOf,
  readOptional,
  readRecord,
  readString,
} from "../../../lib/core/check.ts";

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CheckError) return error.code;
    throw error;
  }
  return "accepted";
}

const getter = Object.defineProperty({}, "name", { enumerable: true, get: () => "made up" }) as Record<
  string,
  unknown
>;

describe("isRecord", () => {
  it("accepts plain objects and refuses arrays, instances, functions and primitives", () => {
    expect([{}, JSON.parse('{"__proto__":{}}'), Object.create(null)].map(isRecord)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      [[], new Map(), new Date(), Object.create({ a: 1 }), () => 0, null, undefined, "x", 1].map(isRecord),
    ).toEqual(Array(9).fill(false));
  });

  it("is enforced by asRecord and readRecord", () => {
    expect(asRecord({ a: 1 }, "file")).toEqual({ a: 1 });
    expect(readRecord({ inner: { a: 1 } }, "inner")).toEqual({ a: 1 });
    expect(codeOf(() => asRecord([], "file"))).toBe("wrong-type");
    expect(codeOf(() => readRecord({ inner: null }, "inner"))).toBe("wrong-type");
  });
});

describe("readField", () => {
  it("reads own data properties alone", () => {
    expect(readField({ name: 0 }, "name")).toBe(0);
    expect(codeOf(() => readField({}, "toString"))).toBe("missing");
    expect(codeOf(() => readField({}, "__proto__"))).toBe("missing");
    expect(codeOf(() => readField({ name: undefined }, "name"))).toBe("missing");
    expect(codeOf(() => readField(getter, "name"))).toBe("wrong-type");
    expect(codeOf(() => readOptional(getter, "name"))).toBe("wrong-type");
    expect(readOptional({}, "constructor")).toBeUndefined();
  });

  it("leaves Object.prototype clean after reading a hostile file", () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":true},"name":"x"}') as Record<string, unknown>;

    expect(readString(hostile, "name")).toBe("x");
    expect(codeOf(() => readField(hostile, "polluted"))).toBe("missing");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("tells presence by hasField", () => {
    expect([hasField({ a: null }, "a"), hasField({}, "a"), hasField({}, "valueOf")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("readers of one type", () => {
  it("accepts a string at both length limits and refuses one beyond", () => {
    const limits = { minLength: 1, maxLength: 3 };
    const verdicts = ["", "a", "abc", "abcd"].map((text) =>
      codeOf(() => readString({ text }, "text", limits)),
    );

    expect(verdicts).toEqual(["out-of-range", "accepted", "accepted", "out-of-range"]);
    expect(codeOf(() => readString({ text: new String("a") }, "text"))).toBe("wrong-type");
  });

  it("accepts an integer at both limits and refuses others, fractions and texts", () => {
    const verdicts = [0, 1, 9, 10, 1.5, Number.NaN, Infinity, 2 ** 53, "1", 1n].map((n) =>
      codeOf(() => readInteger({ n }, "n", 1, 9)),
    );

    expect(verdicts).toEqual([
      "out-of-range",
      "accepted",
      "accepted",
      "out-of-range",
      ...Array(6).fill("wrong-type"),
    ]);
  });

  it("accepts null only where a reader says so", () => {
    expect(readNullableString({ a: null }, "a")).toBeNull();
    expect(readNullableString({ a: "x" }, "a")).toBe("x");
    expect(readNullableInteger({ a: null }, "a", 0, 1)).toBeNull();
    expect(readNullableInteger({ a: 1 }, "a", 0, 1)).toBe(1);
    expect(codeOf(() => readNullableString({}, "a"))).toBe("missing");
    expect(codeOf(() => readString({ a: null }, "a"))).toBe("wrong-type");
  });

  it("reads booleans, members of a list and bounded arrays", () => {
    expect(readBoolean({ a: false }, "a")).toBe(false);
    expect(codeOf(() => readBoolean({ a: 0 }, "a"))).toBe("wrong-type");
    expect(readOneOf({ a: "x" }, "a", ["x", "y"])).toBe("x");
    expect(codeOf(() => readOneOf({ a: "z" }, "a", ["x", "y"]))).toBe("out-of-range");
    expect(codeOf(() => readOneOf({ a: "6" }, "a", [6, 7]))).toBe("out-of-range");
    expect(readArray({ a: [1, 2] }, "a", 2)).toEqual([1, 2]);
    expect(codeOf(() => readArray({ a: [1, 2, 3] }, "a", 2))).toBe("out-of-range");
    expect(codeOf(() => readArray({ a: { length: 1 } }, "a", 2))).toBe("wrong-type");
  });

  it("refuses unknown and symbol keys", () => {
    expect(codeOf(() => checkKeys({ a: 1 }, ["a", "b"], "file"))).toBe("accepted");
    expect(codeOf(() => checkKeys({ a: 1, c: 1 }, ["a", "b"], "file"))).toBe("unexpected-key");
    expect(codeOf(() => checkKeys({ [Symbol("a")]: 1 } as never, ["a"], "file"))).toBe("unexpected-key");
  });

  it("never quotes the refused value", () => {
    try {
      readInteger({ n: "hunter2" }, "n", 0, 1);
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain("hunter2");
    }
  });
});
