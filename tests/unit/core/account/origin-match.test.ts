import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  explainHost,
  type HostReason,
  isSameOrigin,
  readPortalOrigin,
} from "../../../../lib/core/account/origin-match.ts";
import { scaled } from "../../scale.ts";

type UrlCase = readonly [url: string, reason: HostReason];

// Hosts printed in the portals' member manuals.
const MANUAL_HOSTS = [
  "toraykenpo.portal.kosmo-web.jp",
  "aishinkin.portal.kosmo-web.jp",
  "www.daiwakenpo.portal.kosmo-web.jp",
  "www.itochukenpo.portal.kosmo-web.jp",
  "www.jswkenpo.portal.kosmo-web.jp",
];

const PORTALS: readonly UrlCase[] = [
  ...MANUAL_HOSTS.flatMap((host): readonly UrlCase[] => [
    [`https://${host}`, "portal"],
    [`https://${host}/`, "portal"],
    [`https://${host}/auth/realms/demo/login-actions/authenticate?session_code=x#y`, "portal"],
    [`https://${host}/?u=https://evil.example/`, "portal"],
    [`HTTPS://${host.toUpperCase()}/`, "portal"],
    [`https://${host}:443/`, "portal"],
    [`https:\\\\${host}\\`, "portal"],
    [`  https://${host}/  `, "portal"],
  ]),
  ["https://id.kosmo-web.jp/", "portal"],
  ["https://a.b.c.kosmo-web.jp/", "portal"],
  ["https://a.b.c.d.kosmo-web.jp/", "portal"],
  ["https://a-b.portal.kosmo-web.jp/", "portal"],
  ["https://1.portal.kosmo-web.jp/", "portal"],
  [`https://${"a".repeat(63)}.portal.kosmo-web.jp/`, "portal"],
  // Full-width letters are ASCII once the browser has parsed them (UTS 46).
  ["https://ｄｅｍｏ.portal.kosmo-web.jp/", "portal"],
  ["https://demo。portal。kosmo-web。jp/", "portal"],
  ["https://%64emo.portal.kosmo-web.jp/", "portal"],
];

const HTTP: readonly UrlCase[] = MANUAL_HOSTS.flatMap((host): readonly UrlCase[] => [
  [`http://${host}/`, "http"],
  [`http://${host}:80/login`, "http"],
  [`http://${host}:8080/`, "http"],
]);

const PORTS: readonly UrlCase[] = MANUAL_HOSTS.flatMap((host): readonly UrlCase[] => [
  [`https://${host}:8443/`, "port"],
  [`https://${host}:80/`, "port"],
  [`https://${host}:4430/`, "port"],
]);

const MISPRINTS: readonly UrlCase[] = [
  ["https://www.iswkenpo.portal.kosmo-web.jp/", "misprint"],
  ["http://www.iswkenpo.portal.kosmo-web.jp/", "misprint"],
  ["https://WWW.ISWKENPO.portal.kosmo-web.jp:8443/x", "misprint"],
  ["https://www.iswkenpo.portal.kosmo-web.jp./", "misprint"],
];

// The operator's domain, but no address under which a portal is reached (match patterns let most of these in).
const ODD: readonly UrlCase[] = [
  ["https://kosmo-web.jp/", "other"],
  ["https://kosmo-web.jp./", "other"],
  ["https://a.b.c.d.e.kosmo-web.jp/", "other"],
  ["https://a_b.portal.kosmo-web.jp/", "other"],
  ["https://-a.portal.kosmo-web.jp/", "other"],
  ["https://a-.portal.kosmo-web.jp/", "other"],
  ["https://.portal.kosmo-web.jp/", "other"],
  ["https://a..kosmo-web.jp/", "other"],
  [`https://${"a".repeat(64)}.portal.kosmo-web.jp/`, "other"],
  ["https://xn--80ak6aa92e.portal.kosmo-web.jp/", "look-alike"],
  ["https://xn--portl-4ve.kosmo-web.jp/", "look-alike"],
  ["https://аbc.portal.kosmo-web.jp/", "look-alike"],
  ...MANUAL_HOSTS.flatMap((host): readonly UrlCase[] => [
    [`https://${host}./`, "other"],
    [`https://user@${host}/`, "other"],
    [`https://user:secret@${host}/`, "other"],
    [`https://:secret@${host}/`, "other"],
  ]),
];

const LOOK_ALIKE_HOSTS = [
  "kosmo-web.jp.example",
  "kosmo-web.jp.evil.com",
  "demo.portal.kosmo-web.jp.evil.com",
  "kosmo-web.jp.co",
  "kosmo-web.jpn.com",
  "kosmoweb.jp",
  "www.kosmoweb.jp",
  "kosmo-web.com",
  "kosmo-web.co.jp",
  "kosmo-web.net",
  "kosmo.web.jp",
  "portal-kosmo-web.jp",
  "demoportal-kosmo-web.jp",
  "xkosmo-web.jp",
  "akosmo-web.jp",
  "kosmo-web-jp.example",
  "kosmo-webjp.com",
  "kosmo--web.jp",
  "kosmo-web-portal.jp",
  "kosm0-web.jp",
  "k0sm0-web.jp",
  "kosrno-web.jp",
  "kosmo-vveb.jp",
  "ko5mo-web.jp",
  "kosmo-wed.jp",
  "cosmo-web.jp",
  "kosmo-wb.jp",
  "kosmo-wweb.jp",
  "kоsmo-web.jp",
  "portal.kоsmo-web.jp",
  "kosmо-wеb.jp",
  "ĸosmo-web.jp",
  "kosmo-wéb.jp",
];

const LOOK_ALIKES: readonly UrlCase[] = [
  ...LOOK_ALIKE_HOSTS.flatMap((host): readonly UrlCase[] => [
    [`https://${host}/`, "look-alike"],
    [`https://www.${host}/login`, "look-alike"],
    [`http://${host}:8080/`, "look-alike"],
  ]),
  ["https://demo.portal.kosmo-web.jp@evil.example/", "look-alike"],
  ["https://kosmo-web.jp:x@evil.example/", "look-alike"],
];

const FOREIGN: readonly UrlCase[] = [
  ["https://evil.example/?kosmo-web.jp", "other"],
  ["https://evil.example/demo.portal.kosmo-web.jp/", "other"],
  ["https://evil.example#.portal.kosmo-web.jp", "other"],
  ["https://evil.example\\.portal.kosmo-web.jp/", "other"],
  ["https://www.itochu-kenpo.or.jp/", "other"],
  ["https://[::1]/", "other"],
  ["https://[2001:db8::1]:443/", "other"],
  ["https://127.0.0.1/", "other"],
  ["https://0x7f000001/", "other"],
  ["https://localhost/", "other"],
  ["https://jp/", "other"],
  ["blob:https://demo.portal.kosmo-web.jp/0f3a", "other"],
  ["data:text/html,https://demo.portal.kosmo-web.jp/", "other"],
  ["view-source:https://demo.portal.kosmo-web.jp/", "other"],
  ["filesystem:https://demo.portal.kosmo-web.jp/t/x", "other"],
  ["javascript:location='https://demo.portal.kosmo-web.jp/'", "other"],
  ["ftp://demo.portal.kosmo-web.jp/", "other"],
  ["ws://demo.portal.kosmo-web.jp/", "other"],
  ["wss://demo.portal.kosmo-web.jp/", "other"],
  ["file:///demo.portal.kosmo-web.jp/", "other"],
  ["about:blank", "other"],
  ["about:srcdoc", "other"],
  ["chrome-extension://demo.portal.kosmo-web.jp/x.html", "other"],
  ["//demo.portal.kosmo-web.jp/", "other"],
  ["demo.portal.kosmo-web.jp", "other"],
  ["https://", "other"],
  ["https:// demo.portal.kosmo-web.jp/", "other"],
  ["https://demo portal.kosmo-web.jp/", "other"],
  ["https://demo.portal.kosmo-web.jp:99999/", "other"],
  ["https://xn--/", "other"],
  ["https://xn--fsq.jp/", "other"],
  ["https://xn--koxyz-1ab.jp/", "other"],
  ["", "other"],
  ["null", "other"],
];

const CASES: readonly UrlCase[] = [
  ...PORTALS,
  ...HTTP,
  ...PORTS,
  ...MISPRINTS,
  ...ODD,
  ...LOOK_ALIKES,
  ...FOREIGN,
];

describe("readPortalOrigin and explainHost", () => {
  it("are tried on at least 200 different addresses", () => {
    expect(new Set(CASES.map(([url]) => url)).size).toBeGreaterThanOrEqual(200);
  });

  it.each(CASES)("judge %s as %s", (url, reason) => {
    expect(explainHost(url)).toBe(reason);
    expect(readPortalOrigin(url) !== null).toBe(reason === "portal");
  });

  it.each(MANUAL_HOSTS)("give the bare origin of a page on %s", (host) => {
    expect(readPortalOrigin(`https://${host.toUpperCase()}:443/auth?x=1#y`)).toBe(`https://${host}`);
  });
});

describe("readPortalOrigin", () => {
  it("agrees with a matcher written without URL and patterns on 50,000 generated hosts", () => {
    const label = fc.oneof(
      { weight: 6, arbitrary: fc.stringMatching(/^[a-z0-9]{1,8}$/) },
      { weight: 2, arbitrary: fc.stringMatching(/^[a-z0-9-]{1,66}$/) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("", "www", "portal", "a_b", "xn--abc-123", "kosmo-web", "jp", "*", "a b"),
      },
    );
    const ending = fc.oneof(
      { weight: 6, arbitrary: fc.constant("kosmo-web.jp") },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          "kosmo-web.jp.",
          "kosmo-web.jp:8443",
          "kosmo-web.jp:443",
          "kosmo-web.jp.evil.com",
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom("kosmo-web.co", "osmo-web.jp", "web.jp", "kosmoweb.jp", "jp") },
    );
    const scheme = fc.constantFrom("https://", "https://", "https://", "http://", "https://u@", "wss://");
    const labels = fc.array(label, { maxLength: 6 });

    let accepted = 0;
    fc.assert(
      fc.property(scheme, labels, ending, (start, parts, end) => {
        const url = `${start}${[...parts, end].join(".")}/path`;
        const expected = matchIndependently(start, [...parts, end].join("."));
        if (expected !== null) accepted += 1;
        expect(readPortalOrigin(url)).toBe(expected);
      }),
      { numRuns: scaled({ ci: 50_000, long: 1_000_000 }) },
    );

    expect(accepted).toBeGreaterThan(2_000);
  });

  it("accepts whatever it has returned, and gives it back unchanged", () => {
    for (const [url] of PORTALS) {
      const origin = readPortalOrigin(url);
      expect(readPortalOrigin(origin ?? "")).toBe(origin);
    }
  });
});

describe("isSameOrigin", () => {
  it("accepts the same origin and refuses another society, another depth and the absence of either", () => {
    const origin = "https://www.demo.portal.kosmo-web.jp";

    expect(isSameOrigin(origin, origin)).toBe(true);
    expect(isSameOrigin(origin, "https://www.other.portal.kosmo-web.jp")).toBe(false);
    expect(isSameOrigin(origin, "https://demo.portal.kosmo-web.jp")).toBe(false);
    expect(isSameOrigin(null, origin)).toBe(false);
    expect(isSameOrigin(origin, null)).toBe(false);
    expect(isSameOrigin(null, null)).toBe(false);
  });
});

/** The rule once more, letter by letter, so that a slip in the pattern cannot repeat itself here. */
function matchIndependently(start: string, authority: string): string | null {
  if (start !== "https://") return null;
  const host = authority.endsWith(":443") ? authority.slice(0, -4) : authority;
  const labels = host.split(".");
  const front = labels.slice(0, -2);
  if (labels.at(-1) !== "jp" || labels.at(-2) !== "kosmo-web") return null;
  if (front.length < 1 || front.length > 4 || !front.every(isPlainLabel)) return null;
  return host === "www.iswkenpo.portal.kosmo-web.jp" ? null : `https://${host}`;
}

function isPlainLabel(label: string): boolean {
  if (label.length < 1 || label.length > 63 || label.startsWith("xn--")) return false;
  if (label.charAt(0) === "-" || label.charAt(label.length - 1) === "-") return false;
  return [...label].every((letter) => "abcdefghijklmnopqrstuvwxyz0123456789-".includes(letter));
}
