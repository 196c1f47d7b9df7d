import { describe, expect, it } from "vitest";
import { fillPlanOf } from "../../../../lib/core/portal/fields.ts";
import {
  type ControlFeatures,
  type FieldFeatures,
  MARKER_SELECTORS,
  type Marker,
  type PageFeatures,
} from "../../../../lib/core/portal/page-features.ts";
import { isSetupKind, type PageKind, recognisePage } from "../../../../lib/core/portal/page-kind.ts";

const EMPTY: PageFeatures = {
  origin: "https://demo.portal.kosmo-web.jp",
  isTopFrame: true,
  isVisible: true,
  httpStatus: 200,
  isTruncated: false,
  pageId: null,
  headerName: "",
  attemptedUsername: null,
  markers: [],
  words: [],
  forms: [],
  fields: [],
  controls: [],
  devices: [],
  selectedCredentialId: null,
  setup: { totpSecretLength: null, keyTextLength: null, qrImage: null, mode: null },
  errors: [],
};

function field(name: string, change: Partial<FieldFeatures> = {}): FieldFeatures {
  const base = { id: name, name, type: "text", form: 0, isVisible: true, isEnabled: true };
  return { ...base, isReadOnly: false, maxLength: null, ...change };
}

const LOGIN: ControlFeatures = {
  kind: "submit",
  id: "kc-login",
  name: "login",
  isResend: false,
  form: 0,
  isVisible: true,
  isEnabled: true,
};

const ENTRY: PageFeatures = {
  ...EMPTY,
  forms: [{ id: "kc-otp-login-form", isSafe: true }],
  fields: [field("otp")],
  controls: [LOGIN],
};

const SETUP: PageFeatures = {
  ...EMPTY,
  forms: [{ id: "kc-totp-settings-form", isSafe: true }],
  fields: [field("totp"), field("totpSecret", { type: "hidden", isVisible: false }), field("userLabel")],
  setup: { totpSecretLength: 20, keyTextLength: null, qrImage: { widthPx: 246, heightPx: 246 }, mode: null },
};

function markers(...found: readonly Marker[]): PageFeatures {
  return { ...EMPTY, markers: found };
}

describe("recognisePage", () => {
  it("recognises the plain pages that it fills", () => {
    expect(recognisePage(ENTRY).kind).toBe("entry");
    expect(recognisePage(SETUP).kind).toBe("setup-qr");
    const manual = { ...SETUP, setup: { ...SETUP.setup, qrImage: null, keyTextLength: 32 } };
    expect(recognisePage(manual).kind).toBe("setup-manual");
  });

  it.each([
    [{ origin: null }, "gate-not-portal"],
    [{ isTopFrame: false }, "gate-framed"],
    [{ isVisible: false }, "gate-hidden"],
  ])("passes nothing through the gate with %o", (change, reason) => {
    for (const page of [ENTRY, SETUP, markers("expired-restart")]) {
      expect(recognisePage({ ...page, ...change })).toMatchObject({ kind: "other", reasons: [reason] });
    }
  });

  it.each([
    [
      "a resend control outside every form",
      { controls: [LOGIN, { ...LOGIN, kind: "link", form: -1, isResend: true }] },
    ],
    ["a resend control in another form", { controls: [LOGIN, { ...LOGIN, form: 1, isResend: true }] }],
    ["a submit control that resends", { controls: [{ ...LOGIN, isResend: true }] }],
    ["the words of a sent code", { words: ["sent-code"] }],
    ["a second code field of an e-mail provider", { fields: [field("otp"), field("emailCode")] }],
  ] as const)("takes an entry form with %s for an e-mail page", (_, change) => {
    expect(recognisePage({ ...ENTRY, ...change } as PageFeatures).kind).toBe("email-otp");
  });

  it("names every fault of a page that resembles an entry page", () => {
    const page: PageFeatures = {
      ...ENTRY,
      isTruncated: true,
      forms: [{ id: "kc-otp-login-form", isSafe: false }],
      fields: [field("otp", { type: "tel", isVisible: false, isReadOnly: true, maxLength: 5 }), field("pin")],
      controls: [],
    };

    expect(recognisePage(page)).toMatchObject({
      kind: "other",
      reasons: [
        "page-too-large",
        "otp-not-text",
        "otp-not-visible",
        "otp-not-enabled",
        "otp-too-short",
        "form-not-safe",
        "submit-not-stock",
        "other-visible-field",
      ],
    });
  });

  it("lets a code field hold six characters and no fewer", () => {
    expect(recognisePage({ ...ENTRY, fields: [field("otp", { maxLength: 6 })] }).kind).toBe("entry");
    expect(recognisePage({ ...ENTRY, fields: [field("otp", { maxLength: 5 })] }).kind).toBe("other");
  });

  it("accepts the right page id and refuses every other one on pages that it fills", () => {
    expect(recognisePage({ ...ENTRY, pageId: "login-login-otp" }).kind).toBe("entry");
    expect(recognisePage({ ...SETUP, pageId: "login-login-config-totp" }).kind).toBe("setup-qr");
    for (const pageId of ["", "login-otp-form", "LOGIN-LOGIN-OTP"]) {
      expect(recognisePage({ ...ENTRY, pageId }).reasons).toEqual(["page-id-contradicts"]);
      expect(recognisePage({ ...SETUP, pageId }).reasons).toEqual(["page-id-contradicts"]);
    }
  });

  it.each([
    [["reset-otp-form"], "reset-otp"],
    [["delete-text", "accept-control", "decline-control"], "delete-credential"],
    [["authentication-execution"], "select-authenticator"],
    [["webauthn-register-form"], "webauthn"],
    [["webauthn-form"], "webauthn"],
    [["update-password-form"], "update-password"],
    [["update-profile-form"], "update-profile"],
    [["update-email-form"], "update-profile"],
    [["terms-text"], "terms"],
    [["accept-control", "decline-control"], "terms"],
    [["expired-restart"], "expired"],
    [["expired-continue"], "expired"],
    [["error-message"], "error"],
    [["logout-confirm"], "logout-confirm"],
    [["oidc-error"], "oidc-error"],
    [["oidc-button"], "oidc-error"],
    [["console-otp"], "signing-in-console"],
    [["info-message"], "other"],
    [["accept-control"], "other"],
    [["delete-text"], "other"],
  ] as const)("takes the markers %j for %s", (found, kind) => {
    expect(recognisePage(markers(...found)).kind).toBe(kind);
  });

  it("takes an entry form for an entry page whatever other markers the page has", () => {
    const all = Object.keys(MARKER_SELECTORS) as Marker[];

    expect(recognisePage({ ...ENTRY, markers: all }).kind).toBe("entry");
  });

  it("tells login from re-authentication by the user-name field", () => {
    const login = { ...EMPTY, forms: [{ id: "kc-form-login", isSafe: true }] };

    expect(recognisePage({ ...login, fields: [field("username"), field("password")] }).kind).toBe("login");
    expect(recognisePage({ ...login, fields: [field("password")] }).kind).toBe("reauth");
  });

  it("tells an HTTP error from a page that says nothing", () => {
    expect(recognisePage({ ...EMPTY, httpStatus: 502 }).reasons).toEqual(["http-error"]);
    expect(recognisePage({ ...EMPTY, httpStatus: null }).reasons).toEqual(["nothing-recognised"]);
    expect(recognisePage({ ...markers("expired-restart"), httpStatus: 400 }).kind).toBe("expired");
  });

  it("reports the error nearest to the code first", () => {
    expect(recognisePage({ ...ENTRY, errors: [] })).toMatchObject({ hasError: false, errorField: null });
    expect(recognisePage({ ...ENTRY, errors: ["page", "code"] })).toMatchObject({
      hasError: true,
      errorField: "code",
    });
    expect(recognisePage({ ...SETUP, errors: ["page", "device-name"] }).errorField).toBe("device-name");
    expect(recognisePage({ ...EMPTY, errors: ["page"] }).errorField).toBe("page");
  });
});

describe("isSetupKind and fillPlanOf", () => {
  it.each([
    ["setup-qr", true, ["code", "device-name"]],
    ["setup-manual", true, ["code", "device-name"]],
    ["entry", false, ["code"]],
    ["email-otp", false, undefined],
    ["reset-otp", false, undefined],
    ["login", false, undefined],
    ["birth-date", false, undefined],
    ["other", false, undefined],
  ] as const)("say what is filled on %s", (kind: PageKind, isSetup, roles) => {
    expect(isSetupKind(kind)).toBe(isSetup);
    expect(fillPlanOf(kind)?.fields.map(({ role }) => role)).toEqual(roles);
  });
});
