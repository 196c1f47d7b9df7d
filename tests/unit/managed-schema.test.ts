import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noPolicy, readPolicy } from "../../lib/core/policy/policy.ts";
import config from "../../wxt.config.ts";

interface Property {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: unknown;
}

const path = join(import.meta.dirname, "../../public/managed-schema.json");
const schema = JSON.parse(readFileSync(path, "utf8")) as {
  readonly type: string;
  readonly properties: Readonly<Record<string, Property>>;
};

describe("managed schema", () => {
  it("is named by the manifest", () => {
    const { manifest } = config;
    if (typeof manifest !== "function") throw new Error("the manifest is not made by a function");
    const environment = { browser: "chrome", mode: "production", command: "build", manifestVersion: 3 };

    expect(manifest(environment as Parameters<typeof manifest>[0])).toMatchObject({
      storage: { managed_schema: "managed-schema.json" },
    });
  });

  it("uses only what Chromium's schemas know: with anything else the extension does not load", () => {
    expect(Object.keys(schema)).toEqual(["type", "properties"]);
    expect(schema.type).toBe("object");
    for (const [key, property] of Object.entries(schema.properties)) {
      const known = ["title", "description", "type"];
      if (property.type === "integer") known.push("minimum", "maximum");
      if (property.type === "array") known.push("items");
      expect([key, Object.keys(property).toSorted()]).toEqual([key, known.toSorted()]);
    }
  });

  it("has exactly the keys that are read, each of its type and explained", () => {
    expect(Object.keys(schema.properties)).toEqual(Object.keys(noPolicy));
    const sample = { integer: 16, boolean: true, string: "text", array: ["demo.portal.kosmo-web.jp"] };
    for (const [key, { type, title, description }] of Object.entries(schema.properties)) {
      expect(title).toMatch(/[A-Za-z].* \/ .*[\u3040-\u30ff\u4e00-\u9fff]/u);
      expect(description).not.toBe("");
      const value = sample[type as keyof typeof sample];
      expect([key, readPolicy({ [key]: value })[key as keyof typeof noPolicy]]).toEqual([key, value]);
    }
  });

  it.each(["maxAutoLockMinutes", "minPasswordLength"] as const)("has the range that is read: %s", (key) => {
    const { minimum = Number.NaN, maximum = Number.NaN } = schema.properties[key] ?? {};
    const read = (value: number) => readPolicy({ [key]: value })[key];

    expect([read(minimum), read(maximum)]).toEqual([minimum, maximum]);
    expect([read(minimum - 1), read(maximum + 1)]).toEqual([noPolicy[key], noPolicy[key]]);
  });
});
