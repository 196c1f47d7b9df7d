import { describe, expect, it } from "vitest";
import type { PixelGrid } from "../../../../lib/core/qr/pixel-grid.ts";
import {
  crop,
  double,
  fillQuad,
  flatten,
  halve,
  isTranslucent,
  pad,
  threshold,
} from "../../../../lib/core/qr/pixel-operations.ts";

function grey(width: number, values: readonly number[]): PixelGrid {
  return {
    data: Uint8ClampedArray.from(values.flatMap((v) => [v, v, v, 255])),
    width,
    height: values.length / width,
  };
}

function reds({ data, width, height }: PixelGrid): number[][] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data[(y * width + x) * 4] ?? -1),
  );
}

describe("flatten", () => {
  it("mixes each pixel with the backing by its alpha and leaves none translucent", () => {
    const grid: PixelGrid = {
      data: Uint8ClampedArray.of(100, 0, 200, 255, 100, 0, 200, 0, 100, 0, 200, 51),
      width: 3,
      height: 1,
    };

    expect(isTranslucent(grid)).toBe(true);
    expect([...flatten(grid, 255).data]).toEqual([100, 0, 200, 255, 255, 255, 255, 255, 224, 204, 244, 255]);
    expect([...flatten(grid, 0).data]).toEqual([100, 0, 200, 255, 0, 0, 0, 255, 20, 0, 40, 255]);
    expect(isTranslucent(flatten(grid, 0))).toBe(false);
  });
});

describe("crop and pad", () => {
  const grid = grey(3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

  it("cuts at the picture's edges and puts white around", () => {
    expect(reds(crop(grid, 1, 1, 5))).toEqual([
      [5, 6],
      [8, 9],
    ]);
    expect(reds(crop(grid, 0, 1, 2))).toEqual([
      [4, 5],
      [7, 8],
    ]);
    expect(reds(pad(grey(1, [7]), 1))).toEqual([
      [255, 255, 255],
      [255, 7, 255],
      [255, 255, 255],
    ]);
  });
});

describe("halve and double", () => {
  it("take means of four and interpolate linearly, keeping uniform pictures uniform", () => {
    expect(reds(halve(grey(4, [0, 100, 8, 8, 100, 200, 8, 8])))).toEqual([[100, 8]]);
    expect(reds(double(grey(2, [0, 100])))).toEqual([
      [0, 25, 75, 100],
      [0, 25, 75, 100],
    ]);
    expect(new Set(reds(double(grey(3, Array(9).fill(77)))).flat())).toEqual(new Set([77]));
  });
});

describe("threshold", () => {
  it("parts two groups of grey wherever they lie and survives a uniform picture", () => {
    expect(reds(threshold(grey(6, [20, 22, 25, 60, 61, 64])))).toEqual([[0, 0, 0, 255, 255, 255]]);
    expect(reds(threshold(grey(4, [200, 205, 240, 244])))).toEqual([[0, 0, 255, 255]]);
    expect(reds(threshold(grey(2, [50, 50])))).toEqual([[0, 0]]);
  });
});

describe("fillQuad", () => {
  it("paints the inside of a tilted square and nothing outside", () => {
    const grid = grey(5, Array(25).fill(0));

    fillQuad(grid, [
      { x: 2, y: -0.5 },
      { x: 4.5, y: 2 },
      { x: 2, y: 4.5 },
      { x: -0.5, y: 2 },
    ]);

    expect(reds(grid).map((row) => row.map((value) => (value ? "#" : ".")).join(""))).toEqual([
      "..#..",
      ".###.",
      "#####",
      ".###.",
      "..#..",
    ]);
  });

  it("ignores what lies outside the picture", () => {
    const grid = grey(2, [0, 0, 0, 0]);

    fillQuad(grid, [
      { x: -9, y: -9 },
      { x: 0.5, y: -9 },
      { x: 0.5, y: 9 },
      { x: -9, y: 9 },
    ]);

    expect(reds(grid)).toEqual([
      [255, 0],
      [255, 0],
    ]);
  });
});
