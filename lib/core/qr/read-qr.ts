/** Reads every QR code of a picture. */
import { type Attempt, STAGES, type Stage } from "./attempts.ts";
import { findCode } from "./find-code.ts";
import { checkPixelGrid, type PixelGrid } from "./pixel-grid.ts";
import { fillQuad, flatten, isTranslucent } from "./pixel-operations.ts";

/**
 * Every text found in the picture, each once, in the order found; empty when there is none.
 * Synchronous and, for large or noisy pictures, slow: run it in a worker that can be ended.
 * @throws {QrError} for a grid that cannot be searched.
 */
export function readQr(grid: PixelGrid): string[] {
  return [...readQrTexts(grid)];
}

/**
 * As `readQr`, but hands out each text as soon as it is read, so that a worker that is ended by a time limit has already
 * told what it found. The search goes on past foreign codes (an app-store code often stands beside the set-up code), and
 * ends after the stage that found an otpauth text.
 * `isOver`: asked before every attempt; the search ends when it says so. One attempt itself cannot be interrupted.
 * @throws {QrError} at the first step, for a grid that cannot be searched.
 */
export function* readQrTexts(
  grid: PixelGrid,
  isOver: () => boolean = () => false,
): Generator<string, void, void> {
  checkPixelGrid(grid);
  if (Math.min(grid.width, grid.height) < MIN_CODE_SIDE) return;
  const seen = new Set<string>();
  for (const { picture, stage } of searches(grid)) {
    for (const attempt of stage(picture)) {
      for (const text of readAttempt(attempt, picture, isOver)) {
        if (seen.has(text)) continue;
        seen.add(text);
        yield text;
      }
    }
    if ([...seen].some(isOtpauthText)) return;
  }
}

// ISO/IEC 18004: the smallest code has 21 modules, and a module needs a pixel.
const MIN_CODE_SIDE = 21;

// A page with more codes than this is a poster, not a set-up page; the bound also ends a search that finds one code for ever.
const MAX_CODES_PER_ATTEMPT = 8;

interface Search {
  readonly picture: PixelGrid;
  readonly stage: Stage;
}

/**
 * Transparent pixels are laid on white, as a page shows them; on black only after that found nothing, since codes in white
 * on transparent ground exist. The copy is also what found codes are painted over in.
 */
function* searches(grid: PixelGrid): Generator<Search> {
  const pictures = isTranslucent(grid) ? [flatten(grid, 255), flatten(grid, 0)] : [flatten(grid, 255)];
  for (const stage of STAGES) {
    for (const picture of pictures) yield { picture, stage };
  }
}

/** The texts of one attempt: jsqr gives one code per call, so each is painted over, here and in the original, and the call repeated. */
function* readAttempt(
  { grid, toOriginal }: Attempt,
  original: PixelGrid,
  isOver: () => boolean,
): Generator<string> {
  for (let i = 0; i < MAX_CODES_PER_ATTEMPT && !isOver(); i++) {
    const code = findCode(grid);
    if (code === null) return;
    if (code.text !== null && code.text !== "") yield code.text;
    fillQuad(grid, code.corners);
    if (grid !== original) fillQuad(original, code.corners.map(toOriginal));
  }
}

function isOtpauthText(text: string): boolean {
  return /^otpauth(-migration)?:\/\//i.test(text);
}
