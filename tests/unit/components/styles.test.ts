import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../components/", import.meta.url));
const read = (path: string) => readFileSync(`${folder}${path}`, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const tokens = new Set([...read("tokens.css").matchAll(/(--ht-[\w-]+):/g)].map((match) => match[1]));
const sheets = globSync("**/*.css", { cwd: folder }).filter((path) => path !== "tokens.css");
const views = globSync("**/*.tsx", { cwd: folder });
const sources = views.map((view) => readFileSync(`${folder}${view}`, "utf8"));

/** The classes a source takes from a sheet by name: styles["name"]. */
function namesTaken(source: string, sheet: string): readonly string[] {
  const variable = new RegExp(`import (\\w+) from "\\./${sheet.replaceAll(".", "\\.")}"`).exec(source)?.[1];
  return [...source.matchAll(new RegExp(`\\b${variable}\\["([\\w-]+)"\\]`, "g"))].map((match) => match[1]!);
}

describe.each(sheets)("%s", (path) => {
  it("uses only tokens that exist", () => {
    const used = [...read(path).matchAll(/var\((--[\w-]+)/g)].map((match) => match[1]);

    expect(used.filter((name) => !tokens.has(name))).toEqual([]);
  });

  it("writes no colour of its own and fetches nothing", () => {
    expect(read(path)).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsl|url\(|@import|@font-face/i);
  });
});

describe.each(sheets.filter((path) => path.endsWith(".module.css")))("%s", (path) => {
  it("has exactly the classes that components use", () => {
    const defined = new Set([...read(path).matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]!));
    const users = sources.filter((source) => source.includes(`/${path}"`));
    // Variants are looked up by a prop, styles[variant], so their names appear as string literals.
    const unused = [...defined].filter((name) => !users.some((source) => source.includes(`"${name}"`)));
    const named = users.flatMap((source) => namesTaken(source, path));

    expect(users).not.toEqual([]);
    expect(unused).toEqual([]);
    expect(named.filter((name) => !defined.has(name))).toEqual([]);
  });
});

describe.each(views)("%s", (path) => {
  it("sets no inline style, no HTML and no text of its own", () => {
    const source = read(path).replace(/^\s*\/\/.*$/gm, "");

    expect(source).not.toMatch(/\bstyle=|innerHTML|chrome\.|browser\./);
    expect(source).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });
});
