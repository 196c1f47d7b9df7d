/** The product's own texts for tests of views and of the locale files, read without the build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../locales");

export type Language = "ja" | "en";

/**
 * The texts of one locale file by their full keys. Reads the plain subset of YAML in which the files are written (nested
 * keys, double-quoted texts on one line) and throws at anything else, so that nothing is overlooked.
 */
export const readTexts = (language: Language): ReadonlyMap<string, string> => {
  const textByKey = new Map<string, string>();
  const path: string[] = [];
  const lines = readFileSync(join(folder, `${language}.yml`), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "" || /^\s*#/.test(line)) continue;
    const read = /^((?: {2})*)("?)([A-Za-z]\w*)\2:(?: (".*"))?$/.exec(line);
    const depth = (read?.[1]?.length ?? 0) / 2;
    const name = read?.[3];
    if (name === undefined || depth > path.length)
      throw new Error(`${language}.yml:${index + 1}: not readable`);
    path.length = depth;
    path.push(name);
    const key = path.join(".");
    if (textByKey.has(key)) throw new Error(`${language}.yml:${index + 1}: key ${key} twice`);
    if (read?.[4] !== undefined) textByKey.set(key, JSON.parse(read[4]) as string);
  }
  return textByKey;
};

const japanese = readTexts("ja");

/** Stands for `t` of lib/platform/i18n.ts: the Japanese text with its placeholders filled. */
export const t = (key: string, values: Readonly<Record<string, string>> = {}): string => {
  const text = japanese.get(key);
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key}: nothing for {${name}}`);
    return value;
  });
};

export const language = (): Language => "ja";
