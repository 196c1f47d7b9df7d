import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, placeOffer } from "../../../../entrypoints/portal.content/place-offer.ts";

const card = { width: 320, height: 200 };
const window = { width: 1280, height: 720 };
const qr: Box = { left: 200, top: 200, width: 246, height: 246 };

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe("placeOffer", () => {
  it("stands right of the QR, at its upper edge, when there is room", () => {
    expect(placeOffer(card, window, qr, [qr])).toEqual({ left: 462, top: 200 });
  });

  it("gives way to a field beside the QR", () => {
    const field: Box = { left: 480, top: 210, width: 300, height: 40 };

    const place = placeOffer(card, window, qr, [qr, field]);

    expect(overlaps({ ...place, ...card }, qr)).toBe(false);
    expect(overlaps({ ...place, ...card }, field)).toBe(false);
  });

  it("covers a field wholly rather than the QR partly, when it must cover something", () => {
    const small = { width: 612, height: 232 };
    const narrow = { width: 280, height: 200 };
    const code: Box = { left: 200, top: 0, width: 100, height: 232 };
    const field: Box = { left: 316, top: 0, width: 296, height: 232 };

    const placed = { ...placeOffer(narrow, small, code, [code, field]), ...narrow };

    expect(overlaps(placed, code)).toBe(false);
    expect(overlaps(placed, field)).toBe(true);
  });

  it("keeps a gap to the window's edges even for a card that does not fit", () => {
    expect(placeOffer({ width: 900, height: 900 }, { width: 400, height: 300 }, qr, [qr])).toEqual({
      left: 16,
      top: 16,
    });
  });

  it("is always inside a window that has room, and clear of everything when a corner is free", () => {
    const box = fc.record({
      left: fc.integer({ min: 0, max: 1_200 }),
      top: fc.integer({ min: 0, max: 700 }),
      width: fc.integer({ min: 1, max: 400 }),
      height: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 3 }), (anchor, others) => {
        const keepClear = [anchor, ...others];
        const placed = { ...placeOffer(card, window, anchor, keepClear), ...card };
        const corner = { left: window.width - card.width - 16, top: 16, ...card };

        expect(placed.left).toBeGreaterThanOrEqual(16);
        expect(placed.top).toBeGreaterThanOrEqual(16);
        expect(placed.left + card.width).toBeLessThanOrEqual(window.width - 16);
        expect(placed.top + card.height).toBeLessThanOrEqual(window.height - 16);
        if (keepClear.every((one) => !overlaps(corner, one))) {
          expect(keepClear.some((one) => overlaps(placed, one))).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
