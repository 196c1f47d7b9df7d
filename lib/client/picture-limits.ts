/**
 * What a picture file is, told from its own first bytes and never from its name or type, so that it can be refused
 * before a decoder is given anything. Pure: bytes in, an answer out.
 */

import { MAX_PIXELS } from "../core/qr/pixel-grid.ts";
import { readJpegSize } from "./jpeg-size.ts";

/** Largest picture file accepted, in bytes. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

export type PictureFormat = "png" | "jpeg" | "gif" | "webp" | "bmp";

/** Why a file is not decoded; each has its own advice. "other": nothing that is a picture. */
export const pictureRefusals = [
  "svg",
  "pdf",
  "heic",
  "tiff",
  "archive",
  "other",
  "empty",
  "damaged",
  "too-large",
  "too-many-pixels",
] as const;
export type PictureRefusal = (typeof pictureRefusals)[number];

/** Dimensions in pixels as the header states them. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export type PictureCheck =
  | ({ readonly status: "ok"; readonly format: PictureFormat } & PictureSize)
  | { readonly status: "refused"; readonly reason: PictureRefusal };

/** Judges a whole file. Never throws, whatever the bytes are. */
export const checkPicture = (bytes: Uint8Array): PictureCheck => {
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > MAX_PICTURE_BYTES) return refuse("too-large");
  const format = readFormat(bytes);
  if (format === null) return refuse(nameForeignFile(bytes));
  const size = sizeReaders[format](bytes);
  if (size === null || size.width < 1 || size.height < 1) return refuse("damaged");
  if (size.width * size.height > MAX_PIXELS) return refuse("too-many-pixels");
  return { status: "ok", format, ...size };
};

const refuse = (reason: PictureRefusal): PictureCheck => ({ status: "refused", reason });

const isAscii = (bytes: Uint8Array, offset: number, text: string): boolean =>
  bytes.length >= offset + text.length &&
  [...text].every((sign, i) => bytes[offset + i] === sign.charCodeAt(0));

const pngSignature = "\x89PNG\r\n\x1a\n";

const readFormat = (bytes: Uint8Array): PictureFormat | null => {
  if (isAscii(bytes, 0, pngSignature)) return "png";
  if (isAscii(bytes, 0, "\xff\xd8\xff")) return "jpeg";
  if (isAscii(bytes, 0, "GIF87a") || isAscii(bytes, 0, "GIF89a")) return "gif";
  if (isAscii(bytes, 0, "RIFF") && isAscii(bytes, 8, "WEBP")) return "webp";
  return isAscii(bytes, 0, "BM") ? "bmp" : null;
};

const foreignSignatures: readonly (readonly [PictureRefusal, number, string])[] = [
  ["pdf", 0, "%PDF-"],
  ["tiff", 0, "II*\0"],
  ["tiff", 0, "MM\0*"],
  ["archive", 0, "PK\x03\x04"],
  // ISO base media files name their brand after the first box's type.
  ["heic", 4, "ftyphei"],
  ["heic", 4, "ftypmif1"],
  ["heic", 4, "ftypmsf1"],
  ["heic", 4, "ftypavi"],
];

const nameForeignFile = (bytes: Uint8Array): PictureRefusal => {
  const found = foreignSignatures.find(([, offset, text]) => isAscii(bytes, offset, text));
  if (found !== undefined) return found[0];
  // SVG is text; its root element may have a prefix and stand behind a declaration, comments and a document type.
  const start = new TextDecoder().decode(bytes.subarray(0, 2_048));
  return /<(\w+:)?svg[\s/>]/i.test(start) ? "svg" : "other";
};

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const readPng = (bytes: Uint8Array): PictureSize | null => {
  if (bytes.length < 24 || !isAscii(bytes, 12, "IHDR")) return null;
  return { width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) };
};

const readGif = (bytes: Uint8Array): PictureSize | null =>
  bytes.length < 10
    ? null
    : { width: view(bytes).getUint16(6, true), height: view(bytes).getUint16(8, true) };

/** The oldest header (12 bytes) has 16-bit sides; all others 32-bit ones, the height negative for rows from the top. */
const readBmp = (bytes: Uint8Array): PictureSize | null => {
  if (bytes.length < 26) return null;
  const data = view(bytes);
  if (data.getUint32(14, true) === 12) {
    return { width: data.getUint16(18, true), height: data.getUint16(20, true) };
  }
  return { width: data.getInt32(18, true), height: Math.abs(data.getInt32(22, true)) };
};

/** WebP container specification: a lossy, lossless or extended first chunk. */
const readWebp = (bytes: Uint8Array): PictureSize | null => {
  if (bytes.length < 30) return null;
  const data = view(bytes);
  if (isAscii(bytes, 12, "VP8 ") && isAscii(bytes, 23, "\x9d\x01\x2a")) {
    return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
  }
  if (isAscii(bytes, 12, "VP8L") && bytes[20] === 0x2f) {
    const sides = data.getUint32(21, true);
    return { width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 };
  }
  if (!isAscii(bytes, 12, "VP8X")) return null;
  const side = (offset: number): number =>
    data.getUint16(offset, true) + (data.getUint8(offset + 2) << 16) + 1;
  return { width: side(24), height: side(27) };
};

const sizeReaders: Readonly<Record<PictureFormat, (bytes: Uint8Array) => PictureSize | null>> = {
  png: readPng,
  jpeg: readJpegSize,
  gif: readGif,
  webp: readWebp,
  bmp: readBmp,
};
