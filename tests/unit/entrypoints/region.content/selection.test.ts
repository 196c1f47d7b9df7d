import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstRect,
  moveByKey,
  rectBetween,
  smallestSidePx,
} from "../../../../entrypoints/region.content/selection.ts";

const window = { width: 800, height: 600 };
const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

describe("rectBetween", () => {
  it("is the same whichever way it was dragged", () => {
    const rect = { x: 10, y: 20, width: 90, height: 60 };

    for (const [a, b] of [
      [
        { x: 10, y: 20 },
        { x: 100, y: 80 },
      ],
      [
        { x: 100, y: 80 },
        { x: 10, y: 20 },
      ],
      [
        { x: 100, y: 20 },
        { x: 10, y: 80 },
      ],
    ] as const) {
      expect(rectBetween(a, b, window)).toEqual(rect);
    }
  });

  it("ends at the window's edges when the drag goes beyond them", () => {
    expect(rectBetween({ x: -50, y: 590 }, { x: 900, y: 700 }, window)).toEqual({
      x: 0,
      y: 590,
      width: 800,
      height: 10,
    });
  });

  it("is empty for a click", () => {
    expect(rectBetween({ x: 5, y: 5 }, { x: 5, y: 5 }, window)).toEqual({ x: 5, y: 5, width: 0, height: 0 });
  });
});

describe("firstRect", () => {
  it("is a square in the middle, as large as the window allows", () => {
    expect(firstRect(window)).toEqual({ x: 260, y: 160, width: 280, height: 280 });
    expect(firstRect({ width: 200, height: 100 })).toEqual({ x: 50, y: 0, width: 100, height: 100 });
  });
});

describe("moveByKey", () => {
  const rect = { x: 100, y: 100, width: 50, height: 50 };

  it.each([
    ["ArrowLeft", { x: 90, y: 100 }],
    ["ArrowRight", { x: 110, y: 100 }],
    ["ArrowUp", { x: 100, y: 90 }],
    ["ArrowDown", { x: 100, y: 110 }],
  ])("moves with %s", (key, moved) => {
    expect(moveByKey(rect, key, false, window)).toEqual({ ...rect, ...moved });
  });

  it.each([
    ["ArrowLeft", { width: 40, height: 50 }],
    ["ArrowRight", { width: 60, height: 50 }],
    ["ArrowUp", { width: 50, height: 40 }],
    ["ArrowDown", { width: 50, height: 60 }],
  ])("resizes from the lower right corner with Shift and %s", (key, resized) => {
    expect(moveByKey(rect, key, true, window)).toEqual({ ...rect, ...resized });
  });

  it("knows no other key", () => {
    for (const key of ["a", "Enter", "Escape", "Home"]) {
      expect(moveByKey(rect, key, false, window)).toBeNull();
    }
  });

  it("stays inside the window and readable through any 60 keys", () => {
    const press = fc.record({ key: fc.constantFrom(...keys), resize: fc.boolean() });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 60 }), (presses) => {
        let now = firstRect(window);
        for (const { key, resize } of presses) now = moveByKey(now, key, resize, window) ?? now;

        expect(now.x >= 0 && now.y >= 0).toBe(true);
        expect(now.x + now.width <= window.width && now.y + now.height <= window.height).toBe(true);
        expect(now.width >= smallestSidePx && now.height >= smallestSidePx).toBe(true);
      }),
    );
  });
});
