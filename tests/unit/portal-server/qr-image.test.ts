import jsQR from "jsqr";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { formatKeyUri, qrDataUri, qrPng } from "../../portal/qr-image.ts";
import { REALM_NAME } from "../../portal/types.ts";

const KEY = "IFRDGZCFMY3GQSLKJNWE23SPOBIXEUZR";

describe("formatKeyUri", () => {
  it("writes the parameters in the server's order and encodes name and account differently", () => {
    expect(formatKeyUri("A B:C", "u 1@x", KEY)).toBe(
      `otpauth://totp/A%20B%20C:u+1%40x?secret=${KEY}&digits=6&algorithm=SHA1&issuer=A%20B%20C&period=30`,
    );
  });
});

describe("qrPng", () => {
  const uri = formatKeyUri(REALM_NAME, "demo_user01", KEY);

  it("is a 246 x 246 picture of one bit per pixel, in grey", () => {
    const png = qrPng(uri);

    expect(png.readUInt32BE(16)).toBe(246);
    expect(png.readUInt32BE(20)).toBe(246);
    expect([png[24], png[25]]).toEqual([1, 0]);
  });

  it("can be read back as the key URI", () => {
    const picture = PNG.sync.read(qrPng(uri));

    expect(jsQR(new Uint8ClampedArray(picture.data), 246, 246)?.data).toBe(uri);
  });

  it("has 3 pixels per module and a margin of 25 for a name of 14 characters", () => {
    const picture = PNG.sync.read(qrPng(uri));
    const isDark = (x: number, y: number): boolean => picture.data[(y * 246 + x) * 4] === 0;

    expect([isDark(24, 24), isDark(25, 25), isDark(27, 27), isDark(28, 28)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("refuses a text that does not fit", () => {
    expect(() => qrPng("x".repeat(3000))).toThrow();
  });
});

describe("qrDataUri", () => {
  it("has a blank after the comma, as real pages have", () => {
    expect(qrDataUri("x")).toMatch(/^data:image\/png;base64, [A-Za-z0-9+/]+=*$/);
  });
});
