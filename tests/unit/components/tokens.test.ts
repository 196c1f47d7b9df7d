import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../../components/tokens.css", import.meta.url), "utf8");
const rules = css.replace(/\/\*[\s\S]*?\*\//g, "");

type Theme = "light" | "dark";

/** A token's colour in one theme, as three channels of 0 to 255. */
function colour(name: string, theme: Theme): readonly number[] {
  const match = new RegExp(`--ht-color-${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(rules);
  if (!match) throw new Error(`no colour ${name}`);
  const hex = match[theme === "light" ? 1 : 2]!;
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** WCAG 2.2 relative luminance. */
function luminance(channels: readonly number[]): number {
  const [red, green, blue] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** WCAG 2.2 contrast ratio of two tokens. */
function contrast(one: string, other: string, theme: Theme): number {
  const [a, b] = [luminance(colour(one, theme)), luminance(colour(other, theme))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const themes: readonly Theme[] = ["light", "dark"];
const grounds = ["canvas", "surface", "sunken"];
const tones = ["info", "success", "warning", "danger"];

const textPairs = [
  ...["ink-soft", "primary", "primary-hover", "accent", ...tones].flatMap((text) =>
    grounds.map((on) => [text, on]),
  ),
  ...tones.flatMap((tone) => [
    [tone, `${tone}-soft`],
    ["ink", `${tone}-soft`],
  ]),
  ["primary", "primary-soft"],
  ["ink", "primary-soft"],
  ["ink-soft", "primary-soft"],
  ["on-primary", "primary"],
  ["on-primary", "primary-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
] as [string, string][];

const shapePairs = ["line-strong", "focus"].flatMap((shape) =>
  grounds.map((on): [string, string] => [shape, on]),
);

describe.each(themes)("tokens.css, %s theme", (theme) => {
  it.each(textPairs)("%s on %s reaches 4.5:1", (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(grounds)("a code in ink on %s reaches 7:1", (ground) => {
    expect(contrast("ink", ground, theme)).toBeGreaterThanOrEqual(7);
  });

  it.each(shapePairs)("%s on %s reaches 3:1", (shape, ground) => {
    expect(contrast(shape, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

describe("tokens.css", () => {
  it("declares custom properties and color-scheme, nothing else", () => {
    const properties = [...rules.matchAll(/^\s*([\w-]+):\s/gm)].map((match) => match[1]!);

    expect(properties.length).toBeGreaterThan(50);
    expect(properties.filter((name) => !name.startsWith("--ht-") && name !== "color-scheme")).toEqual([]);
  });

  it("applies to the root and to shadow hosts alone", () => {
    const selectors = [...rules.matchAll(/([^{};]+)\{/g)]
      .map((match) => match[1]!.trim())
      .filter((selector) => !selector.startsWith("@"))
      .flatMap((selector) => selector.split(",").map((part) => part.trim()));

    expect(
      selectors.filter((selector) => !/^:(root|host)(\(?\[data-theme="\w+"\]\)?)?$/.test(selector)),
    ).toEqual([]);
  });
});
