import type { PageKind } from "./page-kind.ts";

/** What a field takes: the one-time code, or the name by which the portal lists the new device. */
export type FieldRole = "code" | "device-name";

/** A field to fill. `selector` is by name, which the server reads; ids may be changed by a theme. */
export interface FillField {
  readonly role: FieldRole;
  readonly id: string;
  readonly selector: string;
}

/** The fields of one page kind and the page's own button that sends them. */
export interface FillPlan {
  readonly formSelector: string;
  readonly fields: readonly FillField[];
  readonly submitSelector: string;
}

const SETUP: FillPlan = {
  formSelector: 'form:has(input[name="totp"])',
  fields: [
    { role: "code", id: "totp", selector: 'input[name="totp"]' },
    { role: "device-name", id: "userLabel", selector: 'input[name="userLabel"]' },
  ],
  submitSelector: '#saveTOTPBtn, [type="submit"]:not([name="cancel-aia"])',
};

const ENTRY: FillPlan = {
  formSelector: "form#kc-otp-login-form",
  fields: [{ role: "code", id: "otp", selector: 'input[name="otp"]' }],
  submitSelector: '#kc-login, [name="login"]',
};

/** The fields that may be filled on a page of `kind` (Keycloak 24 to 26), or null when nothing may be filled there. */
export function fillPlanOf(kind: PageKind): FillPlan | null {
  if (kind === "entry") return ENTRY;
  return kind === "setup-qr" || kind === "setup-manual" ? SETUP : null;
}
