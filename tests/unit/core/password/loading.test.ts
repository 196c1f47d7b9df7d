import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { importsOf } from "../../source-rules.ts";

const root = join(import.meta.dirname, "../../../..");

/** Every file and package that is loaded together with an entrypoint. `import()` and types are not. */
const loadedWith = (entry: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    if (path.startsWith("lib/") || path.startsWith("components/") || path.startsWith("entrypoints/")) {
      if (!/\.tsx?$/.test(path)) return;
      const text = readFileSync(join(root, path), "utf8").replace(/\bimport\(/g, "");
      for (const { specifier, isTypeOnly } of importsOf(text)) {
        if (isTypeOnly) continue;
        walk(
          specifier.startsWith(".") ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier,
        );
      }
    }
  };
  walk(entry);
  return found;
};

const entries = readdirSync(join(root, "entrypoints")).map((name) => {
  const path = ["main.tsx", "index.ts"].find((file) => existsSync(join(root, "entrypoints", name, file)));
  return [name, `entrypoints/${name}/${path}`] as const;
});

/** The word lists: half a megabyte that nothing but the choice of a new password is worth. */
const heavy = (path: string): boolean =>
  /^@zxcvbn-ts\/|^@scure\/bip39/.test(path) || /password\/(strength|word-lists|local-words)\.ts$/.test(path);

describe("the word lists", () => {
  it.each(entries.filter(([name]) => name !== "strength-worker"))("are not loaded with %s", (_, entry) => {
    const loaded = [...loadedWith(entry)];

    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter(heavy)).toEqual([]);
  });

  it("are in the worker that has the estimator (the control for the cases above)", () => {
    expect([...loadedWith("entrypoints/strength-worker/index.ts")].filter(heavy).length).toBeGreaterThan(5);
  });
});
