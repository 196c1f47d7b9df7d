import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPicture, MAX_PICTURE_BYTES } from "../../../lib/client/picture-limits.ts";

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));
const be32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const le32 = (value: number): number[] => be32(value).reverse();
const le16 = (value: number): number[] => [value & 255, value >>> 8];
const le24 = (value: number): number[] => [...le16(value & 0xffff), value >>> 16];
const file = (...parts: readonly number[][]): Uint8Array => Uint8Array.from(parts.flat());

const png = (width: number, height: number): Uint8Array =>
  file(ascii("\x89PNG\r\n\x1a\n"), be32(13), ascii("IHDR"), be32(width), be32(height), [8, 6, 0, 0, 0]);
const sof = (marker: number, width: number, height: number): number[] => [
  0xff,
  marker,
  0,
  17,
  8,
  height >>> 8,
  height & 255,
  width >>> 8,
  width & 255,
  3,
  0,
  0,
];
const riff = (chunk: string, body: number[]): Uint8Array =>
  file(ascii("RIFF"), le32(100), ascii("WEBP"), ascii(chunk), le32(50), body, Array(12).fill(0));

describe("checkPicture", () => {
  it.each([
    ["PNG", png(320, 200), "png"],
    ["GIF", file(ascii("GIF89a"), le16(320), le16(200)), "gif"],
    ["BMP of 1990", file(ascii("BM"), Array(12).fill(0), le32(40), le32(320), le32(200)), "bmp"],
    [
      "BMP with rows from the top",
      file(ascii("BM"), Array(12).fill(0), le32(40), le32(320), le32(-200 >>> 0)),
      "bmp",
    ],
    [
      "BMP of OS/2",
      file(ascii("BM"), Array(12).fill(0), le32(12), le16(320), le16(200), Array(8).fill(0)),
      "bmp",
    ],
    ["baseline JPEG", file([0xff, 0xd8], [0xff, 0xe0, 0, 4, 1, 2], sof(0xc0, 320, 200)), "jpeg"],
    [
      "progressive JPEG after fill bytes",
      file([0xff, 0xd8, 0xff, 0xff], [0xff, 0xc4, 0, 2], sof(0xc2, 320, 200)),
      "jpeg",
    ],
    ["lossy WebP", riff("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, ...le16(320), ...le16(200)]), "webp"],
    ["lossless WebP", riff("VP8L", [0x2f, ...le32(319 | (199 << 14))]), "webp"],
    ["extended WebP", riff("VP8X", [0, 0, 0, 0, ...le24(319), ...le24(199)]), "webp"],
  ])("reads the size of a %s from its header", (_name, bytes, format) => {
    expect(checkPicture(bytes)).toEqual({ status: "ok", format, width: 320, height: 200 });
  });

  it.each([
    ["empty", file()],
    ["svg", file(ascii("<svg/>"))],
    ["svg", file(ascii("<s:svg xmlns:s='http://www.w3.org/2000/svg'>"))],
    ["svg", file(ascii("<?xml version='1.0'?><!-- a picture --><svg xmlns='http://www.w3.org/2000/svg'/>"))],
    ["pdf", file(ascii("%PDF-1.7"))],
    ["heic", file(be32(24), ascii("ftypheic"))],
    ["heic", file(be32(24), ascii("ftypavif"))],
    ["tiff", file(ascii("II*\0"))],
    ["archive", file(ascii("PK\x03\x04"))],
    ["other", file(ascii("MZ\x90"))],
    ["damaged", file(ascii("\x89PNG\r\n\x1a\n"))],
    ["damaged", png(0, 10)],
    ["damaged", file([0xff, 0xd8, 0xff, 0xda, 0, 8, 0, 0, 0, 0, 0, 0])],
  ])("refuses as %s", (reason, bytes) => {
    expect(checkPicture(bytes)).toEqual({ status: "refused", reason });
  });

  it("accepts 25 million pixels and refuses one row more", () => {
    expect(checkPicture(png(5_000, 5_000))).toMatchObject({ status: "ok" });
    expect(checkPicture(png(5_000, 5_001))).toEqual({ status: "refused", reason: "too-many-pixels" });
  });

  it("accepts 10 MB and refuses one byte more", () => {
    const largest = new Uint8Array(MAX_PICTURE_BYTES);
    largest.set(png(10, 10));
    const tooLarge = new Uint8Array(MAX_PICTURE_BYTES + 1);
    tooLarge.set(png(10, 10));

    expect(checkPicture(largest)).toMatchObject({ status: "ok" });
    expect(checkPicture(tooLarge)).toEqual({ status: "refused", reason: "too-large" });
  });

  it("accepts every sample picture", () => {
    const folder = "tests/fixtures/qr";
    const names = readdirSync(folder).filter((name) => /\.(png|jpg)$/.test(name));
    const refused = names.filter((name) => checkPicture(readFileSync(`${folder}/${name}`)).status !== "ok");

    expect(names.length).toBeGreaterThan(30);
    expect(refused).toEqual([]);
  });

  it("never throws, whatever follows a known signature", () => {
    const starts = [
      [],
      ascii("\x89PNG\r\n\x1a\n"),
      [0xff, 0xd8, 0xff],
      ascii("GIF89a"),
      ascii("BM"),
      ascii("RIFF    WEBPVP8X"),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
        expect(["ok", "refused"]).toContain(checkPicture(file(start, [...rest])).status);
      }),
    );
  });
});
