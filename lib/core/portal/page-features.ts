/**
 * What the content script saw on a page, as plain data that may be kept in tests and compared. Holds no secret: no value
 * of any field except the chosen device, the shown user name and the mode; of the set-up material only sizes.
 */
export interface PageFeatures {
  /** Result of `readPortalOrigin` for the document's address. */
  readonly origin: string | null;
  readonly isTopFrame: boolean;
  readonly isVisible: boolean;
  /** HTTP status of the navigation, or null when the browser does not say. */
  readonly httpStatus: number | null;
  /** True when the page had more elements or text than are examined; such a page is never filled. */
  readonly isTruncated: boolean;
  /** Keycloak after 26.0 marks its pages: `body[data-page-id="login-<template>"]`. */
  readonly pageId: string | null;
  /** Realm name shown in the page header, or "". */
  readonly headerName: string;
  /** The user name shown once the user is known, or null. What was typed: case may differ, may be an e-mail address. */
  readonly attemptedUsername: string | null;
  readonly markers: readonly Marker[];
  readonly words: readonly PageWord[];
  readonly forms: readonly FormFeatures[];
  readonly fields: readonly FieldFeatures[];
  readonly controls: readonly ControlFeatures[];
  readonly devices: readonly PageDevice[];
  /** Value of the hidden `selectedCredentialId` or of the checked radio, or null. */
  readonly selectedCredentialId: string | null;
  readonly setup: SetupFeatures;
  readonly errors: readonly PageError[];
}

/** Elements whose mere presence tells pages apart; selectors in `MARKER_SELECTORS`. */
export type Marker =
  | "reset-otp-form"
  | "delete-text"
  | "accept-control"
  | "decline-control"
  | "terms-text"
  | "authentication-execution"
  | "webauthn-register-form"
  | "webauthn-form"
  | "update-password-form"
  | "update-profile-form"
  | "update-email-form"
  | "expired-restart"
  | "expired-continue"
  | "error-message"
  | "info-message"
  | "logout-confirm"
  | "oidc-button"
  | "oidc-error"
  | "console-otp";

/** Where the markers are found. Ids and names of Keycloak 24 to 26 and of the portal's OpenID Connect plug-in. */
export const MARKER_SELECTORS: Readonly<Record<Marker, string>> = {
  "reset-otp-form": "form#kc-otp-reset-form",
  "delete-text": "#kc-delete-text",
  "accept-control": "#kc-accept",
  "decline-control": "#kc-decline",
  "terms-text": "#kc-terms-text",
  "authentication-execution": '[name="authenticationExecution"]',
  "webauthn-register-form": "form#register",
  "webauthn-form": "form#webauth",
  "update-password-form": "form#kc-passwd-update-form",
  "update-profile-form": "form#kc-update-profile-form",
  "update-email-form": "form#kc-update-email-form",
  "expired-restart": "a#loginRestartLink",
  "expired-continue": "a#loginContinueLink",
  "error-message": "#kc-error-message",
  "info-message": "#kc-info-message",
  "logout-confirm": '#kc-logout-confirm, #kc-logout[name="confirmLogout"]',
  "oidc-button": ".openid-connect-login-button",
  "oidc-error": "#login_error",
  "console-otp": '[data-testid^="otp/"], #two-factor-categ-title',
};

/** Groups of words found in the page's login content; see `findPageWords`. */
export type PageWord = "sent-code" | "birth-date" | "already-signed-in";

/** A `form`. `isSafe`: method POST, and every address it may post to lies on the page's own https origin. */
export interface FormFeatures {
  readonly id: string;
  readonly isSafe: boolean;
}

/** An `input`, `select` or `textarea`, hidden ones included. `form`: index into `forms`, or -1. Never its value. */
export interface FieldFeatures {
  readonly id: string;
  readonly name: string;
  /** Lower-case input type; "select" or "textarea" for those elements. */
  readonly type: string;
  readonly form: number;
  readonly isVisible: boolean;
  readonly isEnabled: boolean;
  readonly isReadOnly: boolean;
  readonly maxLength: number | null;
}

/**
 * A button, button-like input or link that lies in the login content or belongs to a form. `isResend`: its id, name,
 * caption or address says that it sends a code once more.
 */
export interface ControlFeatures {
  readonly kind: "submit" | "button" | "link";
  readonly id: string;
  readonly name: string;
  readonly isResend: boolean;
  readonly form: number;
  readonly isVisible: boolean;
  readonly isEnabled: boolean;
}

/** One choice of a device list. `id`: the credential's UUID when the page tells it, else the element's id. */
export interface PageDevice {
  readonly id: string;
  readonly label: string;
  readonly isSelected: boolean;
}

/** Presence and size of the set-up material. `mode`: value of the hidden field of that name, or null. */
export interface SetupFeatures {
  readonly totpSecretLength: number | null;
  readonly keyTextLength: number | null;
  readonly qrImage: { readonly widthPx: number; readonly heightPx: number } | null;
  readonly mode: string | null;
}

/** A non-empty error on the page: at the code field, at the device name, or for the page as a whole. */
export type PageError = "code" | "device-name" | "page";
