import { describe, expect, it } from "vitest";
import { codeCandidates } from "../../../../lib/core/qr/code-candidates.ts";
import { findFinders } from "../../../../lib/core/qr/finder-patterns.ts";
import { darkPixels } from "../../../../lib/core/qr/local-threshold.ts";
import type { PixelGrid } from "../../../../lib/core/qr/pixel-grid.ts";
import { toLuma } from "../../../../lib/core/qr/pixel-operations.ts";
import { BLACK, blank, drawCode, noise, paste, type Rgba, WHITE } from "./pictures.ts";

const lumaOf = (grid: PixelGrid) => ({ luma: toLuma(grid), width: grid.width, height: grid.height });

/** A code of 25 modules at 4 pixels each, its top left module at (`left`, `top`), on a page of the code's ground. */
function page(left: number, top: number, dark: Rgba = BLACK, light: Rgba = WHITE): PixelGrid {
  return paste(
    blank(400, 300, light),
    drawCode("https://example.jp/abc", { border: 0, dark, light }),
    left,
    top,
  );
}

describe("findFinders", () => {
  it.each([
    ["dark on light", BLACK, WHITE, false],
    ["light on dark", WHITE, BLACK, true],
    ["grey on grey", [120, 120, 120, 255], [160, 160, 160, 255], false],
  ] as const)(
    "finds the three corner marks of a code in %s, to a pixel",
    (_name, dark, light, isInverted) => {
      const finders = findFinders(lumaOf(page(100, 60, dark, light)));
      const corners = [
        [114, 74],
        [186, 74],
        [114, 146],
      ] as const;

      for (const [x, y] of corners) {
        const finder = finders.find((mark) => Math.hypot(mark.x - x, mark.y - y) <= 1);

        expect(finder).toMatchObject({ isInverted });
        expect(finder?.module).toBeCloseTo(4, 0);
      }
    },
  );

  it("finds none in a plain picture and gives up on noise", () => {
    expect(findFinders(lumaOf(blank(200, 200)))).toEqual([]);
    expect(findFinders(lumaOf(noise(600, 600)))).toEqual([]);
  });
});

describe("codeCandidates", () => {
  const mark = (x: number, y: number, module = 4, isInverted = false) => ({ x, y, module, isInverted });

  it("spans the code and its quiet zone by three marks at a right angle", () => {
    const [candidate] = codeCandidates([mark(114, 74), mark(186, 74), mark(114, 146)]);

    expect(candidate).toMatchObject({ left: 84, top: 44, size: 132, module: 4 });
  });

  it("keeps marks of unlike size or polarity apart, and marks in a line", () => {
    expect(codeCandidates([mark(114, 74), mark(186, 74), mark(114, 146, 7)])).toEqual([]);
    expect(codeCandidates([mark(114, 74), mark(186, 74), mark(114, 146, 4, true)])).toEqual([]);
    expect(codeCandidates([mark(100, 100), mark(200, 100), mark(300, 100)])).toEqual([]);
  });

  it("tells two codes side by side apart", () => {
    const marks = [100, 300].flatMap((x) => [mark(x, 74), mark(x + 72, 74), mark(x, 146)]);
    const lefts = codeCandidates(marks).map(({ left }) => left);

    expect(lefts.slice(0, 2).toSorted()).toEqual([270, 70]);
  });
});

describe("darkPixels", () => {
  it("judges each part of a picture against its surroundings and makes no edges out of noise", () => {
    const left = paste(blank(200, 40, [90, 90, 90, 255]), blank(8, 40, [40, 40, 40, 255]), 30, 0);
    const both = paste(
      left,
      paste(blank(100, 40, [250, 250, 250, 255]), blank(8, 40, [180, 180, 180, 255]), 50, 0),
      100,
      0,
    );
    const bits = darkPixels(lumaOf(both));
    const row = Array.from(bits.subarray(20 * 200, 21 * 200));

    expect(row.slice(30, 38)).toEqual(Array(8).fill(1));
    expect(row.slice(38, 60)).toEqual(Array(22).fill(0));
    expect(row.slice(150, 158)).toEqual(Array(8).fill(1));
    expect(row.slice(158)).toEqual(Array(42).fill(0));
  });
});
