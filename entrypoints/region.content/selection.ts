/** The drawn rectangle: from two corners or from keys, always inside the window. CSS pixels. */

import type { ViewportRect } from "../../lib/protocol/requests.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below this a drag was a click: nobody frames a QR code in 16 pixels. */
export const smallestSidePx = 16;

const firstSidePx = 280;
const stepPx = 10;

/** The rectangle between two corners in any order, cut to the window. */
export const rectBetween = (a: Point, b: Point, window: Size): ViewportRect => {
  const left = clamp(Math.min(a.x, b.x), 0, window.width);
  const top = clamp(Math.min(a.y, b.y), 0, window.height);
  const right = clamp(Math.max(a.x, b.x), 0, window.width);
  const bottom = clamp(Math.max(a.y, b.y), 0, window.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
};

/** Where keyboard selection starts: a square in the middle. */
export const firstRect = (window: Size): ViewportRect => {
  const side = Math.min(firstSidePx, window.width, window.height);
  return { x: (window.width - side) / 2, y: (window.height - side) / 2, width: side, height: side };
};

/** Arrow keys move the rectangle, with `resize` its lower right corner; null for any other key. */
export const moveByKey = (
  rect: ViewportRect,
  key: string,
  resize: boolean,
  window: Size,
): ViewportRect | null => {
  const step = steps[key];
  if (step === undefined) return null;
  const [dx, dy] = step;
  if (resize) {
    return {
      ...rect,
      width: clamp(rect.width + dx * stepPx, smallestSidePx, window.width - rect.x),
      height: clamp(rect.height + dy * stepPx, smallestSidePx, window.height - rect.y),
    };
  }
  return {
    ...rect,
    x: clamp(rect.x + dx * stepPx, 0, window.width - rect.width),
    y: clamp(rect.y + dy * stepPx, 0, window.height - rect.height),
  };
};

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));
