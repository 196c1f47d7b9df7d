import jsQR, { type QRCode } from "jsqr";
import { decodeSegments, type QrSegment } from "./decode-bytes.ts";
import type { PixelGrid } from "./pixel-grid.ts";
import type { PixelPoint } from "./pixel-operations.ts";

/** A code found in a picture. `text`: null when its bytes are no text. `corners`: in order round it, in pixels. */
export interface FoundCode {
  readonly text: string | null;
  readonly corners: readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint];
}

/** One code of an opaque picture, in either polarity, or null. Which one, when there are several, is the reader's choice. */
export function findCode({ data, width, height }: PixelGrid): FoundCode | null {
  const code = scan(data, width, height);
  if (code === null) return null;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return {
    text: decodeSegments(segmentsOf(code)),
    corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
  };
}

function scan(data: Uint8ClampedArray, width: number, height: number): QRCode | null {
  // jsqr keeps the options of the last call as its defaults, so the choice is passed every time.
  return jsQR(data, width, height, { inversionAttempts: "attemptBoth" });
}

/** jsqr's own text is empty for bytes that are not UTF-8, so only its bytes are used. */
function segmentsOf({ chunks }: QRCode): readonly QrSegment[] {
  const encoder = new TextEncoder();
  return chunks.flatMap((chunk): QrSegment[] => {
    if ("bytes" in chunk) return [{ bytes: chunk.bytes, isKanji: chunk.type === "kanji" }];
    return "text" in chunk ? [{ bytes: [...encoder.encode(chunk.text)], isKanji: false }] : [];
  });
}
