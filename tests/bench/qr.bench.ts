/**
 * Compares `readQr` with one plain jsqr call on the fixture pictures, turn by turn in one process, so that the ratios hold on
 * any machine: `node tests/bench/qr.bench.ts` (Node 22.18 or newer, which strips types). Prints; asserts nothing.
 */
import jsQR from "jsqr";
import type { PixelGrid } from "../../lib/core/qr/pixel-grid.ts";
import { readQrTexts } from "../../lib/core/qr/read-qr.ts";
import { loadPicture, pictureCases } from "../unit/core/qr/pictures.ts";

interface Measure {
  readonly name: string;
  readonly read: (grid: PixelGrid) => readonly string[];
  readonly timesMs: number[];
  correct: number;
}

const isOtpauth = (text: string) => text.startsWith("otpauth");

function firstOtpauth(grid: PixelGrid): readonly string[] {
  for (const text of readQrTexts(grid)) if (isOtpauth(text)) return [text];
  return [];
}

function plainJsqr({ data, width, height }: PixelGrid): readonly string[] {
  const code = jsQR(data, width, height, { inversionAttempts: "attemptBoth" });
  return code === null ? [] : [code.data];
}

const measures: readonly Measure[] = [
  { name: "readQr, first set-up code", read: firstOtpauth, timesMs: [], correct: 0 },
  { name: "readQr, every code", read: (grid) => [...readQrTexts(grid)], timesMs: [], correct: 0 },
  { name: "jsqr, one call", read: plainJsqr, timesMs: [], correct: 0 },
];

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}

const pictures = pictureCases();
for (const { file, expect } of pictures) {
  const grid = loadPicture(file);
  for (const measure of measures) {
    const startMs = performance.now();
    const texts = measure.read(grid).filter(isOtpauth);
    measure.timesMs.push(performance.now() - startMs);
    if (JSON.stringify(texts) === JSON.stringify(expect)) measure.correct++;
  }
}

const reference = percentile(measures.at(-1)?.timesMs ?? [], 0.5);
for (const { name, timesMs, correct } of measures) {
  const median = percentile(timesMs, 0.5);
  const p95 = percentile(timesMs, 0.95);
  console.log(
    `${name.padEnd(26)} ${correct}/${pictures.length} right, median ${median.toFixed(0)} ms (${(median / reference).toFixed(2)}x), 95 % ${p95.toFixed(0)} ms`,
  );
}
