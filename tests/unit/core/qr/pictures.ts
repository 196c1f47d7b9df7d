import { readFileSync } from "node:fs";
import { decode as decodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import encodeQR from "qr";
import type { PixelGrid } from "../../../../lib/core/qr/pixel-grid.ts";

/** One picture of tests/fixtures/qr/index.json; its `fields` explain the entries. */
export interface PictureCase {
  readonly file: string;
  readonly kind: string;
  readonly expect: readonly string[];
  readonly decoys: readonly string[];
  readonly beyondLimit?: string;
}

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export const BLACK: Rgba = [0, 0, 0, 255];
export const WHITE: Rgba = [255, 255, 255, 255];

const FOLDER = new URL("../../../fixtures/qr/", import.meta.url);

export function pictureCases(): readonly PictureCase[] {
  return (JSON.parse(readFileSync(new URL("index.json", FOLDER), "utf8")) as { images: PictureCase[] })
    .images;
}

export function loadPicture(file: string): PixelGrid {
  const bytes = readFileSync(new URL(file, FOLDER));
  const { data, width, height } = file.endsWith(".png")
    ? PNG.sync.read(bytes)
    : decodeJpeg(bytes, { useTArray: true });
  return { data: new Uint8ClampedArray(data), width, height };
}

/** A picture of one colour. */
export function blank(width: number, height: number, [red, green, blue, alpha]: Rgba = WHITE): PixelGrid {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i += 4) data.set([red, green, blue, alpha], i);
  return { data, width, height };
}

/** Options of `drawCode`. `border`: modules of quiet zone. `scale`: pixels per module. */
export interface CodeStyle {
  readonly scale?: number;
  readonly border?: number;
  readonly dark?: Rgba;
  readonly light?: Rgba;
  readonly encode?: (text: string) => Uint8Array;
}

/** A code drawn by an encoder that shares nothing with the reader. */
export function drawCode(text: string, style: CodeStyle = {}): PixelGrid {
  const { scale = 4, border = 4, dark = BLACK, light = WHITE, encode } = style;
  const bordered = encodeQR(text, "raw", {
    border: Math.max(1, border),
    ...(encode ? { encoding: "byte", textEncoder: encode } : {}),
  });
  const rows = border > 0 ? bordered : bordered.slice(1, -1).map((row) => row.slice(1, -1));
  const size = rows.length * scale;
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      data.set(rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? dark : light, (y * size + x) * 4);
    }
  }
  return { data, width: size, height: size };
}

/** `part` copied into a copy of `whole` at (`left`, `top`). */
export function paste(whole: PixelGrid, part: PixelGrid, left: number, top: number): PixelGrid {
  const data = new Uint8ClampedArray(whole.data);
  for (let y = 0; y < part.height; y++) {
    const row = part.data.subarray(y * part.width * 4, (y + 1) * part.width * 4);
    data.set(row, ((top + y) * whole.width + left) * 4);
  }
  return { ...whole, data };
}

/** Grey noise that is the same in every run (xorshift32). */
export function noise(width: number, height: number, seed = 0x9e3779b9): PixelGrid {
  const grid = blank(width, height);
  let state = seed;
  for (let i = 0; i < grid.data.length; i += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    grid.data.fill(state & 255, i, i + 3);
  }
  return grid;
}
