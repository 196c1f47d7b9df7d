/**
 * Reads the portal's own small QR picture inside the background worker. A service worker cannot start another worker,
 * so the limit is kept by size, read from the file before it is decoded, and by one second for all attempts together.
 */

import { decodeBase64 } from "../core/bytes.ts";
import { readQrTexts } from "../core/qr/read-qr.ts";
import type { QrPictures } from "../services/ports.ts";

/** Keycloak draws 246 x 246; the content script scales larger ones down to this. */
const largestSidePx = 400;
const budgetMs = 1_000;

export const qrPictures: QrPictures = {
  readTexts: async (pngBase64) => {
    let picture: ImageBitmap;
    try {
      const bytes = decodeBase64(pngBase64);
      if (!isSmallPng(bytes)) return null;
      picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    } catch {
      return null;
    }
    const { width, height } = picture;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(picture, 0, 0);
    picture.close();
    const { data } = context.getImageData(0, 0, width, height);
    const startedMs = performance.now();
    const texts: string[] = [];
    const isOver = (): boolean => performance.now() - startedMs > budgetMs;
    for (const text of readQrTexts({ data, width, height }, isOver)) texts.push(text);
    return texts;
  },
};

/** Width and height stand at bytes 16 to 23 of every PNG (PNG specification, IHDR first). */
const isSmallPng = (bytes: Uint8Array): boolean => {
  if (bytes.length < 24) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452;
  return isPng && view.getUint32(16) <= largestSidePx && view.getUint32(20) <= largestSidePx;
};
