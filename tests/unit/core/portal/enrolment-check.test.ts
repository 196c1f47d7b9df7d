import { describe, expect, it } from "vitest";
import { checkEnrolment, type EnrolmentMaterial } from "../../../../lib/core/portal/enrolment-check.ts";
import { readPageParameters } from "../../../../lib/core/portal/page-parameters.ts";

// Synthetic: the raw secret of the form, the same as base32, and the URI that Keycloak makes of it.
const SECRET = "Ab3dEf6hIjKlMnOpQrS1";
const KEY = "IFRD GZCF MY3G QSLK JNWE 23SP OBIX EUZR";
const ISSUER = "見本健康保険組合加入者ページ";
const URI = `otpauth://totp/${encodeURIComponent(ISSUER)}:demo_user01?secret=${KEY.replaceAll(" ", "")}&digits=6&algorithm=SHA1&issuer=${encodeURIComponent(ISSUER)}&period=30`;
const OTHER_KEY = "KRVTS52WOU4HIU3SG5YVA3ZWJZWWYNLL";

const NO_PARAMETERS = { type: null, algorithm: null, digits: null, period: null, counter: null };
const PARAMETERS = {
  type: "タイプ: 時間ベース",
  algorithm: "アルゴリズム: SHA1",
  digits: "桁: 6",
  period: "間隔: 30",
  counter: null,
};

const QR: EnrolmentMaterial = {
  qrTexts: [URI],
  keyText: null,
  totpSecret: SECRET,
  parameters: NO_PARAMETERS,
  headerName: ISSUER,
  attemptedUsername: null,
};
const MANUAL: EnrolmentMaterial = { ...QR, qrTexts: null, keyText: KEY, parameters: PARAMETERS };

const KEY_OF_PAGE = {
  type: "totp",
  issuer: ISSUER,
  accountName: "demo_user01",
  secret: new TextEncoder().encode(SECRET),
  algorithm: "SHA1",
  digits: 6,
  period: 30,
};

describe("checkEnrolment", () => {
  it("accepts a QR code whose secret is the form's", () => {
    expect(checkEnrolment(QR)).toEqual({ status: "ok", key: KEY_OF_PAGE, warnings: [] });
  });

  it("accepts a printed key, names it after the page header and the shown user", () => {
    expect(checkEnrolment(MANUAL)).toEqual({
      status: "ok",
      key: { ...KEY_OF_PAGE, accountName: "" },
      warnings: [],
    });
    expect(checkEnrolment({ ...MANUAL, attemptedUsername: "demo_user01" })).toMatchObject({
      key: KEY_OF_PAGE,
    });
  });

  it("accepts a page that shows QR code and key together, if they agree", () => {
    expect(checkEnrolment({ ...QR, keyText: KEY, parameters: PARAMETERS })).toMatchObject({
      status: "ok",
      warnings: [],
    });
    expect(checkEnrolment({ ...QR, keyText: OTHER_KEY })).toEqual({
      status: "refused",
      code: "copies-disagree",
    });
  });

  it("reads one code that was found twice as one", () => {
    expect(checkEnrolment({ ...QR, qrTexts: [URI, URI] }).status).toBe("ok");
  });

  it("ignores a foreign code beside the set-up code", () => {
    expect(checkEnrolment({ ...QR, qrTexts: ["https://example.invalid/app", URI] }).status).toBe("ok");
  });

  it.each([
    ["a QR code with another secret", { ...QR, qrTexts: [URI.replace("IFRD", "IFRE")] }, "copies-disagree"],
    ["a printed key with another secret", { ...MANUAL, keyText: OTHER_KEY }, "copies-disagree"],
    ["a form with a longer secret", { ...QR, totpSecret: `${SECRET}a` }, "copies-disagree"],
    ["a form with the base32 instead", { ...QR, totpSecret: KEY.replaceAll(" ", "") }, "copies-disagree"],
    [
      "a QR code whose period differs from the print",
      { ...QR, parameters: { ...NO_PARAMETERS, period: "間隔: 60" } },
      "copies-disagree",
    ],
    ["an unreadable QR image", { ...QR, qrTexts: [] }, "qr-unreadable"],
    ["two set-up codes", { ...QR, qrTexts: [URI, URI.replace("demo_user01", "other")] }, "several-codes"],
    ["a QR code of another kind", { ...QR, qrTexts: ["https://example.invalid/"] }, "not-a-setup-code"],
    ["a counter-based QR code", { ...QR, qrTexts: [URI.replace("totp/", "hotp/")] }, "hotp"],
    ["a QR code with bad digits", { ...QR, qrTexts: [URI.replace("digits=6", "digits=9")] }, "bad-digits"],
    ["a printed key with a wrong character", { ...MANUAL, keyText: KEY.replace("I", "1") }, "bad-character"],
    ["a printed counter", { ...MANUAL, parameters: { ...PARAMETERS, counter: "カウンター: 0" } }, "hotp"],
    [
      "an unknown printed algorithm",
      { ...MANUAL, parameters: { ...PARAMETERS, algorithm: "アルゴリズム: MD5" } },
      "bad-parameter",
    ],
    ["neither QR code nor key", { ...QR, qrTexts: null }, "no-material"],
  ] as const)("refuses %s", (_, material, code) => {
    expect(checkEnrolment(material as EnrolmentMaterial)).toEqual({ status: "refused", code });
  });

  it("warns when the page shows the secret once only", () => {
    for (const material of [QR, MANUAL]) {
      expect(checkEnrolment({ ...material, totpSecret: null })).toMatchObject({
        status: "ok",
        warnings: [{ code: "single-copy" }],
      });
    }
  });

  it("asks for a check when Keycloak cannot have made the secret", () => {
    const check = checkEnrolment({ ...MANUAL, keyText: KEY.replace("IFRD", "QFRD"), totpSecret: null });

    expect(check).toMatchObject({
      status: "ok",
      warnings: [{ code: "please-check" }, { code: "single-copy" }],
    });
  });

  it("takes hidden characters and excess length out of the header name", () => {
    const check = checkEnrolment({ ...MANUAL, headerName: `\u202e${"長".repeat(80)}` });

    expect(check).toMatchObject({ key: { issuer: "長".repeat(64) } });
  });
});

describe("readPageParameters", () => {
  const DEFAULTS = { algorithm: "SHA1", digits: 6, period: 30 };

  it("takes Keycloak's defaults for lines that are not there", () => {
    expect(readPageParameters(NO_PARAMETERS)).toEqual(DEFAULTS);
  });

  it.each([
    ["アルゴリズム: SHA256", "桁: 8", "間隔: 60", { algorithm: "SHA256", digits: 8, period: 60 }],
    ["アルゴリズム：ＳＨＡ５１２", "桁：８", "間隔：１２０", { algorithm: "SHA512", digits: 8, period: 120 }],
    ["Algorithm: HmacSHA1", "Digits: 6", "Interval: 30", DEFAULTS],
  ])("reads %s, %s, %s", (algorithm, digits, period, expected) => {
    expect(readPageParameters({ ...PARAMETERS, algorithm, digits, period })).toEqual(expected);
  });

  it.each([
    ["algorithm", "アルゴリズム: SHA3"],
    ["algorithm", "SHA1"],
    ["algorithm", "アルゴリズム:"],
    ["digits", "桁: 5"],
    ["digits", "桁: 9"],
    ["digits", "桁: 六"],
    ["period", "間隔: 14"],
    ["period", "間隔: 301"],
    ["period", "間隔: 30秒"],
  ])("refuses the %s line %s", (line, text) => {
    expect(readPageParameters({ ...PARAMETERS, [line]: text })).toEqual({ code: "bad-parameter" });
  });

  it.each(["タイプ: カウンターベース", "Type: Counter-based", "タイプ：ＨＯＴＰ"])(
    "refuses the type line %s",
    (type) => {
      expect(readPageParameters({ ...PARAMETERS, type })).toEqual({ code: "hotp" });
    },
  );

  it("accepts a type in other words only beside a printed period", () => {
    expect(readPageParameters({ ...PARAMETERS, type: "タイプ: 標準" })).toEqual(DEFAULTS);
    expect(readPageParameters({ ...PARAMETERS, type: "タイプ: 標準", period: null })).toEqual({
      code: "bad-parameter",
    });
  });
});
