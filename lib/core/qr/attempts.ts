/** The order in which a picture is searched: as it is, then changed in the ways that were measured to rescue codes. */
import { type CodeCandidate, codeCandidates } from "./code-candidates.ts";
import { findFinders } from "./finder-patterns.ts";
import type { PixelGrid } from "./pixel-grid.ts";
import { crop, double, halve, type PixelPoint, pad, threshold, toLuma } from "./pixel-operations.ts";

/** One changed copy of a picture, and the way from its points back to the picture's. */
export interface Attempt {
  readonly grid: PixelGrid;
  readonly toOriginal: (point: PixelPoint) => PixelPoint;
}

/** A way of changing a picture; its attempts are made one at a time, when they are asked for. */
export type Stage = (grid: PixelGrid) => Iterable<Attempt>;

/**
 * The stages, cheapest and most fruitful first. Cuts round corner marks read most codes, and several on one page, which
 * jsqr alone mixes up. What they miss, whole pictures give: half size helps photos and large modules, two tones weak
 * contrast, tiles cluttered pages, double size modules under two pixels, a white margin a missing quiet zone.
 */
export const STAGES: readonly Stage[] = [
  codesByTheirCorners,
  halfSize,
  halfSizeTwoTone,
  asItIs,
  twoTone,
  tiles,
  doubleSize,
  whiteMargin,
];

// Pixels per module that jsqr reads best.
const MIN_MODULE = 2.6;
const MAX_MODULE = 6;
// jsqr's local threshold looks at five blocks of eight pixels: smaller pictures are laid on a white ground first.
const MIN_SIDE = 48;
const TILE = 1024;
// Keeps jsqr's five-block window inside a tile that is low and wide.
const TILE_MARGIN = 16;
// Four megapixels become sixteen and some 130 MB of work; a 4K screen doubled would need twice that for modules that are
// rarely so small there.
const MAX_PIXELS_TO_DOUBLE = 4_200_000;
// The quiet zone of ISO/IEC 18004 is four modules; at the 16 pixels per module of a zoomed page that is 64.
const MARGIN = 64;

/**
 * Small cuts round every three marks that fit, brought to about four pixels per module. Marks are sought at full and at
 * half size: at half, modules of 12 to 24 pixels come within reach of the local threshold.
 */
function* codesByTheirCorners(grid: PixelGrid): Generator<Attempt> {
  for (const scale of [1, 2]) {
    const searched = scale === 1 ? grid : halve(grid);
    const luma = { luma: toLuma(searched), width: searched.width, height: searched.height };
    for (const candidate of codeCandidates(findFinders(luma))) {
      const isThere = candidate.marks.every(
        ({ x, y }) => !isPaintedOver(grid, x * scale, y * scale, candidate.module * scale),
      );
      if (isThere) yield cutOut(grid, candidate, scale);
    }
  }
}

/** Whether a mark lay in a code that has been read since: its centre and its light ring are white now. */
function isPaintedOver(grid: PixelGrid, x: number, y: number, module: number): boolean {
  return isWhite(grid, x, y) && isWhite(grid, x + 2 * module, y) && isWhite(grid, x - 2 * module, y);
}

function isWhite({ data, width }: PixelGrid, x: number, y: number): boolean {
  const i = (Math.floor(y) * width + Math.floor(x)) * 4;
  return data[i] === 255 && data[i + 1] === 255 && data[i + 2] === 255;
}

function cutOut(grid: PixelGrid, candidate: CodeCandidate, scale: number): Attempt {
  const left = candidate.left * scale;
  const top = candidate.top * scale;
  const module = candidate.module * scale;
  let cut = pad(crop(grid, left, top, candidate.size * scale), MIN_SIDE);
  let zoom = 1;
  for (let px = module; px > MAX_MODULE; px /= 2, zoom /= 2) cut = halve(cut);
  if (module < MIN_MODULE) {
    cut = double(cut);
    zoom = 2;
  }
  const toOriginal = ({ x, y }: PixelPoint) => ({
    x: x / zoom - MIN_SIDE + left,
    y: y / zoom - MIN_SIDE + top,
  });
  return { grid: cut, toOriginal };
}

function* asItIs(grid: PixelGrid): Generator<Attempt> {
  if (Math.min(grid.width, grid.height) < MIN_SIDE) yield padded(grid, MIN_SIDE);
  else yield { grid, toOriginal: (point) => point };
}

function* halfSize(grid: PixelGrid): Generator<Attempt> {
  if (Math.min(grid.width, grid.height) < 2 * MIN_SIDE) return;
  yield { grid: halve(grid), toOriginal: ({ x, y }) => ({ x: x * 2, y: y * 2 }) };
}

function* twoTone(grid: PixelGrid): Generator<Attempt> {
  yield { grid: threshold(pad(grid, MIN_SIDE)), toOriginal: shift(-MIN_SIDE, -MIN_SIDE) };
}

function* halfSizeTwoTone(grid: PixelGrid): Generator<Attempt> {
  for (const { grid: half, toOriginal } of halfSize(grid)) yield { grid: threshold(half), toOriginal };
}

/** A picture no larger than one tile is cut by half its longer side: two codes in it must be parted all the same. */
function* tiles(grid: PixelGrid): Generator<Attempt> {
  const longest = Math.max(grid.width, grid.height);
  const size = longest > TILE ? TILE : Math.ceil(longest / 2);
  if (size < MIN_SIDE) return;
  for (const top of tileStarts(grid.height, size)) {
    for (const left of tileStarts(grid.width, size)) {
      const tile = crop(grid, left, top, size);
      yield { grid: pad(tile, TILE_MARGIN), toOriginal: shift(left - TILE_MARGIN, top - TILE_MARGIN) };
    }
  }
}

/** Starts such that every code of up to half a tile lies whole in some tile; the last tile ends at the edge. */
function tileStarts(length: number, size: number): readonly number[] {
  if (length <= size) return [0];
  const step = Math.ceil(size / 2);
  const count = Math.ceil((length - size) / step) + 1;
  return Array.from({ length: count }, (_, index) => Math.min(index * step, length - size));
}

function* doubleSize(grid: PixelGrid): Generator<Attempt> {
  if (grid.width * grid.height > MAX_PIXELS_TO_DOUBLE) return;
  const margin = MIN_SIDE / 2;
  yield {
    grid: double(pad(grid, margin)),
    toOriginal: ({ x, y }) => ({ x: x / 2 - margin, y: y / 2 - margin }),
  };
}

/** Only for cuts: in the capture of a whole page no code touches the edge. */
function* whiteMargin(grid: PixelGrid): Generator<Attempt> {
  if (Math.max(grid.width, grid.height) > TILE) return;
  yield padded(grid, MARGIN);
}

function padded(grid: PixelGrid, margin: number): Attempt {
  return { grid: pad(grid, margin), toOriginal: shift(-margin, -margin) };
}

function shift(dx: number, dy: number): (point: PixelPoint) => PixelPoint {
  return ({ x, y }) => ({ x: x + dx, y: y + dy });
}
