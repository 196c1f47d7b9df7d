import { Window } from "happy-dom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SAMPLE_DEVICES } from "../../portal/gallery.ts";
import type { Portal } from "../../portal/server.ts";
import { VARIANTS, type Variant } from "../../portal/types.ts";
import { newClient, startStillPortal } from "./practice.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startStillPortal();
});
afterAll(() => portal.close());

async function load(path: string, variant: Variant) {
  const page = await newClient(portal).get(`${portal.origin}${path}?variant=${variant}`);
  const window = new Window({ url: page.url.href });
  window.document.write(page.body);
  return { page, document: window.document };
}

const OTP_FORM = "form#kc-otp-login-form";
const SETUP = "form#kc-totp-settings-form";
// Page -> selectors that every variant has.
const COMMON: Readonly<Record<string, readonly string[]>> = {
  login: [
    "form#kc-form-login",
    "input#username[name=username]",
    "input#password[name=password][type=password]",
    "#kc-login[name=login]",
    "input#id-hidden-input[name=credentialId][type=hidden]",
    "input#rememberMe[type=checkbox]",
  ],
  reauth: ["form#kc-form-login", "#kc-attempted-username", "#reset-login", "input#password"],
  "otp-single": [
    `${OTP_FORM} input#otp[name=otp][type=text][autofocus]`,
    "#kc-login[name=login]",
    "#kc-attempted-username",
  ],
  "otp-several": [`${OTP_FORM} #kc-otp-credential-0`, "#kc-otp-credential-1"],
  "setup-qr": [
    "ol#kc-totp-settings",
    "ul#kc-totp-supported-apps > li",
    "img#kc-totp-secret-qr-code[alt='Figure: Barcode']",
    "a#mode-manual",
    `${SETUP} input#totp[name=totp][type=text]`,
    "input#totpSecret[name=totpSecret][type=hidden]",
    "input#userLabel[name=userLabel][autocomplete=off]",
    "input#logout-sessions[name=logout-sessions][type=checkbox]",
    "input#saveTOTPBtn[type=submit]",
  ],
  "setup-manual": [
    "span#kc-totp-secret-key",
    "a#mode-barcode",
    "li#kc-totp-type",
    "#kc-totp-algorithm",
    "#kc-totp-digits",
    "#kc-totp-period",
    "input#mode[name=mode][value=manual]",
  ],
  "setup-error": ["span#input-error-otp-code", "#totp[aria-invalid=true]"],
  "setup-label-error": ["span#input-error-otp-label", "#userLabel[aria-invalid=true]"],
  "setup-console": ["button#cancelTOTPBtn[name=cancel-aia][value=true]"],
  "email-otp": [`${OTP_FORM} input#otp[name=otp]`, "#kc-submit[name=submit]", "#kc-resend[name=resend]"],
  "email-otp-error": ["#input-error-otp-code"],
  "reset-password": ["form#kc-reset-password-form input#username"],
  "reset-otp": ["form#kc-otp-reset-form", "#kc-otp-reset-form-description", "#kc-otp-reset-form-submit"],
  "update-password": [
    "form#kc-passwd-update-form",
    "#password-new[autocomplete=new-password]",
    "#password-confirm",
    "#logout-sessions[type=checkbox]",
  ],
  terms: ["#kc-accept[name=accept]", "#kc-decline[name=cancel]"],
  "select-method": ["#kc-select-credential-form", "[name=authenticationExecution]"],
  "delete-device": ["div#kc-delete-text", "#kc-accept[name=accept]", "#kc-decline[name=cancel-aia]"],
  "logout-confirm": ["#kc-logout-confirm", "#kc-logout[name=confirmLogout]"],
  "page-expired": ["a#loginRestartLink", "a#loginContinueLink"],
  error: ["#kc-error-message", "a#backToApplication"],
  "webauthn-register": ["form#register input[name=attestationObject]", "#registerWebAuthn"],
  "webauthn-authenticate": ["form#webauth input[name=signature]", "#authenticateWebAuthnButton"],
  "birth-date": ["input[maxlength='8']"],
};

describe.each(VARIANTS)("pages of %s", (variant) => {
  it.each(Object.entries(COMMON))("%s has its ids and names", async (name, selectors) => {
    const { document } = await load(`/pages/${name}`, variant);

    const missing = selectors.filter((selector) => document.querySelector(selector) === null);

    expect(missing).toEqual([]);
    expect(document.querySelector("#kc-header #kc-header-wrapper")?.textContent).toBe(
      "デモ健康保険組合加入者ページ",
    );
  });
});

describe("differences between variants", () => {
  // autocomplete and inputmode of the entry field, autocomplete of the set-up field, element of the entry's button, error id.
  const TABLE = [
    ["base24", "off", null, "off", "INPUT", "input-error-otp-code"],
    ["base26", "one-time-code", null, "off", "INPUT", "input-error-otp-code"],
    ["base26.7", "one-time-code", null, "one-time-code", "INPUT", "input-error-otp-code"],
    ["v2-26.0", "one-time-code", null, "off", "BUTTON", "input-error-otp"],
    ["v2-26.x", "one-time-code", "numeric", "one-time-code", "BUTTON", "input-error-otp"],
  ] as const;

  it.each(TABLE)(
    "%s has its attributes of fields, buttons and errors",
    async (variant, entry, mode, setup, button, error) => {
      const otp = (await load("/pages/otp-error", variant)).document;
      const totp = (await load("/pages/setup-qr", variant)).document;

      expect(otp.querySelector("#otp")?.getAttribute("autocomplete")).toBe(entry);
      expect(otp.querySelector("#otp")?.getAttribute("inputmode") ?? null).toBe(mode);
      expect(totp.querySelector("#totp")?.getAttribute("autocomplete")).toBe(setup);
      expect(otp.querySelector("#kc-login")?.tagName).toBe(button);
      expect(otp.querySelector(`#${error}`)?.textContent).toBe("ワンタイムパスワードが正しくありません");
    },
  );

  it.each(VARIANTS)("%s shows the user and the devices in its own way", async (variant) => {
    const { document } = await load("/pages/otp-several", variant);
    const isV2 = variant.startsWith("v2");

    expect(document.querySelector("#kc-attempted-username")?.tagName).toBe(isV2 ? "INPUT" : "LABEL");
    expect(document.querySelector("#kc-page-title") !== null).toBe(isV2);
    expect(document.querySelectorAll("input[type=radio][name=selectedCredentialId]")).toHaveLength(
      isV2 ? 0 : 2,
    );
    expect(document.querySelectorAll("input#selectedCredentialId[type=hidden]")).toHaveLength(isV2 ? 1 : 0);
    expect(document.querySelectorAll(".pf-m-selected")).toHaveLength(0);
  });

  it.each([
    ["base24", "for"],
    ["v2-26.0", "form-vertical-name"],
  ] as const)("%s ties its set-up labels as it does", async (variant, kind) => {
    const { document } = await load("/pages/setup-qr", variant);

    const targets = [...document.querySelectorAll("#kc-totp-settings-form .field label")].map((label) =>
      label.getAttribute("for"),
    );

    expect(targets).toEqual(kind === "for" ? ["totp", "userLabel"] : [kind, kind]);
  });

  it.each([
    ["base24", true],
    ["base26", true],
    ["base26.7", false],
    ["v2-26.0", true],
    ["v2-26.x", false],
  ] as const)("%s ticks the sign-out box at load: %s", async (variant, isTicked) => {
    for (const name of ["setup-qr", "update-password", "webauthn-register"]) {
      const { document } = await load(`/pages/${name}`, variant);

      expect(document.querySelector("#logout-sessions")?.hasAttribute("checked")).toBe(isTicked);
    }
  });

  it("names the device of a tile in the call that chooses it", async () => {
    for (const variant of ["v2-26.0", "v2-26.x"] as const) {
      const { document } = await load("/pages/otp-several", variant);

      const calls = SAMPLE_DEVICES.map((_, index) =>
        document.querySelector(`#kc-otp-credential-${index}`)?.getAttribute("onclick"),
      );

      expect(calls).toEqual(SAMPLE_DEVICES.map(({ id }, index) => `toggleOTP(${index}, '${id}')`));
    }
  });

  it.each(["base26.7", "v2-26.x"] as const)(
    "%s marks the page by an attribute and locks the entry form",
    async (variant) => {
      const { document } = await load("/pages/otp-single", variant);

      expect(document.body.getAttribute("data-page-id")).toBe("login-login-otp");
      expect(document.querySelector(OTP_FORM)?.getAttribute("onsubmit")).toContain("login.disabled = true");
    },
  );

  it("marks the page by a comment in the first v2", async () => {
    const first = await load("/pages/otp-single", "v2-26.0");

    expect(first.document.body.hasAttribute("data-page-id")).toBe(false);
    expect(first.document.querySelector(OTP_FORM)?.hasAttribute("onsubmit")).toBe(false);
    expect(first.page.body).toContain("<!-- template: login-otp.ftl -->");
    expect(first.document.querySelector("#input-error-client-otp")?.textContent).toBe("");
  });
});
