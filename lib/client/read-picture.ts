/** From a picture file to the QR texts in it: checked by its header, decoded once, searched in the worker. */

import { decodeBase64 } from "../core/bytes.ts";
import type { PixelGrid } from "../core/qr/pixel-grid.ts";
import { readQrInWorker } from "../platform/workers.ts";
import { checkPicture, MAX_PICTURE_BYTES, type PictureRefusal } from "./picture-limits.ts";

export type PictureOutcome =
  | { readonly status: "read"; readonly texts: readonly string[] }
  | { readonly status: "refused"; readonly reason: PictureRefusal }
  | { readonly status: "cancelled" };

/** Every QR text of the file, within three seconds of searching. Nothing in it is opened or fetched. */
export const readPictureFile = async (file: Blob, signal: AbortSignal): Promise<PictureOutcome> => {
  if (file.size > MAX_PICTURE_BYTES) return { status: "refused", reason: "too-large" };
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { status: "refused", reason: "damaged" }; // moved or deleted since it was chosen
  }
  return readPictureBytes(bytes, signal);
};

/** The same for a picture of the screen: PNG, base64. */
export const readCapture = (picture: string, signal: AbortSignal): Promise<PictureOutcome> =>
  readPictureBytes(new Uint8Array(decodeBase64(picture)), signal);

const readPictureBytes = async (
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<PictureOutcome> => {
  const check = checkPicture(bytes);
  if (check.status === "refused") return check;
  const grid = await decode(new Blob([bytes], { type: `image/${check.format}` }));
  if (signal.aborted) return { status: "cancelled" };
  if (grid === null) return { status: "refused", reason: "damaged" };
  const texts = await readQrInWorker(grid, signal);
  return signal.aborted ? { status: "cancelled" } : { status: "read", texts };
};

/** The picture's pixels, or null when the browser cannot decode what its header promised. */
const decode = async (blob: Blob): Promise<PixelGrid | null> => {
  try {
    const picture = await createImageBitmap(blob);
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context?.drawImage(picture, 0, 0);
    picture.close();
    return context?.getImageData(0, 0, width, height) ?? null;
  } catch {
    return null; // a broken file, or no memory for it: the caller says so
  }
};
