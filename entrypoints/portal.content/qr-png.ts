/** The page's QR picture as a PNG of bounded size, without touching the network. */

import { encodeBase64 } from "../../lib/core/bytes.ts";

/** Keycloak draws 246 x 246; anything up to this side is sent at its natural size, larger ones are scaled down. */
const largestSidePx = 400;

/** Base64 PNG of the picture, or null when it is not loaded, empty, or belongs to another site (tainted canvas). */
export const qrPng = async (image: HTMLImageElement): Promise<string | null> => {
  try {
    await HTMLImageElement.prototype.decode.call(image);
    const { naturalWidth, naturalHeight } = image;
    const scale = Math.min(1, largestSidePx / Math.max(naturalWidth, naturalHeight));
    const canvas = new OffscreenCanvas(Math.round(naturalWidth * scale), Math.round(naturalHeight * scale));
    const context = canvas.getContext("2d");
    if (context === null) return null;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return encodeBase64(new Uint8Array(await blob.arrayBuffer()));
  } catch {
    return null; // the member is told that the picture could not be read
  }
};
