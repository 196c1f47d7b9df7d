/** The project's rules about its own source, as functions of a tree of files: path (from the root, "/") to text. */
import { posix } from "node:path";

export type SourceTree = ReadonlyMap<string, string>;

/** One broken rule in one file, as a line for people. */
export type Offence = string;

/** Lines of a file that may be too long for one reason to change. */
export const MAX_LINES = 250;

type Layer = "core" | "protocol" | "services" | "platform" | "client" | "components" | "entrypoints";

/**
 * What each layer may import (arrow of the architecture page). Narrower grants are given by path: `services/ports.ts`
 * and `services/session-keys.ts` to the platform, types of the core and the texts to the components.
 */
const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  core: ["core"],
  protocol: ["protocol", "core"],
  services: ["services", "protocol", "core"],
  platform: ["platform", "protocol", "core"],
  client: ["client", "platform", "protocol", "core"],
  components: ["components"],
  entrypoints: ["entrypoints", "components", "client", "services", "platform", "protocol", "core"],
};

/** Single files of a layer that another layer may import beyond the table. */
const granted: Readonly<Partial<Record<Layer, readonly string[]>>> = {
  platform: ["lib/services/ports.ts", "lib/services/session-keys.ts"],
  // The rules of passwords and recovery codes are pure and are shown while a person types.
  components: ["lib/platform/i18n.ts", "lib/core/vault/password-rules.ts", "lib/core/vault/recovery-code.ts"],
};

const browserPackages = ["wxt/browser", "webextension-polyfill", "#i18n"];

interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

const layerOf = (path: string): Layer | null => {
  const [top, second] = path.split("/");
  if (top === "components" || top === "entrypoints") return top;
  return top === "lib" && second !== undefined && second in mayImport ? (second as Layer) : null;
};

/** Every import and re-export of a module, also `import()`. Comments are left out, texts cannot be mistaken for one. */
export const importsOf = (text: string): readonly Import[] => {
  const code = withoutComments(text);
  const statement =
    /^(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]*?\sfrom\s+)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;
  return [...code.matchAll(statement)].map(([, type, specifier, dynamic]) => ({
    specifier: specifier ?? dynamic ?? "",
    isTypeOnly: type !== undefined,
  }));
};

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, "")).replace(/^\s*\/\/.*$/gm, "");

const resolve = (from: string, specifier: string): string =>
  posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, "")));

const isScript = (path: string): boolean => /\.tsx?$/.test(path);

/** Who may import whom; the browser is reached through lib/platform alone. */
export const dependencyOffences = (tree: SourceTree): readonly Offence[] =>
  scripts(tree).flatMap(([path, text]) =>
    importsOf(text).flatMap(({ specifier, isTypeOnly }) => {
      const layer = layerOf(path);
      if (layer === null) return [`${path}: belongs to no layer`];
      if (!specifier.startsWith(".")) {
        const isBrowser = browserPackages.includes(specifier);
        return isBrowser && layer !== "platform" ? [`${path}: imports ${specifier}`] : [];
      }
      const target = resolve(path, specifier);
      const targetLayer = layerOf(target);
      if (targetLayer !== null && mayImport[layer].includes(targetLayer)) return [];
      if (granted[layer]?.includes(target) === true) return [];
      const isType = layer === "components" && targetLayer === "core" && isTypeOnly;
      return isType ? [] : [`${path}: imports ${target}`];
    }),
  );

/** Imports by relative path that lead to no file of the tree, or leave out the extension. */
export const brokenImports = (tree: SourceTree): readonly Offence[] =>
  scripts(tree).flatMap(([path, text]) =>
    importsOf(text)
      .filter(({ specifier }) => specifier.startsWith(".") && !tree.has(resolve(path, specifier)))
      .map(({ specifier }) => `${path}: no file ${resolve(path, specifier)}`),
  );

/** Circles of imports that exist at run time, each named once by its files in order. */
export const cycles = (tree: SourceTree): readonly Offence[] => {
  const targets = new Map(
    scripts(tree).map(([path, text]) => [
      path,
      importsOf(text)
        .filter(({ specifier, isTypeOnly }) => specifier.startsWith(".") && !isTypeOnly)
        .map(({ specifier }) => resolve(path, specifier))
        .filter(isScript),
    ]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(" -> "));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) walk(path, []);
  return found;
};

/** Default exports belong to WXT's entry files and to configuration. */
export const defaultExports = (tree: SourceTree): readonly Offence[] =>
  scripts(tree)
    .filter(([path]) => !/^entrypoints\/[^/]+\/index\.tsx?$/.test(path) && !/\.config\.ts$/.test(path))
    .filter(([, text]) => /^export default\b|\bas default\b/m.test(withoutComments(text)))
    .map(([path]) => `${path}: default export`);

/** Files that only hand on what other files export hide where a thing lives. */
export const reExports = (tree: SourceTree): readonly Offence[] =>
  scripts(tree)
    .filter(([, text]) => /^export\s+(?:type\s+)?(?:\*|\{[^}]*\}\s+from)/m.test(withoutComments(text)))
    .map(([path]) => `${path}: exports what another file exports`);

const banned: readonly RegExp[] = [
  /\binnerHTML\b/,
  /\bouterHTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdangerouslySetInnerHTML\b/,
  /\bdocument\.write\b/,
  /\bconsole\./,
  /\bdebugger\b/,
  /\beval\(/,
  /\bnew Function\(/,
  /\bfetch\(/,
  /\bXMLHttpRequest\b/,
  /\bpostMessage\(.*["']\*["']/,
  /\bonMessageExternal\b/,
  /\blocalStorage\b/,
  /: any\b|\bas any\b|<any>/,
  /\b(TODO|FIXME|XXX)\b/,
];

/** Ways around the content security policy, logging, the network, and unfinished work. */
export const bannedWords = (tree: SourceTree): readonly Offence[] =>
  scripts(tree).flatMap(([path, text]) =>
    banned
      // Unfinished work is announced in comments, so the whole text is searched for that.
      .filter((word) => word.test(word.source.includes("TODO") ? text : withoutComments(text)))
      .map((word) => `${path}: ${word.source}`),
  );

export const longFiles = (tree: SourceTree): readonly Offence[] =>
  [...tree]
    .map(([path, text]) => [path, text.trimEnd().split("\n").length] as const)
    .filter(([, lines]) => lines > MAX_LINES)
    .map(([path, lines]) => `${path}: ${lines} lines`);

/**
 * Exports of the core, the services and the protocol without a doc comment directly above them. A constant right below
 * an explained one shares its comment; in the core, so does an interface with the function explained right below it.
 */
export const undocumentedExports = (tree: SourceTree): readonly Offence[] =>
  scripts(tree)
    .filter(([path]) => /^lib\/(core|services|protocol)\//.test(path))
    .flatMap(([path, text]) => {
      const lines = text.split("\n");
      return lines.flatMap((line, index) => {
        const [, name] = exported.exec(line) ?? [];
        if (name === undefined || isExplained(lines, index)) return [];
        return path.startsWith("lib/core/") && isInputOfExplained(lines, index) ? [] : [`${path}: ${name}`];
      });
    });

const exported = /^export\s+(?:async\s+)?(?:abstract\s+)?(?:const|function|class|interface|type)\s+(\w+)/;

const isExplained = (lines: readonly string[], index: number): boolean => {
  const above = lines[index - 1] ?? "";
  if (above.endsWith("*/")) return true;
  const isConstant = /^export const \w+.*;$/;
  return isConstant.test(lines[index] ?? "") && isConstant.test(above) && isExplained(lines, index - 1);
};

const isInputOfExplained = (lines: readonly string[], index: number): boolean => {
  if (!/^export interface /.test(lines[index] ?? "")) return false;
  const end = lines.indexOf("}", index);
  return lines[end + 1] === "" && (lines[end + 2] ?? "").startsWith("/**");
};

const scripts = (tree: SourceTree): readonly (readonly [string, string])[] =>
  [...tree].filter(([path]) => isScript(path));
