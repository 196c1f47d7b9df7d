/** Ordinary pages of any site that show QR codes: not the portal, no part of the extension. */

import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { encodeQR } from "qr";
import { formatKeyUri } from "../portal/qr-image.ts";
import { toBase32 } from "../portal/totp.ts";

/** A set-up code with what it must lead to. `secret`: the characters whose ASCII bytes are the key. */
export interface SampleKey {
  readonly issuer: string;
  readonly accountName: string;
  readonly secret: string;
  readonly secretBase32: string;
  readonly uri: string;
}

export const createSampleKey = (accountName = "taro", issuer = "練習用健保"): SampleKey => {
  const secret = randomBytes(10).toString("hex");
  const secretBase32 = toBase32(secret);
  return { issuer, accountName, secret, secretBase32, uri: formatKeyUri(issuer, accountName, secretBase32) };
};

/** Dark modules of a code without its margin. */
export const qrModules = (text: string): readonly (readonly boolean[])[] =>
  encodeQR(text, "raw", { ecc: "low", border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

const QUIET_MODULES = 4;
const SIDE_PX = 320;

/** A code as the web shows it: a picture that the browser scales. */
export const qrImage = (text: string, id = "qr", sidePx = SIDE_PX): string => {
  const gif = Buffer.from(encodeQR(text, "gif", { ecc: "low", border: QUIET_MODULES, scale: 4 })).toString(
    "base64",
  );
  return `<img id="${id}" alt="" width="${sidePx}" height="${sidePx}" src="data:image/gif;base64,${gif}">`;
};

/** A code that no content security policy can hold back: drawn by markup alone. */
export const qrDrawing = (text: string, id = "qr", sidePx = SIDE_PX): string => {
  const modules = qrModules(text);
  const side = modules.length + 2 * QUIET_MODULES;
  const path = modules
    .flatMap((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z` : "")),
    )
    .join("");
  return `<svg id="${id}" width="${sidePx}" height="${sidePx}" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}"/></svg>`;
};

/** One page with the code as a drawing, as a PDF file. `sidePt`: of the code with its margin, on a 500 pt square page. */
export const qrPdf = (text: string, sidePt = 400): Buffer => {
  const modules = qrModules(text);
  const unit = sidePt / (modules.length + 2 * QUIET_MODULES);
  const origin = (500 - sidePt) / 2 + QUIET_MODULES * unit;
  const squares = modules.flatMap((row, y) =>
    row.map((isDark, x) =>
      isDark
        ? `${(origin + x * unit).toFixed(3)} ${(500 - origin - (y + 1) * unit).toFixed(3)} ${unit.toFixed(3)} ${unit.toFixed(3)} re`
        : "",
    ),
  );
  const drawing = `${squares.filter((one) => one !== "").join("\n")}\nf`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R >>",
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = file.length;
  file += `xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
};

export interface Served {
  readonly body: string | Buffer;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly origin?: string;
}

const ORIGIN = "https://www.example.test";

/** Opens `served` in a new tab, as a page of a site that has nothing to do with the portal. */
export const openSite = async (context: BrowserContext, served: Served): Promise<Page> => {
  const url = `${served.origin ?? ORIGIN}${served.path ?? "/"}`;
  await context.route(url, (route) =>
    route.fulfill({
      contentType: served.contentType ?? "text/html;charset=utf-8",
      headers: { ...served.headers },
      body: served.body,
    }),
  );
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

/** `content` in the middle of an otherwise empty page. */
export const centred = (content: string, rest = ""): string =>
  `<!doctype html><html lang="ja"><title>練習</title><body style="margin:0;min-height:100vh;display:grid;place-items:center;place-content:center;background:#fff">${content}${rest}</body></html>`;
