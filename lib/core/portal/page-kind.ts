import { emailOtpReasons, entryFaults, isEntryShaped, isSetupShaped, setupFaults } from "./code-page.ts";
import type { Marker, PageError, PageFeatures } from "./page-features.ts";

/** The pages of the login and of the account console that are told apart. Only set-up and entry pages are ever filled. */
export type PageKind =
  | "setup-qr"
  | "setup-manual"
  | "entry"
  | "email-otp"
  | "login"
  | "reauth"
  | "reset-otp"
  | "delete-credential"
  | "select-authenticator"
  | "webauthn"
  | "birth-date"
  | "update-password"
  | "update-profile"
  | "terms"
  | "expired"
  | "error"
  | "logout-confirm"
  | "oidc-error"
  | "signing-in-console"
  | "other";

/**
 * What a page is. `reasons`: codes that explain the kind, for the diagnosis shown to the user and for tests; of a page
 * that fell short of being fillable, one per fault. `errorField`: where the page shows an error, or null.
 */
export interface PageVerdict {
  readonly kind: PageKind;
  readonly reasons: readonly string[];
  readonly hasError: boolean;
  readonly errorField: PageError | null;
}

interface Finding {
  readonly kind: PageKind;
  readonly reasons: readonly string[];
}

type Rule = (page: PageFeatures) => Finding | null;

// The order is part of the meaning: set-up before the veto, because its page speaks of codes too; the veto before entry,
// because e-mail providers reuse the entry page's ids; the rest only where no code field has been found.
const RULES: readonly Rule[] = [
  readGate,
  readSetup,
  readEmailOtp,
  readEntry,
  readMarkedPages,
  readBirthDate,
  readPassword,
  readLatePages,
];

// Keycloak after 26.0 names the template in `body[data-page-id]`. Supporting evidence only: a page without it may pass.
const FILLED_PAGE_IDS: Readonly<Partial<Record<PageKind, string>>> = {
  "setup-qr": "login-login-config-totp",
  "setup-manual": "login-login-config-totp",
  entry: "login-login-otp",
};

/**
 * Says what page this is. Certain or nothing: a page that only resembles a set-up or entry page is "other", and the
 * reasons name its faults; `nothing-recognised` stands alone when the page resembles nothing at all.
 */
export function recognisePage(page: PageFeatures): PageVerdict {
  for (const rule of RULES) {
    const finding = rule(page);
    if (finding !== null) return judge(contradictByPageId(finding, page), page);
  }
  return judge(readUnrecognised(page), page);
}

/** Whether `kind` is one of the two shapes of the set-up page. */
export function isSetupKind(kind: PageKind): boolean {
  return kind === "setup-qr" || kind === "setup-manual";
}

function judge(finding: Finding, page: PageFeatures): PageVerdict {
  const order: readonly PageError[] = ["code", "device-name", "page"];
  const errorField = order.find((field) => page.errors.includes(field)) ?? null;
  return { ...finding, hasError: errorField !== null, errorField };
}

function contradictByPageId(finding: Finding, page: PageFeatures): Finding {
  const expected = FILLED_PAGE_IDS[finding.kind];
  if (expected === undefined || page.pageId === null || page.pageId === expected) return finding;
  return { kind: "other", reasons: ["page-id-contradicts"] };
}

function readGate(page: PageFeatures): Finding | null {
  const faults: string[] = [];
  if (page.origin === null) faults.push("gate-not-portal");
  if (!page.isTopFrame) faults.push("gate-framed");
  if (!page.isVisible) faults.push("gate-hidden");
  return faults.length === 0 ? null : { kind: "other", reasons: faults };
}

function readSetup(page: PageFeatures): Finding | null {
  if (!isSetupShaped(page)) return null;
  const faults = setupFaults(page);
  if (faults.length > 0) return { kind: "other", reasons: faults };
  return page.setup.qrImage !== null
    ? { kind: "setup-qr", reasons: ["setup-qr-image"] }
    : { kind: "setup-manual", reasons: ["setup-key-text"] };
}

function readEmailOtp(page: PageFeatures): Finding | null {
  const reasons = emailOtpReasons(page);
  return reasons.length === 0 ? null : { kind: "email-otp", reasons };
}

function readEntry(page: PageFeatures): Finding | null {
  if (!isEntryShaped(page)) return null;
  const faults = entryFaults(page);
  return faults.length === 0
    ? { kind: "entry", reasons: ["entry-form"] }
    : { kind: "other", reasons: faults };
}

function readMarkedPages(page: PageFeatures): Finding | null {
  if (has(page, "reset-otp-form")) return found("reset-otp");
  if (has(page, "delete-text") && has(page, "accept-control")) return found("delete-credential");
  if (has(page, "authentication-execution")) return found("select-authenticator");
  // From 26.3 the login page carries a hidden form#webauth for passkeys offered in the user-name field.
  const isWebauthn = has(page, "webauthn-register-form") || has(page, "webauthn-form");
  return isWebauthn && !hasVisibleLogin(page) ? found("webauthn") : null;
}

function readBirthDate(page: PageFeatures): Finding | null {
  if (!page.words.includes("birth-date") || hasLoginForm(page)) return null;
  const isBirthField = page.fields.some(
    (field) =>
      field.isVisible &&
      (field.maxLength === 8 || field.type === "date" || /birth|bday/i.test(`${field.id} ${field.name}`)),
  );
  return isBirthField ? found("birth-date") : null;
}

function readPassword(page: PageFeatures): Finding | null {
  if (!hasLoginForm(page)) return null;
  const hasUserName = page.fields.some((field) => field.id === "username" && field.type !== "hidden");
  return found(hasUserName ? "login" : "reauth");
}

function readLatePages(page: PageFeatures): Finding | null {
  if (has(page, "update-password-form")) return found("update-password");
  if (has(page, "update-profile-form") || has(page, "update-email-form")) return found("update-profile");
  if (has(page, "terms-text") || (has(page, "accept-control") && has(page, "decline-control"))) {
    return found("terms");
  }
  if (has(page, "expired-restart") || has(page, "expired-continue")) return found("expired");
  if (has(page, "error-message")) return found("error");
  if (has(page, "logout-confirm")) return found("logout-confirm");
  if (has(page, "oidc-error") || has(page, "oidc-button")) return found("oidc-error");
  return has(page, "console-otp") ? found("signing-in-console") : null;
}

function readUnrecognised(page: PageFeatures): Finding {
  if (page.httpStatus !== null && page.httpStatus >= 400) return { kind: "other", reasons: ["http-error"] };
  // Keycloak's answer in a tab whose login was finished in another one: says nothing about the code just sent.
  const isAlreadySignedIn = has(page, "info-message") && page.words.includes("already-signed-in");
  return { kind: "other", reasons: [isAlreadySignedIn ? "already-signed-in" : "nothing-recognised"] };
}

function found(kind: PageKind): Finding {
  return { kind, reasons: [`${kind}-marker`] };
}

function has(page: PageFeatures, marker: Marker): boolean {
  return page.markers.includes(marker);
}

function hasLoginForm(page: PageFeatures): boolean {
  return page.forms.some((form) => form.id === "kc-form-login");
}

function hasVisibleLogin(page: PageFeatures): boolean {
  const login = page.forms.findIndex((form) => form.id === "kc-form-login");
  return login >= 0 && page.fields.some((field) => field.form === login && field.isVisible);
}
