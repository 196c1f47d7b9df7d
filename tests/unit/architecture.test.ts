import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  bannedWords,
  brokenImports,
  cycles,
  defaultExports,
  dependencyOffences,
  importsOf,
  longFiles,
  MAX_LINES,
  type Offence,
  reExports,
  type SourceTree,
  undocumentedExports,
} from "./source-rules.ts";

const root = join(import.meta.dirname, "../..");

const readTree = (folders: readonly string[]): SourceTree =>
  new Map(
    folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(tsx?|css|html)$/.test(entry.name))
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll("\\", "/"),
        )
        .map((path): [string, string] => [path, readFileSync(join(root, path), "utf8")]),
    ),
  );

const product = readTree(["entrypoints", "components", "lib"]);

interface Rule {
  readonly name: string;
  readonly offences: (tree: SourceTree) => readonly Offence[];
  /** A tree that breaks the rule, to show that the check can fail, and how often. */
  readonly broken: Readonly<Record<string, string>>;
  readonly expected: readonly Offence[];
}

const rules: readonly Rule[] = [
  {
    name: "imports follow the arrows of the architecture",
    offences: dependencyOffences,
    broken: {
      "lib/core/a.ts": 'import { b } from "../services/b.ts";\nimport type { B } from "../protocol/b.ts";',
      "lib/core/b.ts": 'import { browser } from "wxt/browser";',
      "lib/services/a.ts": 'import { tabs } from "../platform/tabs.ts";\nimport { x } from "../core/x.ts";',
      "lib/platform/a.ts":
        'import type { P } from "../services/ports.ts";\nimport { x } from "../services/x.ts";',
      "lib/client/a.ts": 'import { x } from "../services/x.ts";',
      "components/A.tsx": 'import { x } from "../lib/core/x.ts";\nimport type { X } from "../lib/core/x.ts";',
      "components/B.tsx":
        'import { t } from "../lib/platform/i18n.ts";\nimport { tabs } from "../lib/platform/tabs.ts";',
      "entrypoints/popup/a.ts": 'import browser from "webextension-polyfill";\nimport { t } from "#i18n";',
      "entrypoints/popup/b.ts": 'const late = await import("../../tests/unit/a.ts");',
      "lib/other/a.ts": 'import { x } from "../core/x.ts";',
    },
    expected: [
      "lib/core/a.ts: imports lib/services/b.ts",
      "lib/core/a.ts: imports lib/protocol/b.ts",
      "lib/core/b.ts: imports wxt/browser",
      "lib/services/a.ts: imports lib/platform/tabs.ts",
      "lib/platform/a.ts: imports lib/services/x.ts",
      "lib/client/a.ts: imports lib/services/x.ts",
      "components/A.tsx: imports lib/core/x.ts",
      "components/B.tsx: imports lib/platform/tabs.ts",
      "entrypoints/popup/a.ts: imports webextension-polyfill",
      "entrypoints/popup/a.ts: imports #i18n",
      "entrypoints/popup/b.ts: imports tests/unit/a.ts",
      "lib/other/a.ts: belongs to no layer",
    ],
  },
  {
    name: "relative imports name an existing file with its extension",
    offences: brokenImports,
    broken: {
      "lib/core/a.ts": 'import { b } from "./b";\nimport { c } from "./b.ts";\nexport const a = 1;',
      "lib/core/b.ts": "",
    },
    expected: ["lib/core/a.ts: no file lib/core/b"],
  },
  {
    name: "no imports run in a circle",
    offences: cycles,
    broken: {
      "lib/core/a.ts": 'import { b } from "./b.ts";',
      "lib/core/b.ts": 'import { c } from "./c.ts";',
      "lib/core/c.ts": 'import {\n  a,\n} from "./a.ts";',
      "lib/core/d.ts": 'import { a } from "./a.ts";',
    },
    expected: ["lib/core/a.ts -> lib/core/b.ts -> lib/core/c.ts -> lib/core/a.ts"],
  },
  {
    name: "default exports stand in the entry files alone",
    offences: defaultExports,
    broken: {
      "entrypoints/popup/index.ts": "export default 1;",
      "entrypoints/popup/view.ts": "export default 1;",
      "lib/core/a.ts": "const a = 1;\nexport { a as default };",
    },
    expected: ["entrypoints/popup/view.ts: default export", "lib/core/a.ts: default export"],
  },
  {
    name: "no file hands on another's exports",
    offences: reExports,
    broken: {
      "lib/core/index.ts": 'export * from "./a.ts";',
      "lib/core/b.ts": 'export { a } from "./a.ts";',
      "lib/core/c.ts": 'export type {\n  A,\n} from "./a.ts";',
      "lib/core/d.ts": "export const { t } = i18n;",
    },
    expected: ["lib/core/index.ts", "lib/core/b.ts", "lib/core/c.ts"].map(
      (path) => `${path}: exports what another file exports`,
    ),
  },
  {
    name: "nothing writes markup, logs, reaches for the network or is left unfinished",
    offences: bannedWords,
    broken: {
      "lib/core/a.ts": "element.innerHTML = text;",
      "lib/core/b.ts": "console.log(1);",
      "components/A.tsx": "<p dangerouslySetInnerHTML={x} />",
      "lib/core/c.ts": "// TODO: later",
      "lib/core/d.ts": "// console.log is banned, says this comment\nconst read = (x: unknown) => x;",
      "lib/core/e.ts": "await fetch(url);",
    },
    expected: [
      "lib/core/a.ts: \\binnerHTML\\b",
      "lib/core/b.ts: \\bconsole\\.",
      "components/A.tsx: \\bdangerouslySetInnerHTML\\b",
      "lib/core/c.ts: \\b(TODO|FIXME|XXX)\\b",
      "lib/core/e.ts: \\bfetch\\(",
    ],
  },
  {
    name: `files have at most ${MAX_LINES} lines`,
    offences: longFiles,
    broken: { "lib/core/a.ts": "x\n".repeat(MAX_LINES), "lib/core/b.ts": "x\n".repeat(MAX_LINES + 1) },
    expected: [`lib/core/b.ts: ${MAX_LINES + 1} lines`],
  },
  {
    name: "every export of core, services and protocol is explained directly above",
    offences: undocumentedExports,
    broken: {
      "lib/core/a.ts": "/** Said. */\nexport const a = 1;\nexport const shares = 2;\n\nexport const b = 2;",
      "lib/core/b.ts":
        "export interface Input {\n}\n\n/** Said. */\nexport function f() {}\n\nexport interface A {\n}",
      "lib/services/a.ts": "/** About the file. */\n\nexport interface A {}\nexport class B {}",
      "lib/protocol/a.ts": "// said in passing\nexport type A = 1;\nexport async function f() {}",
      "lib/platform/a.ts": "export const a = 1;",
    },
    expected: [
      "lib/core/a.ts: b",
      "lib/core/b.ts: A",
      "lib/services/a.ts: A",
      "lib/services/a.ts: B",
      "lib/protocol/a.ts: A",
      "lib/protocol/a.ts: f",
    ],
  },
];

describe("the product's source", () => {
  it("is found, in every layer", () => {
    for (const layer of [
      "lib/core",
      "lib/protocol",
      "lib/services",
      "lib/platform",
      "components",
      "entrypoints",
    ]) {
      expect([...product.keys()].filter((path) => path.startsWith(`${layer}/`)).length).toBeGreaterThan(3);
    }
  });

  it.each(rules)("keeps the rule: $name", ({ offences }) => {
    expect(offences(product)).toEqual([]);
  });

  it.each(rules)("would be caught breaking the rule: $name", ({ offences, broken, expected }) => {
    expect(offences(new Map(Object.entries(broken)))).toEqual(expected);
  });
});

describe("content scripts", () => {
  it("have no field for the master password: it is asked for in pages of our own alone", () => {
    const inPages = [...product].filter(([path]) => /^entrypoints\/(portal|region)\.content\//.test(path));
    const asking = /PasswordField|UnlockForm|NewPasswordForm|type="password"/;

    expect(inPages.length).toBeGreaterThan(10);
    expect(inPages.filter(([, text]) => asking.test(text)).map(([path]) => path)).toEqual([]);
    expect(asking.test(product.get("components/UnlockForm.tsx") ?? "")).toBe(true);
  });
});

describe("importsOf", () => {
  it("reads every way of importing and nothing else", () => {
    const text = [
      'import "./side-effect.css";',
      'import one from "one";',
      'import * as two from "two";',
      'import {\n  three,\n  type Three,\n} from "three";',
      'import type { Four } from "four";',
      'export { five } from "five";',
      'export * from "six";',
      'const seven = await import("seven");',
      '// import { no } from "comment";',
      '/* import { no } from "block"; */',
      'const text = "import { no } from text";',
    ].join("\n");

    expect(importsOf(text).map(({ specifier }) => specifier)).toEqual([
      "./side-effect.css",
      "one",
      "two",
      "three",
      "four",
      "five",
      "six",
      "seven",
    ]);
    expect(importsOf(text).filter(({ isTypeOnly }) => isTypeOnly)).toEqual([
      { specifier: "four", isTypeOnly: true },
    ]);
  });
});
