/** Finds the three corner marks of QR codes by their proportions 1:1:3:1:1 (ISO/IEC 18004 §6.3.3), in either polarity. */
import { type Bits, darkPixels, type LumaGrid } from "./local-threshold.ts";

/** A corner mark. `x`, `y`: its centre; `module`: the size of one module; all in pixels. `isInverted`: light on dark. */
export interface Finder {
  readonly x: number;
  readonly y: number;
  readonly module: number;
  readonly isInverted: boolean;
}

interface Lines {
  readonly bits: Bits;
  readonly width: number;
  readonly height: number;
}

/** A cross section through a mark's centre: where the middle of it lies, and how long it is in pixels. */
interface Section {
  readonly middle: number;
  readonly length: number;
}

const PROPORTIONS = [1, 1, 3, 1, 1] as const;
const MODULES = 7;
// The solid centre of a mark is three modules high: every second row meets it from 0.7 pixels per module on.
const ROW_STEP = 2;
// A page of text yields a few dozen chance hits; beyond this the picture is noise.
const MAX_FINDERS = 64;

/** The corner marks of the picture, each once; marks met by more rows first. Empty for noise, which has too many to be any. */
export function findFinders(grid: LumaGrid): readonly Finder[] {
  const lines: Lines = { bits: darkPixels(grid), width: grid.width, height: grid.height };
  const clusters: { finder: Finder; hits: number }[] = [];
  for (let y = 0; y < grid.height; y += ROW_STEP) {
    for (const finder of findersInRow(lines, y)) {
      addToClusters(clusters, finder);
      if (clusters.length > MAX_FINDERS) return [];
    }
  }
  return clusters.toSorted((a, b) => b.hits - a.hits).map(({ finder }) => finder);
}

function* findersInRow(lines: Lines, y: number): Generator<Finder> {
  const { bits, width } = lines;
  const runs = [0, 0, 0, 0, 0];
  let start = 0;
  const row = y * width;
  for (let x = 1; x <= width; x++) {
    if (x < width && bits[row + x] === bits[row + x - 1]) continue;
    runs.shift();
    runs.push(x - start);
    start = x;
    const length = sum(runs);
    if (runs[0] === 0 || !hasProportions(runs, length)) continue;
    const middle = x - (runs[4] ?? 0) - (runs[3] ?? 0) - (runs[2] ?? 0) / 2;
    const finder = confirm(lines, middle, y, length);
    if (finder !== null) yield finder;
  }
}

/** A row's hit is a mark when the column through it, and the row through that column's centre, have the proportions too. */
function confirm(lines: Lines, x: number, y: number, length: number): Finder | null {
  const column = sectionAt(lines, Math.floor(x), y, "vertical");
  if (column === null || Math.max(column.length, length) > 1.6 * Math.min(column.length, length)) return null;
  const row = sectionAt(lines, Math.floor(x), Math.floor(column.middle), "horizontal");
  if (row === null) return null;
  const isInverted = lines.bits[Math.floor(column.middle) * lines.width + Math.floor(x)] === 0;
  return {
    x: row.middle,
    y: column.middle,
    module: (row.length + column.length) / (2 * MODULES),
    isInverted,
  };
}

/** The five runs through (`x`, `y`) in one direction, if they have a mark's proportions. */
function sectionAt(
  { bits, width, height }: Lines,
  x: number,
  y: number,
  direction: "horizontal" | "vertical",
): Section | null {
  const isVertical = direction === "vertical";
  const position = isVertical ? y : x;
  const end = isVertical ? height : width;
  const bitAt = (at: number) => bits[isVertical ? at * width + x : y * width + at];
  const runLength = (from: number, step: number) => {
    let at = from;
    while (at >= 0 && at < end && bitAt(at) === bitAt(from)) at += step;
    return Math.abs(at - from);
  };
  const before = runLength(position, -1);
  const after = runLength(position + 1, 1) * (bitAt(position + 1) === bitAt(position) ? 1 : 0);
  const left = runLength(position - before, -1);
  const right = runLength(position + after + 1, 1);
  const runs = [
    runLength(position - before - left, -1),
    left,
    before + after,
    right,
    runLength(position + after + 1 + right, 1),
  ];
  const length = sum(runs);
  return hasProportions(runs, length) ? { middle: position + (after - before) / 2 + 0.5, length } : null;
}

/** Half a module of blur either way, and half a pixel that the grid costs. */
function hasProportions(runs: readonly number[], length: number): boolean {
  const module = length / MODULES;
  if (module < 0.9) return false;
  return PROPORTIONS.every((modules, i) => {
    const run = runs[i] ?? 0;
    return run > 0 && Math.abs(run - modules * module) <= 0.5 * module * Math.sqrt(modules) + 0.5;
  });
}

function addToClusters(clusters: { finder: Finder; hits: number }[], finder: Finder): void {
  const known = clusters.find(
    ({ finder: other }) =>
      other.isInverted === finder.isInverted &&
      Math.hypot(other.x - finder.x, other.y - finder.y) < 3 * Math.max(other.module, finder.module),
  );
  if (known === undefined) {
    clusters.push({ finder, hits: 1 });
    return;
  }
  const weight = 1 / ++known.hits;
  const mix = (a: number, b: number) => a + (b - a) * weight;
  known.finder = {
    x: mix(known.finder.x, finder.x),
    y: mix(known.finder.y, finder.y),
    module: mix(known.finder.module, finder.module),
    isInverted: finder.isInverted,
  };
}

function sum(runs: readonly number[]): number {
  return runs.reduce((total, run) => total + run, 0);
}
