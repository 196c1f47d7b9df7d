import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPortalOrigin } from "../../../../lib/core/account/origin-match.ts";
import {
  findIgnoredKeys,
  isHostAllowed,
  MAX_POLICY_TEXT,
  noPolicy,
  type Policy,
  readPolicy,
} from "../../../../lib/core/policy/policy.ts";

const HOST = "demo.portal.kosmo-web.jp";

/** The defaults, set by hand; null stands for a key that is absent. */
const noPolicyAsSet = { ...noPolicy, maxAutoLockMinutes: undefined, allowedHosts: undefined };

describe("findIgnoredKeys", () => {
  it.each<[unknown, readonly string[]]>([
    [undefined, []],
    [{}, []],
    [noPolicyAsSet, []],
    [{ allowedHosts: [HOST], unknown: 1, disabled: true, supportText: "" }, []],
    [
      { maxAutoLockMinutes: 481, allowCopy: "false", minPasswordLength: 16 },
      ["maxAutoLockMinutes", "allowCopy"],
    ],
    [{ allowedHosts: [HOST, "example.com"] }, ["allowedHosts"]],
    [{ allowedHosts: [] }, ["allowedHosts"]],
  ])("of %j are %j", (value, keys) => {
    expect(findIgnoredKeys(value)).toEqual(keys);
  });
});

describe("readPolicy", () => {
  it.each([
    [undefined],
    [null],
    [{}],
    [[]],
    ["disabled"],
    [42],
    [true],
    [() => 1],
    [new Map([["disabled", true]])],
  ])("reads %j as no policy", (value) => {
    expect(readPolicy(value)).toEqual(noPolicy);
  });

  it("takes every key at its strictest", () => {
    const strict: Policy = {
      maxAutoLockMinutes: 1,
      minPasswordLength: 64,
      allowExport: false,
      allowCopy: false,
      allowAutofill: false,
      allowedHosts: [HOST],
      disablePasskeySlot: true,
      disabled: true,
      disabledMessage: "総務部まで",
      supportText: "内線 1234",
    };

    expect(readPolicy(strict)).toEqual(strict);
  });

  it("lets one bad value fall back alone", () => {
    const read = readPolicy({ maxAutoLockMinutes: "5", allowCopy: false, minPasswordLength: 16, unknown: 1 });

    expect(read).toEqual({ ...noPolicy, allowCopy: false, minPasswordLength: 16 });
  });

  it.each([
    [0, null],
    [1, 1],
    [480, 480],
    [481, null],
    [-5, null],
    [7.5, null],
    ["5", null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [[5], null],
  ])("reads maxAutoLockMinutes %j as %j", (value, read) => {
    expect(readPolicy({ maxAutoLockMinutes: value }).maxAutoLockMinutes).toBe(read);
  });

  it.each([
    [8, 12],
    [11, 12],
    [12, 12],
    [13, 13],
    [64, 64],
    [65, 12],
    [16.5, 12],
    ["16", 12],
    [-1, 12],
  ])("reads minPasswordLength %j as %j", (value, read) => {
    expect(readPolicy({ minPasswordLength: value }).minPasswordLength).toBe(read);
  });

  it.each(["false", 0, null, "", [], {}])("does not take %j for false or true", (value) => {
    const names = ["allowExport", "allowCopy", "allowAutofill", "disablePasskeySlot", "disabled"] as const;

    expect(readPolicy(Object.fromEntries(names.map((name) => [name, value])))).toEqual(noPolicy);
  });

  it("reads own data properties alone: no prototype, no getter", () => {
    const inherited = Object.create({ disabled: true }) as object;
    const polluted: unknown = JSON.parse(
      '{"__proto__": {"disabled": true}, "constructor": {"disabled": true}}',
    );
    const getter = {
      get disabled(): boolean {
        throw new Error("asked");
      },
    };

    for (const value of [inherited, polluted, getter]) expect(readPolicy(value)).toEqual(noPolicy);
    expect(Object.prototype).not.toHaveProperty("disabled");
  });
});

describe("readPolicy: hosts", () => {
  const hosts = (value: unknown) => readPolicy({ allowedHosts: value }).allowedHosts;

  it("keeps portal hosts, in lower case, without blanks around them, each once", () => {
    expect(hosts([HOST, " Demo.Portal.Kosmo-Web.JP ", "www.demo.portal.kosmo-web.jp"])).toEqual([
      HOST,
      "www.demo.portal.kosmo-web.jp",
    ]);
  });

  it.each([
    "example.com",
    "kosmo-web.jp",
    "portal.kosmo-web.jp.example.com",
    "demo.portal.kosmo-web.jp.",
    "demo.portal.kosmo-web.jp:443",
    "demo.portal.kosmo-web.jp:8443",
    "https://demo.portal.kosmo-web.jp",
    "demo.portal.kosmo-web.jp/",
    "demo.portal.kosmo-web.jp?x",
    "demo.portal.kosmo-web.jp#x",
    "demo.portal.kosmo-web.jp\\x",
    "user@demo.portal.kosmo-web.jp",
    "user:pass@demo.portal.kosmo-web.jp",
    "*.portal.kosmo-web.jp",
    "xn--demo-x.portal.kosmo-web.jp",
    "ｄｅｍｏ.portal.kosmo-web.jp",
    "de\tmo.portal.kosmo-web.jp",
    "demo%2eportal.kosmo-web.jp",
    "www.iswkenpo.portal.kosmo-web.jp",
    "",
    " ",
    42,
    null,
    [HOST],
    { toString: () => HOST },
  ])("leaves out what is no bare portal host: %j", (entry) => {
    expect(hosts([entry, HOST])).toEqual([HOST]);
  });

  it.each([[[]], [["example.com", 5]], [HOST], [{ 0: HOST, length: 1 }], [null], [new Array(3)]])(
    "counts %j as no list at all",
    (value) => {
      expect(hosts(value)).toBeNull();
    },
  );

  it("never lets in an origin that is no portal page, whatever the list says", () => {
    const label = fc.stringMatching(/^[a-z0-9@:/.?#%*-]{1,20}$/);
    const entry = fc.oneof(
      label,
      fc.string(),
      label.map((text) => `${text}.portal.kosmo-web.jp`),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (list) => {
        for (const host of hosts(list) ?? []) {
          expect(readPortalOrigin(`https://${host}/`)).toBe(`https://${host}`);
          expect(list.map((one) => one.trim().toLowerCase())).toContain(host);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("readPolicy: texts", () => {
  const text = (value: unknown) => readPolicy({ disabledMessage: value }).disabledMessage;

  it("makes one line of several and takes out what cannot be seen", () => {
    expect(text("  一行目\r\n二行目\t三\u0000つ\u202e目\u200b\ud800  ")).toBe("一行目 二行目 三つ目");
  });

  it("leaves markup as the text it is", () => {
    expect(text("<b>情報</b> & {system}")).toBe("<b>情報</b> & {system}");
  });

  it(`keeps ${MAX_POLICY_TEXT} characters and cuts one more, never through a pair`, () => {
    expect(text("𠮷".repeat(MAX_POLICY_TEXT))).toBe("𠮷".repeat(MAX_POLICY_TEXT));
    expect(text("𠮷".repeat(MAX_POLICY_TEXT + 1))).toBe("𠮷".repeat(MAX_POLICY_TEXT));
    expect(text("x".repeat(5_000_000))).toBe("x".repeat(MAX_POLICY_TEXT));
  });

  it.each([[42], [null], [["text"]], [{ toString: () => "text" }]])("reads %j as no text", (value) => {
    expect(text(value)).toBe("");
  });
});

const anything = fc.anything({
  withNullPrototype: true,
  withBigInt: true,
  withSparseArray: true,
  withDate: true,
});

describe("readPolicy: any input", () => {
  const keys = Object.keys(noPolicy) as (keyof Policy)[];
  const record = fc.record(Object.fromEntries(keys.map((key) => [key, anything])), { requiredKeys: [] });

  it("gives a policy that is never looser than none, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(anything, record), (value) => {
        const read = readPolicy(value);

        expect(Object.keys(read)).toEqual(keys);
        const minutes = read.maxAutoLockMinutes;
        expect(minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 480)).toBe(true);
        expect(read.minPasswordLength).toBeGreaterThanOrEqual(12);
        expect(read.minPasswordLength).toBeLessThanOrEqual(64);
        expect(read.allowedHosts?.length).not.toBe(0);
        for (const shown of [read.disabledMessage, read.supportText]) {
          expect([...shown].length).toBeLessThanOrEqual(MAX_POLICY_TEXT);
          expect(shown).not.toMatch(/\p{Cc}|\p{Cs}|\p{Bidi_Control}/u);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("reads its own result as the same policy", () => {
    fc.assert(
      fc.property(record, (value) => {
        const read = readPolicy(value);

        expect(readPolicy(read)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("isHostAllowed", () => {
  it("lets every portal in without a list, and exactly the listed hosts with one", () => {
    const listed: Policy = { ...noPolicy, allowedHosts: [HOST] };

    expect(isHostAllowed(noPolicy, "https://other.portal.kosmo-web.jp")).toBe(true);
    expect(isHostAllowed(listed, `https://${HOST}`)).toBe(true);
    for (const host of ["other.portal.kosmo-web.jp", `www.${HOST}`, "emo.portal.kosmo-web.jp", `${HOST}.`])
      expect([host, isHostAllowed(listed, `https://${host}`)]).toEqual([host, false]);
  });
});
