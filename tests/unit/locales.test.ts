import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTexts } from "./fakes/texts.ts";

const root = join(import.meta.dirname, "../..");
const ja = readTexts("ja");
const en = readTexts("en");

const source = ["entrypoints", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  )
  .join("\n");
const manifest = readFileSync(join(root, "wxt.config.ts"), "utf8");

/** Keys that code asks for: `t("a.b")`, and `__MSG_a_b__` of the manifest. */
const keysInCode = [
  ...[...source.matchAll(/\bt\(\s*"([\w.]+)"/g)].map(([, key = ""]) => key),
  ...[...manifest.matchAll(/__MSG_(\w+?)__/g)].map(([, key = ""]) => key.replaceAll("_", ".")),
];

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).toSorted();

/** Japanese texts that are Latin on purpose: names of languages and the like, each with its whole value. */
const latinInJapanese = new Map([["app.language", "ja"]]);

describe("locales", () => {
  it("have the same keys in Japanese and English, in the same order", () => {
    expect(ja.size).toBeGreaterThan(100);
    expect([...en.keys()]).toEqual([...ja.keys()]);
  });

  it("leave no text empty, padded or unfinished", () => {
    for (const texts of [ja, en]) {
      const bad = [...texts].filter(
        ([, text]) => text.trim() !== text || text === "" || /TODO|FIXME|XXX|\?\?\?/.test(text),
      );
      expect(bad).toEqual([]);
    }
  });

  it("have the same placeholders in both languages, and no stray brace or dollar sign", () => {
    for (const [key, text] of ja) {
      expect([key, placeholders(en.get(key) ?? "")]).toEqual([key, placeholders(text)]);
    }
    for (const text of [...ja.values(), ...en.values()]) {
      expect(text.replace(/\{\w+\}/g, "")).not.toMatch(/[{}$]/);
    }
  });

  it("hold every key that the code asks for", () => {
    expect(keysInCode.length).toBeGreaterThan(100);
    expect([...new Set(keysInCode)].filter((key) => !ja.has(key))).toEqual([]);
  });

  it("hold no key that nothing asks for", () => {
    const asked = new Set(keysInCode);

    expect([...ja.keys()].filter((key) => !asked.has(key))).toEqual([]);
  });

  it("are asked for by literal keys alone, so that the two checks above see every use", () => {
    const computed = [...source.matchAll(/(?<![\w.])t\(\s*(?!"[\w.]+"|\s*$)([^)\s,]+)/gm)].map(
      ([, use]) => use,
    );

    expect(computed).toEqual([]);
  });

  it("say in Japanese what is Japanese", () => {
    const latin = [...ja].filter(
      ([key, text]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text) && latinInJapanese.get(key) !== text,
    );

    expect(latin).toEqual([]);
  });

  it("write Japanese sentences with Japanese punctuation", () => {
    const japanese = "[\\u3040-\\u30ff\\u4e00-\\u9fff]";
    const bad = [...ja].filter(([, text]) => new RegExp(`${japanese}[,.!?]|[,!?]${japanese}`).test(text));

    expect(bad).toEqual([]);
  });

  it("say in English what is English, apart from words of the portal's own pages", () => {
    const quoted =
      /「[^」]*」|スキャンできませんか？|実行|ひととき|ワンタイムパスワードのセットアップ|パスワードを忘れた方/g;
    const japanese = [...en].filter(([, text]) =>
      /[\u3040-\u30ff\u4e00-\u9fff]/.test(text.replace(quoted, "")),
    );

    expect(japanese).toEqual([]);
  });

  it("keep the store's limits: 75 characters of name, 132 of description", () => {
    for (const texts of [ja, en]) {
      expect([...(texts.get("extension.name") ?? "")].length).toBeLessThanOrEqual(75);
      expect([...(texts.get("extension.description") ?? "")].length).toBeLessThanOrEqual(132);
    }
  });
});
