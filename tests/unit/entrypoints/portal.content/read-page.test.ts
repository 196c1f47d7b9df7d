// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { isEnabled, isVisible, query, queryAll } from "../../../../entrypoints/portal.content/dom.ts";
import {
  findDeviceControl,
  readEnrolmentMaterial,
  readPageFeatures,
} from "../../../../entrypoints/portal.content/read-page.ts";
import { fillPlanOf } from "../../../../lib/core/portal/fields.ts";
import { type PageVerdict, recognisePage } from "../../../../lib/core/portal/page-kind.ts";

interface PageCase {
  readonly file: string;
  readonly kind: string;
  readonly source: string;
  readonly reason?: string;
  readonly error?: string;
  readonly devices?: readonly string[];
  readonly selected?: string;
  readonly username?: string;
  readonly mode?: string;
}

const PAGES = join(import.meta.dirname, "../../../fixtures/pages");
const CASES = JSON.parse(readFileSync(join(PAGES, "index.json"), "utf8")) as readonly PageCase[];
const FILLED = ["setup-qr", "setup-manual", "entry"];
// The synthetic secret of the set-up fixtures, and the key that is its base32.
const SECRET = "Ab3dEf6hIjKlMnOpQrS1";
const KEY = "IFRD GZCF MY3G QSLK JNWE 23SP OBIX EUZR";

const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };

function show(html: string): void {
  document.open();
  document.write(html);
  document.close();
}

function open(file: string): PageVerdict {
  show(readFileSync(join(PAGES, file), "utf8"));
  return recognisePage(readPageFeatures(document));
}

beforeEach(() => {
  happyDOM.setURL(
    "https://demo.portal.kosmo-web.jp/auth/realms/demo/login-actions/authenticate?session_code=s0",
  );
});

describe("page fixtures", () => {
  it("hold at least 60 pages, 30 of which must not be filled", () => {
    const negatives = CASES.filter(({ kind }) => !FILLED.includes(kind));

    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(negatives.length).toBeGreaterThanOrEqual(30);
  });

  it.each(CASES)("$file is $kind ($source)", ({ file, kind, reason, error }) => {
    const verdict = open(file);

    expect(verdict.kind, verdict.reasons.join()).toBe(kind);
    expect(verdict.reasons.length).toBeGreaterThan(0);
    expect(verdict.errorField).toBe(error ?? null);
    expect(verdict.hasError).toBe(error !== undefined);
    if (reason !== undefined) expect(verdict.reasons).toContain(reason);
  });

  it.each(CASES.filter(({ kind }) => FILLED.includes(kind)))(
    "$file offers its planned fields",
    ({ file }) => {
      const plan = fillPlanOf(open(file).kind);

      const form = query(document, plan?.formSelector ?? "none");
      expect(form).not.toBeNull();
      for (const field of plan?.fields ?? [])
        expect(queryAll(form as Element, field.selector)).toHaveLength(1);
      expect(queryAll(form as Element, plan?.submitSelector ?? "none")).toHaveLength(1);
    },
  );
});

describe("readPageFeatures", () => {
  it.each(CASES.filter(({ devices }) => devices !== undefined))(
    "reads the device list of $file",
    ({ file, devices, selected }) => {
      open(file);

      const features = readPageFeatures(document);
      expect(features.devices.map(({ label }) => label)).toEqual(devices);
      expect(features.selectedCredentialId).toBe(selected);
      expect(features.devices.filter(({ isSelected }) => isSelected).map(({ id }) => id)).toEqual([selected]);
    },
  );

  it.each(CASES.filter(({ username }) => username !== undefined))(
    "reads the user name shown on $file",
    ({ file, username }) => {
      open(file);

      expect(readPageFeatures(document).attemptedUsername).toBe(username);
    },
  );

  it.each(CASES.filter(({ kind }) => kind.startsWith("setup")))(
    "holds no part of the secret of $file",
    ({ file, mode }) => {
      open(file);

      const features = readPageFeatures(document);
      const text = JSON.stringify(features);
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(KEY.slice(0, 9));
      expect(features.setup.mode).toBe(mode ?? null);
    },
  );

  it("holds no field value and no query of the address", () => {
    open("login-base.html");
    for (const id of ["username", "password"]) {
      (document.getElementById(id) as HTMLInputElement).value = "synthetic-value";
    }

    const text = JSON.stringify(readPageFeatures(document));

    expect(text).not.toContain("synthetic-value");
    expect(text).not.toContain("session_code");
  });

  it("survives being written as JSON", () => {
    open("entry-v2-devices.html");

    const features = readPageFeatures(document);

    expect(JSON.parse(JSON.stringify(features))).toEqual(features);
  });

  it("leaves the page as it was", () => {
    open("setup-manual-v2-267.html");
    const before = document.documentElement.outerHTML;

    readPageFeatures(document);
    readEnrolmentMaterial(document);

    expect(document.documentElement.outerHTML).toBe(before);
  });

  it("finds the same where the page replaces members of its forms and of the document", () => {
    open("entry-base-24.html");
    const plain = readPageFeatures(document);

    open("entry-clobbered-members.html");
    const features = readPageFeatures(document);

    expect(features.forms[0]).toEqual(plain.forms[0]);
    expect(features.fields[0]).toEqual(plain.fields[0]);
    expect(features.origin).toBe(plain.origin);
  });

  it("follows a device chosen after load", () => {
    open("entry-base-devices.html");
    const [first] = readPageFeatures(document).devices;

    (findDeviceControl(document, first?.id ?? "") as HTMLInputElement).click();

    expect(readPageFeatures(document).selectedCredentialId).toBe(first?.id);
    expect(readPageFeatures(document).devices[0]?.isSelected).toBe(true);
  });

  it("marks a page with more elements or text than it examines", () => {
    open("entry-base-24.html");
    expect(readPageFeatures(document).isTruncated).toBe(false);

    show(`<body><main>${"<a href='#'>x</a>".repeat(251)}</main></body>`);
    expect(readPageFeatures(document).isTruncated).toBe(true);

    show(`<body><p>${"長".repeat(41_000)}</p><p>end</p></body>`);
    expect(readPageFeatures(document).isTruncated).toBe(true);
  });

  it.each([
    ["another site", "https://demo.portal.kosmo-web.jp.example/"],
    ["the bare domain", "https://kosmo-web.jp/"],
    ["an unencrypted portal", "http://demo.portal.kosmo-web.jp/"],
    ["a portal host with a port", "https://demo.portal.kosmo-web.jp:8443/"],
    ["a misprinted portal host", "https://www.iswkenpo.portal.kosmo-web.jp/"],
  ])("recognises no page on %s", (_, url) => {
    happyDOM.setURL(url);

    for (const { file } of CASES) {
      const verdict = open(file);
      expect(verdict.kind, file).toBe("other");
      expect(verdict.reasons).toContain("gate-not-portal");
    }
  });
});

describe("readEnrolmentMaterial", () => {
  it("reads the QR image and the repeated secret in QR mode", () => {
    open("setup-qr-v2-267.html");

    const material = readEnrolmentMaterial(document);

    expect(material.qrImage?.id).toBe("kc-totp-secret-qr-code");
    expect(material.keyText).toBeNull();
    expect(material.totpSecret).toBe(SECRET);
    expect(material.headerName).toBe("見本健康保険組合加入者ページ");
    expect(Object.values(material.parameterTexts)).toEqual([null, null, null, null, null]);
  });

  it("reads key, secret and parameters in manual mode", () => {
    open("setup-manual-base-24.html");

    const material = readEnrolmentMaterial(document);

    expect(material.qrImage).toBeNull();
    expect(material.keyText).toBe(KEY);
    expect(material.totpSecret).toBe(SECRET);
    expect(material.parameterTexts).toEqual({
      type: "タイプ: 時間ベース",
      algorithm: "アルゴリズム: SHA1",
      digits: "桁: 6",
      period: "間隔: 30",
      counter: null,
    });
  });

  it("reads nothing from a page without set-up material", () => {
    open("entry-v2-267.html");

    const material = readEnrolmentMaterial(document);

    expect([material.qrImage, material.keyText, material.totpSecret]).toEqual([null, null, null]);
  });
});

describe("findDeviceControl", () => {
  it("finds radio buttons and tiles by the credential they stand for", () => {
    for (const file of ["entry-base-devices.html", "entry-v2-devices.html"]) {
      open(file);
      const ids = readPageFeatures(document).devices.map(({ id }) => id);

      const controls = ids.map((id) => findDeviceControl(document, id)?.id);

      expect(controls).toEqual(ids.map((_, index) => `kc-otp-credential-${index}`));
    }
  });

  it("finds nothing for a credential that is not listed", () => {
    open("entry-v2-devices.html");

    expect(findDeviceControl(document, "99999999-aaaa-4bbb-8ccc-000000000009")).toBeNull();
  });
});

describe("isVisible and isEnabled", () => {
  it.each([
    ['<input id="a">', true],
    ['<div style="display:none"><input id="a"></div>', false],
    ['<div style="opacity:0"><p><input id="a"></p></div>', false],
    ['<input id="a" style="visibility:hidden">', false],
    ['<div inert><input id="a"></div>', false],
    ['<div hidden><input id="a"></div>', false],
  ])("tells whether %s can be seen", (html, expected) => {
    show(`<body>${html}</body>`);

    expect(isVisible(query(document, "#a") as Element)).toBe(expected);
  });

  it("counts a control in a disabled group as disabled", () => {
    show('<body><fieldset disabled><input id="a"></fieldset><input id="b"></body>');

    expect(isEnabled(query(document, "#a") as Element)).toBe(false);
    expect(isEnabled(query(document, "#b") as Element)).toBe(true);
  });
});
