import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";

describe.each([16, 32, 48, 128])("public/icon/%i.png", (sizePx) => {
  const bytes = readFileSync(new URL(`../../../public/icon/${sizePx}.png`, import.meta.url));
  const image = PNG.sync.read(bytes);
  const pixel = (x: number, y: number) => [
    ...image.data.subarray((y * sizePx + x) * 4, (y * sizePx + x) * 4 + 4),
  ];

  it("has the size of its name and stays small", () => {
    expect([image.width, image.height]).toEqual([sizePx, sizePx]);
    expect(bytes.length).toBeLessThan(8192);
  });

  it("is see-through at its corners and the mark's green within", () => {
    const last = sizePx - 1;
    const corners = [pixel(0, 0), pixel(last, 0), pixel(0, last), pixel(last, last)];

    expect(corners.map((corner) => corner[3])).toEqual([0, 0, 0, 0]);
    expect(pixel(Math.round(sizePx * 0.5), Math.round(sizePx * 0.45))).toEqual([0x1f, 0x7a, 0x72, 255]);
  });
});
