/** The administrators' page is copied into real machines: every example in it must mean what the extension reads. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noPolicy, type Policy, readPolicy } from "../../lib/core/policy/policy.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "ADMIN.md"), "utf8");
const schema = JSON.parse(readFileSync(join(root, "public/managed-schema.json"), "utf8")) as {
  readonly properties: Readonly<Record<string, { type: string; minimum?: number; maximum?: number }>>;
};

type Values = Record<string, unknown>;

const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );

const jsonPolicies = (text: string): readonly Values[] => {
  const { "3rdparty": { extensions } = { extensions: {} } } = JSON.parse(text) as {
    "3rdparty"?: { extensions: Record<string, Values> };
  };
  for (const id of Object.keys(extensions)) expect(id).toMatch(/^[a-p]{32}$/);
  return Object.values(extensions);
};

const regValue = (text: string): unknown => {
  if (/^dword:[0-9a-f]{8}$/.test(text)) return Number.parseInt(text.slice("dword:".length), 16);
  if (!/^".*"$/.test(text)) throw new Error("neither dword nor text");
  return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
};

/** Sections of a .reg file by their path. */
const regSections = (text: string): ReadonlyMap<string, Values> => {
  const [first, ...lines] = text.trim().split("\n");
  expect(first).toBe("Windows Registry Editor Version 5.00");
  const sections = new Map<string, Values>();
  let section: Values = {};
  for (const line of lines.filter((one) => one !== "")) {
    const [, path] = /^\[(HKEY_LOCAL_MACHINE\\Software\\Policies\\.+)\]$/.exec(line) ?? [];
    const [, name, value] = /^"(\w+)"=(.+)$/.exec(line) ?? [];
    if (path !== undefined) {
      section = {};
      sections.set(path, section);
    } else if (name !== undefined && value !== undefined) section[name] = regValue(value);
    else throw new Error(`not a line of a .reg file: ${line}`);
  }
  return sections;
};

/** What Chromium makes of registry values by the schema: numbers of 0 and 1 become booleans, numbered subkeys lists. */
const fromRegistry = (values: Values, hosts: Values | undefined): Values => ({
  ...Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const isFlag = schema.properties[key]?.type === "boolean" && (value === 0 || value === 1);
      return [key, isFlag ? value === 1 : value];
    }),
  ),
  ...(hosts === undefined ? {} : { allowedHosts: Object.values(hosts) }),
});

const policyPath =
  /^HKEY_LOCAL_MACHINE\\Software\\Policies\\(?:Google\\Chrome|Microsoft\\Edge)\\3rdparty\\extensions\\[a-p]{32}\\policy$/;

const regPolicies = (text: string): readonly Values[] => {
  const sections = regSections(text);
  return [...sections]
    .filter(([path]) => policyPath.test(path))
    .map(([path, values]) => fromRegistry(values, sections.get(`${path}\\allowedHosts`)));
};

const powershellPolicy = (text: string): Values => {
  const set = [
    ...text.matchAll(
      /New-ItemProperty -Path (\S+) -Name "(\w+)" -Value (\d+|".*?") -PropertyType (\w+) -Force/g,
    ),
  ];
  expect(set.length).toBe(text.match(/New-ItemProperty/g)?.length);
  const values: Values = {};
  const hosts: Values = {};
  for (const [, path, name = "", value = "", type] of set) {
    expect(type).toBe(value.startsWith('"') ? "String" : "DWord");
    (path === "$path" ? values : hosts)[name] = JSON.parse(value);
  }
  return fromRegistry(values, hosts);
};

const plistValue = (text: string): unknown => {
  if (text === "<true/>" || text === "<false/>") return text === "<true/>";
  const [, type, content = ""] = /^<(\w+)>([\s\S]*)<\/\w+>$/.exec(text) ?? [];
  if (type === "integer") return Number(content);
  if (type === "string") return content;
  return [...content.matchAll(/<string>(.*?)<\/string>/g)].map(([, entry]) => entry);
};

const plistPolicy = (text: string): Values => {
  const [, payload = ""] =
    /<array>\s*<dict>\s*<key>PayloadType<\/key><string>com\.google\.Chrome\.extensions\.[a-p]{32}<\/string>([\s\S]*?)<\/dict>/.exec(
      text,
    ) ?? [];
  const entries = [
    ...payload.matchAll(/<key>(\w+)<\/key>\s*(<true\/>|<false\/>|<(integer|string|array)>[\s\S]*?<\/\3>)/g),
  ].map(([, key = "", value = ""]) => [key, plistValue(value)] as const);
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith("Payload")));
};

const examples: readonly (readonly [string, Values])[] = [
  ...blocks("json")
    .flatMap(jsonPolicies)
    .map((values) => ["JSON", values] as const),
  ...blocks("reg")
    .flatMap(regPolicies)
    .map((values) => ["registry", values] as const),
  ...blocks("powershell").map((text) => ["PowerShell", powershellPolicy(text)] as const),
  ...blocks("xml").map((text) => ["plist", plistPolicy(text)] as const),
];

describe("examples of the administrators' page", () => {
  it("are found for every platform", () => {
    const kinds = examples.map(([kind]) => kind);

    expect(kinds).toEqual(["JSON", "JSON", "registry", "registry", "registry", "PowerShell", "plist"]);
    for (const key of Object.keys(noPolicy)) expect(examples.some(([, values]) => key in values)).toBe(true);
  });

  it.each(examples)(
    "hold only keys and values of the schema, every one of which is read as written: %s %#",
    (_, values) => {
      expect(Object.keys(values).length).toBeGreaterThan(2);
      for (const [key, value] of Object.entries(values)) {
        const { type, minimum = 0, maximum = 0 } = schema.properties[key] ?? { type: "unknown key" };
        const found = Array.isArray(value) ? "array" : typeof value === "number" ? "integer" : typeof value;
        expect([key, found]).toEqual([key, type]);
        if (typeof value === "number") expect(value >= minimum && value <= maximum).toBe(true);
      }
      expect(readPolicy(values)).toEqual({ ...noPolicy, ...values });
    },
  );

  it("say the same for Chrome and for Edge", () => {
    const [linux, chrome, edge] = [blocks("json")[0], blocks("reg")[0], blocks("reg")[1]].map((text = "") =>
      text.startsWith("{") ? jsonPolicies(text)[0] : regPolicies(text)[0],
    );

    expect(chrome).toEqual(linux);
    expect(edge).toEqual(linux);
  });

  it("install by settings that are valid JSON for the same ID", () => {
    const settings = [
      ...blocks("json").map((text) => (JSON.parse(text) as Values)["ExtensionSettings"]),
      ...blocks("reg").flatMap((text) =>
        [...regSections(text).values()].map((values) => values["ExtensionSettings"]),
      ),
    ]
      .filter((found) => found !== undefined)
      .map((found) => (typeof found === "string" ? (JSON.parse(found) as unknown) : found) as Values);

    expect(settings).toHaveLength(3);
    for (const one of settings) {
      expect(Object.keys(one)).toHaveLength(1);
      expect(Object.keys(one)[0]).toMatch(/^[a-p]{32}$/);
      expect(Object.values(one)[0]).toMatchObject({ installation_mode: "force_installed" });
    }
  });
});

describe("tables of the administrators' page", () => {
  const halves = page.split("\n## English\n").map((half) => half.split("\n## 設定例")[0] ?? "");

  it.each([0, 1])("list every key in order with its range and default (language %#)", (index) => {
    const rows = [...(halves[index] ?? "").matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|/gm)];

    expect(rows.map(([, key]) => key)).toEqual(Object.keys(noPolicy));
    for (const [, key = "", range = "", fallback = ""] of rows) {
      const { minimum, maximum } = schema.properties[key] ?? {};
      if (minimum !== undefined) expect(range).toContain(`${minimum}–${maximum}`);
      const value = noPolicy[key as keyof Policy];
      if (typeof value === "boolean") expect([key, fallback]).toEqual([key, `\`${value}\``]);
      if (typeof value === "number") expect([key, fallback]).toEqual([key, String(value)]);
    }
  });
});
