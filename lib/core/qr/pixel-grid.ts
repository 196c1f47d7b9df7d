import { QrError } from "./qr-error.ts";

/**
 * A picture: rows from the top, four bytes per pixel (red, green, blue, alpha; alpha not premultiplied), as a canvas's ImageData.
 * `data.length` is `width * height * 4`.
 */
export interface PixelGrid {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Largest picture searched, in pixels: three times a 4K screen. */
export const MAX_PIXELS = 25_000_000;

/** Refuses grids that are empty, inconsistent or too large. @throws {QrError} */
export function checkPixelGrid({ data, width, height }: PixelGrid): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new QrError("bad-picture", "picture: expected whole, positive dimensions");
  }
  if (width * height > MAX_PIXELS)
    throw new QrError("picture-too-large", `picture: expected at most ${MAX_PIXELS} pixels`);
  if (data.length !== width * height * 4) {
    throw new QrError("bad-picture", `picture: expected ${width * height * 4} bytes, saw ${data.length}`);
  }
}
