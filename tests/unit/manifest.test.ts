import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import config from "../../wxt.config.ts";
import { readTexts } from "./fakes/texts.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The manifest as the configuration makes it for a browser and a mode. */
const manifestFor = (browser: string, mode: string): Record<string, unknown> => {
  const { manifest } = config;
  if (typeof manifest !== "function") throw new Error("the manifest is not made by a function");
  const environment = {
    browser,
    mode,
    command: mode === "production" ? "build" : "serve",
    manifestVersion: 3,
  };
  return manifest(environment as Parameters<typeof manifest>[0]) as Record<string, unknown>;
};

const policyOf = (manifest: Record<string, unknown>): ReadonlyMap<string, string> => {
  const { extension_pages: policy } = manifest["content_security_policy"] as { extension_pages: string };
  const directives = policy.split("; ").map((directive): [string, string] => {
    const space = directive.indexOf(" ");
    return [directive.slice(0, space), directive.slice(space + 1)];
  });
  return new Map(directives);
};

describe.each(["chrome", "edge"])("manifest for %s", (browser) => {
  const manifest = manifestFor(browser, "production");

  it("asks for exactly six permissions and for no host", () => {
    expect(manifest["permissions"]).toEqual([
      "storage",
      "unlimitedStorage",
      "alarms",
      "idle",
      "activeTab",
      "scripting",
    ]);
    expect(manifest["host_permissions"]).toEqual([]);
    expect(manifest["optional_permissions"]).toBeUndefined();
    expect(manifest["optional_host_permissions"]).toBeUndefined();
  });

  it("offers websites and other extensions nothing", () => {
    expect(manifest["web_accessible_resources"]).toBeUndefined();
    expect(manifest["externally_connectable"]).toEqual({ ids: [] });
    expect(manifest["sandbox"]).toBeUndefined();
  });

  it("lets the extension's pages run their own files only and reach no network", () => {
    expect(Object.fromEntries(policyOf(manifest))).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "worker-src": "'self'",
      "style-src": "'self'",
      "img-src": "'self' data: blob:",
      "connect-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
      "require-trusted-types-for": "'script'",
      "trusted-types": "hitotoki-worker",
    });
  });

  it("takes name and description from the locales, Japanese by default", () => {
    expect(manifest).toMatchObject({
      name: "__MSG_extension_name__",
      description: "__MSG_extension_description__",
      default_locale: "ja",
    });
    expect(readTexts("ja").get("extension.name")).toContain("非公式");
    expect(readTexts("en").get("extension.name")?.toLowerCase()).toContain("unofficial");
  });
});

describe("content scripts", () => {
  const scripts = readdirSync(join(root, "entrypoints"))
    .filter((name) => name.endsWith(".content"))
    .map((name) => [name, read(`entrypoints/${name}/index.ts`)] as const);

  it("are two: one on the portals' hosts, one without any host", () => {
    expect(scripts.map(([name]) => name).toSorted()).toEqual(["portal.content", "region.content"]);
    const matches = scripts.map(([name, text]) => [name, /matches: (\[[^\]]*\])/.exec(text)?.[1]]);
    expect(Object.fromEntries(matches)).toEqual({
      "portal.content": '["https://*.kosmo-web.jp/*"]',
      "region.content": undefined,
    });
    expect(read("entrypoints/region.content/index.ts")).toContain('registration: "runtime"');
  });

  it("stay in the isolated world and the top frame", () => {
    for (const [, text] of scripts)
      expect(text).not.toMatch(/world:|allFrames|matchAboutBlank|matchOriginAsFallback/);
  });
});

describe("packages", () => {
  const { dependencies, devDependencies, overrides } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const lock = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
  };

  it("are pinned to exact versions", () => {
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...overrides });

    expect(versions.length).toBeGreaterThan(10);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it("are locked by content, at the pinned versions, without addresses to download from", () => {
    const installed = Object.entries(lock.packages).filter(([path]) => path !== "");

    expect(read("package-lock.json")).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
    expect(installed.filter(([, { integrity, link }]) => integrity === undefined && link !== true)).toEqual(
      [],
    );
  });
});
