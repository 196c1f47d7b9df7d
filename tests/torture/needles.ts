/** The ways a secret can be written down, and the search for them in bytes. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toBase32 } from "../portal/totp.ts";

/** `what`: for people who read the result; never the secret itself. */
export interface Needle {
  readonly what: string;
  readonly bytes: Buffer;
}

const writings = (what: string, texts: Readonly<Record<string, string>>): readonly Needle[] =>
  Object.entries(texts).flatMap(([form, text]) => [
    { what: `${what} as ${form}`, bytes: Buffer.from(text, "utf8") },
    { what: `${what} as ${form} in UTF-16`, bytes: Buffer.from(text, "utf16le") },
  ]);

const ofBytes = (what: string, bytes: Buffer): readonly Needle[] => [
  { what: `${what} as bytes`, bytes },
  ...writings(what, {
    hex: bytes.toString("hex"),
    "upper-case hex": bytes.toString("hex").toUpperCase(),
    base64: bytes.toString("base64").replace(/=+$/, ""),
  }),
];

/** An OTP secret: the characters whose ASCII bytes are the key. */
export const secretNeedles = (what: string, secret: string): readonly Needle[] => [
  ...ofBytes(what, Buffer.from(secret, "utf8")),
  { what: `${what} as text in UTF-16`, bytes: Buffer.from(secret, "utf16le") },
  ...writings(what, {
    base32: toBase32(secret),
    "lower-case base32": toBase32(secret).toLowerCase(),
    "grouped base32": (toBase32(secret).match(/.{4}/g) ?? []).join(" "),
  }),
];

/** A key of random bytes, given as base64. */
export const keyNeedles = (what: string, keyBase64: string): readonly Needle[] =>
  ofBytes(what, Buffer.from(keyBase64, "base64"));

export const textNeedles = (what: string, text: string): readonly Needle[] => [
  ...writings(what, { text, base64: Buffer.from(text, "utf8").toString("base64").replace(/=+$/, "") }),
];

/** Names of the needles that lie in `bytes`. */
export const hitsIn = (bytes: Buffer, needles: readonly Needle[]): readonly string[] =>
  needles.filter((needle) => bytes.includes(needle.bytes)).map(({ what }) => what);

export interface FileHit {
  readonly file: string;
  readonly what: string;
}

/** Every file of a folder, whatever its kind. `count`: of the files that were read. */
export const searchFolder = (
  folder: string,
  needles: readonly Needle[],
): { readonly hits: readonly FileHit[]; readonly count: number; readonly bytes: number } => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  let size = 0;
  const hits = files.flatMap((path) => {
    const bytes = readFileSync(path);
    size += bytes.length;
    return hitsIn(bytes, needles).map((what) => ({ file: path.slice(folder.length + 1), what }));
  });
  return { hits, count: files.length, bytes: size };
};
