import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQr } from "../../../../lib/core/qr/read-qr.ts";
import { drawCode } from "./pictures.ts";

const URI = "otpauth://totp/Demo:taro?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Demo";

/** A rectangle of one colour, in pixels. */
const patch = fc.record({
  x: fc.nat(160),
  y: fc.nat(160),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
  rgba: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)),
});

describe("readQr", () => {
  it("reads a damaged code rightly or not at all, and never throws", () => {
    let readCount = 0;
    fc.assert(
      fc.property(fc.constantFrom(2, 3), fc.array(patch, { maxLength: 4 }), (scale, patches) => {
        const grid = drawCode(URI, { scale });
        for (const { x, y, width, height, rgba } of patches) {
          for (let row = y; row < Math.min(y + height, grid.height); row++) {
            for (let column = x; column < Math.min(x + width, grid.width); column++) {
              grid.data.set(rgba, (row * grid.width + column) * 4);
            }
          }
        }
        const texts = readQr(grid);
        readCount += texts.length;

        expect([[], [URI]]).toContainEqual(texts);
      }),
      { numRuns: 100 },
    );
    expect(readCount).toBeGreaterThan(10);
  });
});
