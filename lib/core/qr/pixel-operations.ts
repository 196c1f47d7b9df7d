/** Operations on pictures. Each returns a new opaque picture and leaves its input alone, except `fillQuad`. */
import type { PixelGrid } from "./pixel-grid.ts";

/** A place in a picture, in pixels from the top left corner. */
export interface PixelPoint {
  readonly x: number;
  readonly y: number;
}

/** Whether any pixel lets the background through. */
export function isTranslucent({ data }: PixelGrid): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true;
  return false;
}

/** The picture laid on a uniform `backing` (0 black to 255 white). */
export function flatten({ data, width, height }: PixelGrid, backing: number): PixelGrid {
  const flat = new Uint8ClampedArray(data);
  for (let i = 0; i < flat.length; i += 4) {
    const alpha = (flat[i + 3] ?? 255) / 255;
    if (alpha === 1) continue;
    const behind = backing * (1 - alpha);
    for (let channel = i; channel < i + 3; channel++) flat[channel] = (flat[channel] ?? 0) * alpha + behind;
    flat[i + 3] = 255;
  }
  return { data: flat, width, height };
}

/** The rectangle at (`left`, `top`), cut off at the picture's edges. */
export function crop(grid: PixelGrid, left: number, top: number, size: number): PixelGrid {
  const width = Math.min(size, grid.width - left);
  const height = Math.min(size, grid.height - top);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const start = ((top + y) * grid.width + left) * 4;
    data.set(grid.data.subarray(start, start + width * 4), y * width * 4);
  }
  return { data, width, height };
}

/** The picture with `margin` pixels of white all round, for codes without a quiet zone. */
export function pad(grid: PixelGrid, margin: number): PixelGrid {
  const width = grid.width + 2 * margin;
  const height = grid.height + 2 * margin;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < grid.height; y++) {
    const row = grid.data.subarray(y * grid.width * 4, (y + 1) * grid.width * 4);
    data.set(row, ((y + margin) * width + margin) * 4);
  }
  return { data, width, height };
}

/** The picture at half size, each pixel the mean of four. An odd last row or column is dropped. */
export function halve(grid: PixelGrid): PixelGrid {
  const width = Math.max(1, grid.width >> 1);
  const height = Math.max(1, grid.height >> 1);
  const luma = new Uint8ClampedArray(width * height);
  const source = toLuma(grid);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = 2 * y * grid.width + 2 * x;
      const below = i + grid.width;
      luma[y * width + x] =
        ((source[i] ?? 0) + (source[i + 1] ?? 0) + (source[below] ?? 0) + (source[below + 1] ?? 0) + 2) >> 2;
    }
  }
  return fromLuma(luma, width, height);
}

/** The picture at double size, in grey, with linear interpolation between pixel centres. */
export function double(grid: PixelGrid): PixelGrid {
  const source = toLuma(grid);
  const width = grid.width * 2;
  const height = grid.height * 2;
  const luma = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    // A target centre lies a quarter pixel before or after a source centre: weights 3 to 1.
    const near = (y >> 1) * grid.width;
    const far = Math.min(grid.height - 1, Math.max(0, (y >> 1) + (y & 1 ? 1 : -1))) * grid.width;
    for (let x = 0; x < width; x++) {
      const nearX = x >> 1;
      const farX = Math.min(grid.width - 1, Math.max(0, nearX + (x & 1 ? 1 : -1)));
      const row = 3 * (source[near + nearX] ?? 0) + (source[near + farX] ?? 0);
      const otherRow = 3 * (source[far + nearX] ?? 0) + (source[far + farX] ?? 0);
      luma[y * width + x] = (3 * row + otherRow + 8) >> 4;
    }
  }
  return fromLuma(luma, width, height);
}

/** The picture in black and white, split at the threshold that parts its grey values best (Otsu 1979). */
export function threshold(grid: PixelGrid): PixelGrid {
  const luma = toLuma(grid);
  const limit = otsuThreshold(luma);
  for (let i = 0; i < luma.length; i++) luma[i] = (luma[i] ?? 0) > limit ? 255 : 0;
  return fromLuma(luma, grid.width, grid.height);
}

/** Paints the inside of the convex quadrilateral `corners` (in order round it) white, in place. */
export function fillQuad({ data, width, height }: PixelGrid, corners: readonly PixelPoint[]): void {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const right = Math.min(width - 1, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...ys)));
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (isInside(corners, x, y)) data.fill(255, (y * width + x) * 4, (y * width + x) * 4 + 4);
    }
  }
}

/** Inside: on the same side of all edges. */
function isInside(corners: readonly PixelPoint[], x: number, y: number): boolean {
  let sides = 0;
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    sides += Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) || 0;
  });
  return Math.abs(sides) === corners.length;
}

/** Brightness of each pixel (ITU-R BT.709 weights, in 1/256). */
export function toLuma({ data, width, height }: PixelGrid): Uint8ClampedArray {
  const luma = new Uint8ClampedArray(width * height);
  for (let i = 0, p = 0; i < luma.length; i++, p += 4) {
    luma[i] = (54 * (data[p] ?? 0) + 183 * (data[p + 1] ?? 0) + 19 * (data[p + 2] ?? 0)) >> 8;
  }
  return luma;
}

function fromLuma(luma: Uint8ClampedArray, width: number, height: number): PixelGrid {
  const data = new Uint8ClampedArray(luma.length * 4);
  for (let i = 0, p = 0; i < luma.length; i++, p += 4) {
    const value = luma[i] ?? 0;
    data[p] = value;
    data[p + 1] = value;
    data[p + 2] = value;
    data[p + 3] = 255;
  }
  return { data, width, height };
}

function otsuThreshold(luma: Uint8ClampedArray): number {
  const histogram = new Float64Array(256);
  for (const value of luma) histogram[value] = (histogram[value] ?? 0) + 1;
  const total = histogram.reduce((sum, count, value) => sum + count * value, 0);
  let best = { limit: 127, variance: -1 };
  let darkCount = 0;
  let darkSum = 0;
  for (let limit = 0; limit < 255; limit++) {
    darkCount += histogram[limit] ?? 0;
    darkSum += limit * (histogram[limit] ?? 0);
    const lightCount = luma.length - darkCount;
    if (darkCount === 0 || lightCount === 0) continue;
    const distance = darkSum / darkCount - (total - darkSum) / lightCount;
    const variance = darkCount * lightCount * distance * distance;
    if (variance > best.variance) best = { limit, variance };
  }
  return best.limit;
}
