/** Black or white for every pixel of a grey picture, judged against its surroundings: pages have light and dark parts. */

/** A grey picture. `luma`: one byte per pixel, rows from the top. */
export interface LumaGrid {
  readonly luma: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** One byte per pixel: 1 dark, 0 light. */
export type Bits = Uint8Array;

const BLOCK = 8;
// Two blocks on each side: a window of 40 pixels, wider than the solid centre of a finder pattern of 12 pixels per module.
const REACH = 2;
// Less contrast than this within the window is a plain area with noise, not print.
const MIN_CONTRAST = 24;

/** The dark pixels of the picture. A pixel in a plain area takes the colour of the one before it, so that noise makes no edges. */
export function darkPixels({ luma, width, height }: LumaGrid): Bits {
  const columns = Math.ceil(width / BLOCK);
  const limits = blockLimits({ luma, width, height }, columns);
  const bits = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const blockRow = Math.floor(y / BLOCK) * columns;
    let previous = 0;
    for (let x = 0; x < width; x++) {
      const limit = limits[blockRow + (x >> 3)] ?? 0;
      if (limit >= 0) previous = (luma[row + x] ?? 0) < limit ? 1 : 0;
      bits[row + x] = previous;
    }
  }
  return bits;
}

/** The middle between the darkest and the lightest pixel round each block, or -1 where there is too little contrast. */
function blockLimits(grid: LumaGrid, columns: number): Int16Array {
  const rows = Math.ceil(grid.height / BLOCK);
  const { darkest, lightest } = blockExtremes(grid, columns, rows);
  const limits = new Int16Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let low = 255;
      let high = 0;
      for (let r = Math.max(0, row - REACH); r <= Math.min(rows - 1, row + REACH); r++) {
        for (let c = Math.max(0, column - REACH); c <= Math.min(columns - 1, column + REACH); c++) {
          low = Math.min(low, darkest[r * columns + c] ?? 255);
          high = Math.max(high, lightest[r * columns + c] ?? 0);
        }
      }
      limits[row * columns + column] = high - low < MIN_CONTRAST ? -1 : (low + high + 1) >> 1;
    }
  }
  return limits;
}

function blockExtremes({ luma, width, height }: LumaGrid, columns: number, rows: number) {
  const darkest = new Uint8Array(columns * rows).fill(255);
  const lightest = new Uint8Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const blockRow = (y >> 3) * columns;
    for (let x = 0; x < width; x++) {
      const value = luma[y * width + x] ?? 0;
      const block = blockRow + (x >> 3);
      if (value < (darkest[block] ?? 255)) darkest[block] = value;
      if (value > (lightest[block] ?? 0)) lightest[block] = value;
    }
  }
  return { darkest, lightest };
}
