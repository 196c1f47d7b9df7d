import type { ControlFeatures, FieldFeatures, PageFeatures } from "./page-features.ts";

/**
 * The exact shapes of the pages that take a code: set-up and entry, which may be filled, and the pages for codes sent by
 * e-mail or SMS, which may not. Ids and names as in Keycloak 24 to 26 and in the providers' published templates.
 */
const ENTRY_FORM = "kc-otp-login-form";
const SETUP_FORM = "kc-totp-settings-form";

// Forms of the published e-mail and SMS providers. The entry form's id is among them: several providers reuse it.
const SENT_CODE_FORMS: readonly string[] = [
  ENTRY_FORM,
  "kc-u2f-login-form",
  "kc-email-code-login-form",
  "kc-sms-code-login-form",
  "kc-email-totp-code-login-form",
];

const CODE_FIELD_NAMES: readonly string[] = [
  "otp",
  "code",
  "emailcode",
  "email-otp",
  "emailotp",
  "smscode",
  "sms-otp",
  "otpcode",
];

const TYPED_FIELD_TYPES: readonly string[] = [
  "text",
  "tel",
  "number",
  "password",
  "email",
  "search",
  "url",
  "textarea",
];

/** Whether the page must be judged as a set-up page: its hidden secret, or its form with something to read. */
export function isSetupShaped(page: PageFeatures): boolean {
  const code = page.fields.find((field) => field.name === "totp");
  if (code === undefined || code.form < 0) return false;
  const secret = page.fields.find((field) => field.name === "totpSecret" && field.type === "hidden");
  if (secret !== undefined) return secret.form === code.form;
  // A later version may stop repeating the secret in the form; the form's id and the QR image or key are then the proof.
  return page.forms[code.form]?.id === SETUP_FORM && hasMaterial(page);
}

/** What keeps a set-up-shaped page from being filled; empty when nothing does. */
export function setupFaults(page: PageFeatures): readonly string[] {
  const codes = page.fields.filter((field) => field.name === "totp");
  const secrets = page.fields.filter((field) => field.name === "totpSecret");
  const faults = codes.length === 1 ? codeFieldFaults(page, codes[0], "totp") : ["totp-not-single"];
  if (secrets.length > 1) faults.push("secret-not-single");
  if (!hasMaterial(page)) faults.push("setup-without-material");
  return faults;
}

/** What shows that the page takes a code sent by e-mail or SMS; empty when nothing does. */
export function emailOtpReasons(page: PageFeatures): readonly string[] {
  const fields = page.fields.filter(isTyped);
  const isCodePage =
    fields.some((field) => CODE_FIELD_NAMES.includes(field.name.toLowerCase())) ||
    page.forms.some((form) => SENT_CODE_FORMS.includes(form.id));
  if (!isCodePage) return [];
  const reasons: string[] = [];
  if (page.controls.some((control) => control.isResend)) reasons.push("resend-control");
  if (fields.some((field) => isForeignCodeField(page, field))) reasons.push("foreign-code-field");
  if (page.words.includes("sent-code")) reasons.push("sent-code-words");
  return reasons;
}

/** Whether the page must be judged as an entry page: its form or its field is there, in whatever state. */
export function isEntryShaped(page: PageFeatures): boolean {
  return (
    page.fields.some((field) => field.name === "otp") || page.forms.some((form) => form.id === ENTRY_FORM)
  );
}

/** What keeps an entry-shaped page from being filled; empty when nothing does. */
export function entryFaults(page: PageFeatures): readonly string[] {
  const codes = page.fields.filter((field) => field.name === "otp");
  const code = codes[0];
  if (code === undefined || codes.length !== 1) return ["otp-not-single"];
  const faults = codeFieldFaults(page, code, "otp");
  if (page.forms[code.form]?.id !== ENTRY_FORM) faults.push("otp-in-other-form");
  if (page.forms.filter((form) => form.id === ENTRY_FORM).length !== 1) faults.push("entry-form-not-single");
  if (!isOnlySubmitStock(page.controls.filter((control) => control.form === code.form))) {
    faults.push("submit-not-stock");
  }
  if (page.fields.some((field) => field !== code && field.form === code.form && isRivalField(field))) {
    faults.push("other-visible-field");
  }
  if (page.fields.some((field) => field.name === "totpSecret" || field.name === "totp"))
    faults.push("setup-field");
  if (page.setup.qrImage !== null || page.setup.keyTextLength !== null) faults.push("setup-material");
  return faults;
}

function codeFieldFaults(page: PageFeatures, code: FieldFeatures | undefined, name: string): string[] {
  const faults: string[] = [];
  if (page.isTruncated) faults.push("page-too-large");
  if (code === undefined || code.type !== "text") faults.push(`${name}-not-text`);
  if (code?.isVisible !== true) faults.push(`${name}-not-visible`);
  if (code?.isEnabled !== true || code.isReadOnly) faults.push(`${name}-not-enabled`);
  // The shortest code an authenticator makes has six digits; a shorter field would cut it.
  if (code !== undefined && code.maxLength !== null && code.maxLength < 6) faults.push(`${name}-too-short`);
  if (code === undefined || page.forms[code.form]?.isSafe !== true) faults.push("form-not-safe");
  return faults;
}

function hasMaterial(page: PageFeatures): boolean {
  return page.setup.qrImage !== null || page.setup.keyTextLength !== null;
}

function isTyped(field: FieldFeatures): boolean {
  return TYPED_FIELD_TYPES.includes(field.type);
}

function isForeignCodeField(page: PageFeatures, field: FieldFeatures): boolean {
  const form = page.forms[field.form];
  if (form === undefined || field.name === "otp" || field.name === "") return false;
  return SENT_CODE_FORMS.includes(form.id) && CODE_FIELD_NAMES.includes(field.name.toLowerCase());
}

function isOnlySubmitStock(controls: readonly ControlFeatures[]): boolean {
  const submits = controls.filter((control) => control.kind === "submit");
  const submit = submits[0];
  return (
    submit !== undefined && submits.length === 1 && (submit.id === "kc-login" || submit.name === "login")
  );
}

// The later theme shows the user name in a read-only text input without a name; device radios and check boxes are stock.
function isRivalField(field: FieldFeatures): boolean {
  if (!field.isVisible || (field.isReadOnly && field.id === "kc-attempted-username")) return false;
  return isTyped(field) || field.type === "select";
}
