import jsQR from "jsqr";
import { describe, expect, it } from "vitest";
import type { PixelGrid } from "../../../../lib/core/qr/pixel-grid.ts";
import { QrError } from "../../../../lib/core/qr/qr-error.ts";
import { readQr, readQrTexts } from "../../../../lib/core/qr/read-qr.ts";
import { BLACK, blank, drawCode, loadPicture, noise, paste, pictureCases, WHITE } from "./pictures.ts";

const URI = "otpauth://totp/Demo:taro?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Demo";
const OTHER_URI = URI.replaceAll("Demo", "Other");
const cases = pictureCases();
const otpauthTexts = (file: string) => readQr(loadPicture(file)).filter((text) => text.startsWith("otpauth"));

function refusal(grid: PixelGrid): string {
  try {
    readQr(grid);
  } catch (error) {
    if (error instanceof QrError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("readQr on screen captures and photos", () => {
  it.each(
    cases.filter((picture) => picture.expect.length > 0 && !picture.beyondLimit).map(({ file }) => file),
  )("reads exactly the set-up code of %s", (file) => {
    const expected = cases.find((picture) => picture.file === file)?.expect;

    expect(otpauthTexts(file)).toEqual(expected);
  });

  it.each(cases.filter(({ beyondLimit }) => beyondLimit).map(({ file }) => file))(
    "invents nothing in %s, which is beyond its limit",
    (file) => {
      const expected = cases.find((picture) => picture.file === file)?.expect ?? [];

      for (const text of otpauthTexts(file)) expect(expected).toContain(text);
    },
  );

  it.each(cases.filter(({ kind }) => kind === "no-code").map(({ file }) => file))(
    "Q1: finds nothing in %s",
    (file) => {
      expect(readQr(loadPicture(file))).toEqual([]);
    },
  );

  it.each(cases.filter(({ kind }) => kind === "decoy-only").map(({ file }) => file))(
    "Q3: finds the foreign codes of %s and no set-up code",
    (file) => {
      const decoys = cases.find((picture) => picture.file === file)?.decoys ?? [];

      expect(readQr(loadPicture(file)).toSorted()).toEqual([...decoys].toSorted());
    },
  );

  it("covers every kind of picture", () => {
    expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(18);
  });
});

describe("readQr on drawn codes", () => {
  const page = blank(900, 500);

  it("Q2: reads both of two set-up codes", () => {
    const both = paste(paste(page, drawCode(URI), 40, 60), drawCode(OTHER_URI), 560, 100);

    expect(readQr(both).toSorted()).toEqual([URI, OTHER_URI].toSorted());
  });

  it("reads four codes, each text once", () => {
    const texts = [URI, OTHER_URI, "https://example.jp/a", "plain"];
    const drawn = texts
      .concat("plain")
      .reduce(
        (grid, text, i) => paste(grid, drawCode(text, { scale: 3 }), (i % 3) * 300 + 10, i < 3 ? 10 : 255),
        page,
      );

    expect(readQr(drawn).toSorted()).toEqual(texts.toSorted());
  });

  it("goes on past a code that is no text", () => {
    const binary = drawCode("x", { encode: () => Uint8Array.of(0xff, 0xfe, 0xfd, 0x80) });

    expect(readQr(paste(paste(page, binary, 20, 20), drawCode(URI), 400, 100))).toEqual([URI]);
  });

  it.each([
    ["black on transparent", BLACK, [0, 0, 0, 0]],
    ["white on transparent", WHITE, [255, 255, 255, 0]],
    ["white on transparent black", WHITE, [0, 0, 0, 0]],
    ["white on black", WHITE, BLACK],
    ["half-transparent black on white", [0, 0, 0, 140], WHITE],
  ] as const)("reads a code in %s", (_name, dark, light) => {
    expect(readQr(drawCode(URI, { dark, light }))).toEqual([URI]);
  });

  it.each([1, 2, 3, 8, 16])("reads a tightly cut code at %i pixels per module", (scale) => {
    expect(readQr(drawCode(URI, { scale, border: 0 }))).toEqual([URI]);
  });

  it("reads inverted codes after another caller has switched inversion off", () => {
    const inverted = drawCode(URI, { dark: WHITE, light: BLACK });
    jsQR(inverted.data, inverted.width, inverted.height, { inversionAttempts: "dontInvert" });

    expect(readQr(inverted)).toEqual([URI]);
  });

  it("reads Japanese in UTF-8 and in Shift_JIS", () => {
    // 健保 in Shift_JIS, between ASCII characters.
    const shiftJis = Uint8Array.of(0x41, 0x8c, 0x92, 0x95, 0xdb, 0x42);

    expect(readQr(drawCode("A健保B"))).toEqual(["A健保B"]);
    expect(readQr(drawCode("x", { encode: () => shiftJis }))).toEqual(["A健保B"]);
  });

  it("leaves the caller's pixels alone", () => {
    const grid = drawCode(URI, { light: [255, 255, 255, 0] });
    const before = Uint8ClampedArray.from(grid.data);

    readQr(grid);

    expect(grid.data).toEqual(before);
  });
});

describe("readQrTexts", () => {
  it("hands out the first text before the search is over", () => {
    const texts = readQrTexts(paste(blank(900, 500), drawCode(URI), 40, 60));

    expect(texts.next()).toEqual({ done: false, value: URI });
    expect(texts.return()).toEqual({ done: true, value: undefined });
  });
});

describe("readQr on hostile pixels", () => {
  it.each([
    ["0x0", { data: new Uint8ClampedArray(), width: 0, height: 0 }],
    ["fractional width", { data: new Uint8ClampedArray(4), width: 0.5, height: 2 }],
    ["missing height", { data: new Uint8ClampedArray(4), width: 1, height: Number.NaN }],
    ["negative sides", { data: new Uint8ClampedArray(4), width: -1, height: -1 }],
    ["too few bytes", { data: new Uint8ClampedArray(15), width: 2, height: 2 }],
    ["too many bytes", { data: new Uint8ClampedArray(17), width: 2, height: 2 }],
  ])("Q30: refuses a picture with %s", (_name, grid) => {
    expect(refusal(grid)).toBe("bad-picture");
  });

  it("Q30: refuses more than 25 megapixels without looking at them", () => {
    expect(refusal({ data: new Uint8ClampedArray(), width: 5001, height: 5000 })).toBe("picture-too-large");
    expect(refusal({ data: new Uint8ClampedArray(), width: 5000, height: 5000 })).toBe("bad-picture");
  });

  it.each([
    [1, 1],
    [8000, 10],
    [10, 8000],
    [47, 49],
    [95, 97],
    [320, 240],
  ])("Q30: finds nothing in %i x %i pixels of one colour, noise or nothing but alpha", (width, height) => {
    const alphaOnly = noise(width, height);
    for (let i = 0; i < alphaOnly.data.length; i += 4)
      alphaOnly.data.set([0, 0, 0, alphaOnly.data[i] ?? 0], i);

    expect(
      [
        blank(width, height),
        blank(width, height, BLACK),
        blank(width, height, [9, 9, 9, 0]),
        noise(width, height),
      ].map(readQr),
    ).toEqual([[], [], [], []]);
    expect(width * height > 100_000 ? [] : readQr(alphaOnly)).toEqual([]);
  });
});
