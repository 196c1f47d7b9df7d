/** Addresses of the identity provider's pages and actions. */
import type { AuthTab, Step } from "./session.ts";
import { DEMO_ORIGIN, TOP_ORIGIN } from "./types.ts";

export const REALM_PATH = "/realms/demo";
export const ACTION_PATH = `${REALM_PATH}/login-actions`;
export const AUTH_PATH = `${REALM_PATH}/protocol/openid-connect/auth`;
export const LOGOUT_PATH = `${REALM_PATH}/protocol/openid-connect/logout`;
export const CONSOLE_PATH = `${REALM_PATH}/account/account-security/signing-in`;

const REQUIRED_ACTION_NAMES: Partial<Record<Step, string>> = {
  "birth-date": "KOSMO_BIRTH_DATE",
  terms: "TERMS_AND_CONDITIONS",
  setup: "CONFIGURE_TOTP",
  "update-password": "UPDATE_PASSWORD",
  "delete-device": "delete_credential",
};

export type ActionKind = "authenticate" | "required-action" | "reset-credentials";

export function actionKindOf(step: Step): ActionKind {
  if (step === "reset-request") return "reset-credentials";
  return REQUIRED_ACTION_NAMES[step] === undefined ? "authenticate" : "required-action";
}

/** Where the step's form is posted to. */
export function formActionUrl(tab: AuthTab): string {
  return actionUrl(tab, { session_code: tab.sessionCode, execution: executionOf(tab) });
}

/** Where the step is shown by GET, without the one-time session code. */
export function executionUrl(tab: AuthTab): string {
  return actionUrl(tab, { execution: executionOf(tab) });
}

/** Where the attempt stands, whatever its step: no execution is named. */
export function loginUrl(tab: AuthTab): string {
  return actionUrl(tab, {});
}

export function setupModeUrl(tab: AuthTab, mode: "qr" | "manual"): string {
  return `${executionUrl(tab)}&mode=${mode}`;
}

export function restartUrl(tab: AuthTab): string {
  return `${DEMO_ORIGIN}${ACTION_PATH}/restart?client_id=${tab.clientId}&tab_id=${tab.id}&skip_logout=true`;
}

export function resetUrl(tab: AuthTab): string {
  return `${DEMO_ORIGIN}${ACTION_PATH}/reset-credentials?client_id=${tab.clientId}&tab_id=${tab.id}`;
}

/** Starts a log-in, or with `action` a console action. */
export function authUrl(parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ response_type: "code", scope: "openid", ...parameters });
  return `${DEMO_ORIGIN}${AUTH_PATH}?${query}`;
}

export function consoleActionUrl(action: string, variant: string): string {
  const redirect = `${DEMO_ORIGIN}${CONSOLE_PATH}`;
  return authUrl({ client_id: "account-console", redirect_uri: redirect, kc_action: action, variant });
}

export function callbackUrl(state: string, code: string): string {
  return `${TOP_ORIGIN}/callback?${new URLSearchParams({ state, session_state: "practice", code })}`;
}

/** Required actions are named, authenticators have a random id. */
export function executionOf(tab: AuthTab): string {
  return REQUIRED_ACTION_NAMES[tab.step] ?? tab.execution;
}

function actionUrl(tab: AuthTab, first: Readonly<Record<string, string>>): string {
  const clientData = Buffer.from(JSON.stringify({ ru: TOP_ORIGIN, rt: "code" })).toString("base64url");
  const query = new URLSearchParams({
    ...first,
    client_id: tab.clientId,
    tab_id: tab.id,
    client_data: clientData,
  });
  return `${DEMO_ORIGIN}${ACTION_PATH}/${actionKindOf(tab.step)}?${query}`;
}
