/**
 * Reads the portal's own small QR picture inside the background worker. A service worker cannot start another worker,
 * so the limit is kept by size: at most 640 x 640 pixels and one second of attempts.
 */

import { decodeBase64 } from "../core/bytes.ts";
import { readQrTexts } from "../core/qr/read-qr.ts";
import type { QrPictures } from "../services/ports.ts";

const largestSidePx = 640;
const budgetMs = 1_000;

export const qrPictures: QrPictures = {
  readTexts: async (pngBase64) => {
    let picture: ImageBitmap;
    try {
      picture = await createImageBitmap(new Blob([decodeBase64(pngBase64)], { type: "image/png" }));
    } catch {
      return null;
    }
    const { width, height } = picture;
    if (width > largestSidePx || height > largestSidePx) return null;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(picture, 0, 0);
    picture.close();
    const { data } = context.getImageData(0, 0, width, height);
    const startedMs = performance.now();
    const texts: string[] = [];
    for (const text of readQrTexts({ data, width, height })) {
      texts.push(text);
      if (performance.now() - startedMs > budgetMs) break;
    }
    return texts;
  },
};
