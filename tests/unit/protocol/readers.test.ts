import { describe, expect, it } from "vitest";
import {
  flag,
  integerBetween,
  listOf,
  nothing,
  nullable,
  numberBetween,
  oneOf,
  PayloadError,
  type Reader,
  shape,
  text,
} from "../../../lib/protocol/readers.ts";

const point = shape<{ x: number; y: number }>({ x: numberBetween(0, 10), y: numberBetween(0, 10) });

describe("payload readers", () => {
  it.each<readonly [string, Reader<unknown>, unknown]>([
    ["a text at its limit", text(3), "あいう"],
    ["an empty text", text(0), ""],
    ["a number at its lower limit", numberBetween(-1, 1), -1],
    ["a number at its upper limit", numberBetween(-1, 1), 1],
    ["a whole number", integerBetween(0, 5), 5],
    ["false", flag, false],
    ["one of the choices", oneOf("a", "b"), "b"],
    ["null where it may be", nullable(flag), null],
    ["a value where null may be", nullable(flag), true],
    ["a full list", listOf(flag, 2), [true, false]],
    ["an empty list", listOf(flag, 0), []],
    ["an object with exactly its keys", point, { x: 1, y: 2 }],
    ["null for no payload", nothing, null],
  ])("accept %s unchanged", (_, reader, value) => {
    expect(reader(value)).toEqual(value);
  });

  it.each<readonly [string, Reader<unknown>, unknown]>([
    ["a text over its limit", text(3), "abcd"],
    ["a text object", text(3), Object("abc")],
    ["a number below its limit", numberBetween(0, 1), -0.001],
    ["a number above its limit", numberBetween(0, 1), 1.001],
    ["NaN", numberBetween(0, 1), Number.NaN],
    ["infinity", numberBetween(0, Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY],
    ["a number as text", numberBetween(0, 9), "1"],
    ["a broken number", integerBetween(0, 5), 1.5],
    ["1 for true", flag, 1],
    ["another choice", oneOf("a", "b"), "c"],
    ["a choice of another case", oneOf("a"), "A"],
    ["an inherited name as a choice", oneOf("a"), "toString"],
    ["undefined for null", nullable(flag), undefined],
    ["a list over its limit", listOf(flag, 1), [true, true]],
    ["a list with one wrong entry", listOf(flag, 9), [true, 0]],
    ["a list-like object", listOf(flag, 9), { length: 0 }],
    ["a missing key", point, { x: 1 }],
    ["an unknown key", point, { x: 1, y: 2, z: 3 }],
    ["a key of the prototype only", point, Object.create({ x: 1, y: 2 })],
    ["an own __proto__ key", point, JSON.parse('{"x":1,"y":2,"__proto__":{}}')],
    ["a list for an object", point, [1, 2]],
    ["null for an object", point, null],
    ["anything for no payload", nothing, {}],
  ])("refuse %s", (_, reader, value) => {
    expect(() => reader(value)).toThrow(PayloadError);
  });

  it("take undefined for no payload, because messages drop it", () => {
    expect(nothing(undefined)).toBeNull();
  });

  it("copy objects, so that what was checked cannot change afterwards", () => {
    const payload = { x: 1, y: 2 };
    const read = point(payload);
    payload.x = 99;

    expect(read).toEqual({ x: 1, y: 2 });
  });

  it("never put the value into the error's text", () => {
    for (const reader of [text(1), oneOf("a"), numberBetween(0, 1), flag, point]) {
      const failure = (() => {
        try {
          reader("123456");
        } catch (error) {
          return error as Error;
        }
      })();
      expect(failure?.message.includes("123456")).toBe(false);
    }
  });
});
