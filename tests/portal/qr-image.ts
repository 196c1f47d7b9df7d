/** The set-up page's QR picture: 246 x 246 pixels, 1-bit greyscale PNG. */
import { crc32, deflateSync } from "node:zlib";
import { encodeQR } from "qr";

export const QR_SIZE_PX = 246;
const QUIET_MODULES = 4;

/** `otpauth` URI with the parameters in the order the portal's server writes them. */
export function formatKeyUri(issuer: string, account: string, secretBase32: string): string {
  const issuerText = encodeText(issuer);
  // The account is form-encoded: a blank becomes "+".
  const accountText = encodeText(account).replaceAll("%20", "+");
  return `otpauth://totp/${issuerText}:${accountText}?secret=${secretBase32}&digits=6&algorithm=SHA1&issuer=${issuerText}&period=30`;
}

/** `data:` URI of the picture. The blank after the comma is what real pages carry. */
export function qrDataUri(text: string): string {
  return `data:image/png;base64, ${qrPng(text).toString("base64")}`;
}

/** Level L, whole pixels per module, centred on white. */
export function qrPng(text: string): Buffer {
  // The encoder insists on a border; it is cut off again because the margin here follows from centring.
  const framed = encodeQR(text, "raw", { ecc: "low", border: 1 });
  const modules = framed.slice(1, -1).map((row) => row.slice(1, -1));
  const scale = Math.floor(QR_SIZE_PX / (modules.length + 2 * QUIET_MODULES));
  if (scale < 1) throw new RangeError("text too long for the set-up picture");
  const margin = Math.floor((QR_SIZE_PX - modules.length * scale) / 2);
  const rowBytes = Math.ceil(QR_SIZE_PX / 8);
  const rows = Buffer.alloc((rowBytes + 1) * QR_SIZE_PX, 0xff);
  for (let y = 0; y < QR_SIZE_PX; y++) {
    const start = y * (rowBytes + 1);
    rows[start] = 0; // filter type "none"
    for (let x = 0; x < QR_SIZE_PX; x++) {
      const isDark = modules[Math.floor((y - margin) / scale)]?.[Math.floor((x - margin) / scale)] ?? false;
      if (!isDark) continue;
      const at = start + 1 + (x >> 3);
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  return encodePng(rows);
}

function encodePng(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(QR_SIZE_PX, 0);
  header.writeUInt32BE(QR_SIZE_PX, 4);
  header[8] = 1; // bit depth
  header[9] = 0; // greyscale
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function encodeText(text: string): string {
  return encodeURIComponent(text.replaceAll(":", " "));
}
