/** Groups corner marks into places where a QR code may lie. */
import type { Finder } from "./finder-patterns.ts";

/** A square region that may hold one code with its quiet zone, in pixels, the size of the code's modules and its corner marks. */
export interface CodeCandidate {
  readonly marks: readonly Finder[];
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly module: number;
}

interface Triple {
  readonly finders: readonly [Finder, Finder, Finder];
  readonly misfit: number;
}

// From the centre of a mark to the code's edge are 3.5 modules; the quiet zone has 4 (ISO/IEC 18004 §6.3.8).
const MARGIN_MODULES = 7.5;
// Centres of two marks lie 14 modules apart in version 1 and 170 in version 40; blur shifts the module size.
const MIN_LEG_MODULES = 11;
const MAX_LEG_MODULES = 200;
const MAX_CANDIDATES = 8;

/** The places that three marks span like the corners of a code, the best fit first; of nearly equal ones the best alone. */
export function codeCandidates(finders: readonly Finder[]): readonly CodeCandidate[] {
  const candidates: CodeCandidate[] = [];
  for (const { finders: triple } of allTriples(finders).toSorted((a, b) => a.misfit - b.misfit)) {
    const candidate = regionOf(triple);
    if (candidates.length === MAX_CANDIDATES) break;
    if (!candidates.some((other) => isSameRegion(other, candidate))) candidates.push(candidate);
  }
  return candidates;
}

/** The reader finds the marks inside a region by itself, so regions that differ by a few modules are one. */
function isSameRegion(a: CodeCandidate, b: CodeCandidate): boolean {
  const tolerance = 4 * Math.max(a.module, b.module);
  return [a.left - b.left, a.top - b.top, a.size - b.size].every(
    (difference) => Math.abs(difference) <= tolerance,
  );
}

function allTriples(finders: readonly Finder[]): readonly Triple[] {
  const triples: Triple[] = [];
  finders.forEach((corner, i) => {
    finders.forEach((second, j) => {
      if (j === i || !areAlike(corner, second)) return;
      for (const third of finders.slice(j + 1)) {
        if (third === corner || !areAlike(corner, third) || !areAlike(second, third)) continue;
        const misfit = misfitOf(corner, second, third);
        if (misfit !== null) triples.push({ finders: [corner, second, third], misfit });
      }
    });
  });
  return triples;
}

function areAlike(a: Finder, b: Finder): boolean {
  return a.isInverted === b.isInverted && Math.max(a.module, b.module) <= 1.4 * Math.min(a.module, b.module);
}

/** How far the angle at `corner` is from a right one, the legs from equal and the marks from equal size; null when too far. */
function misfitOf(corner: Finder, second: Finder, third: Finder): number | null {
  const [ax, ay] = [second.x - corner.x, second.y - corner.y];
  const [bx, by] = [third.x - corner.x, third.y - corner.y];
  const [legA, legB] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  const module = (corner.module + second.module + third.module) / 3;
  if (Math.min(legA, legB) < MIN_LEG_MODULES * module || Math.max(legA, legB) > MAX_LEG_MODULES * module)
    return null;
  const skew = Math.abs((ax * bx + ay * by) / (legA * legB));
  const inequality = Math.abs(legA - legB) / Math.max(legA, legB);
  if (skew > 0.35 || inequality > 0.3) return null;
  const spread =
    Math.max(corner.module, second.module, third.module) /
      Math.min(corner.module, second.module, third.module) -
    1;
  return skew + inequality + spread / 2;
}

function regionOf([corner, second, third]: Triple["finders"]): CodeCandidate {
  const fourth = { x: second.x + third.x - corner.x, y: second.y + third.y - corner.y };
  const xs = [corner.x, second.x, third.x, fourth.x];
  const ys = [corner.y, second.y, third.y, fourth.y];
  const module = (corner.module + second.module + third.module) / 3;
  const margin = MARGIN_MODULES * module;
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const marks = [corner, second, third];
  const size = Math.max(Math.max(...xs) + margin - left, Math.max(...ys) + margin - top);
  return {
    marks,
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    size: Math.ceil(size),
    module,
  };
}
