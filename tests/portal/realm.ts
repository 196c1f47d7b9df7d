/** Routes of the identity provider: log-in, actions, console, log-out. */
import {
  complete,
  errorReply,
  issueCode,
  REALM_COOKIE_PATH,
  ROOT_COOKIE,
  renderStep,
  SSO_COOKIE,
  variantOf,
} from "./flow.ts";
import { processAuthenticate } from "./flow-authenticate.ts";
import { processRequiredAction, readMode } from "./flow-required.ts";
import { openResetLink, processResetRequest, showResetRequest } from "./flow-reset.ts";
import type { Exchange, Reply } from "./http.ts";
import { expiredCookie, loginReply, redirectReply } from "./http.ts";
import { consolePage } from "./pages/console.ts";
import { logoutPage, pageExpiredPage } from "./pages/notices.ts";
import {
  type AuthTab,
  type ClientId,
  createToken,
  enterStep,
  restartTab,
  type SsoSession,
} from "./session.ts";
import { type PortalState, recordSubmission } from "./state.ts";
import { type Alert, isLate } from "./theme.ts";
import { isVariant, TOP_ORIGIN, type Variant } from "./types.ts";
import * as urls from "./urls.ts";

const TIMEOUT_ALERT: Alert = {
  kind: "error",
  text: "時間がかかりすぎたため、ログインを最初からやり直してください。",
};
const LATE_TIMEOUT_ALERT: Alert = {
  kind: "error",
  text: "ログイン試行がタイムアウトしました。ログインは最初から開始されます。",
};

/** null: not one of the realm's addresses. */
export function handleRealm(state: PortalState, exchange: Exchange): Reply | null {
  switch (exchange.path) {
    case urls.AUTH_PATH:
      return startLogin(state, exchange);
    case urls.CONSOLE_PATH:
      return showConsole(state, exchange);
    case urls.LOGOUT_PATH:
      return showLogout(state, exchange);
    case `${urls.LOGOUT_PATH}/logout-confirm`:
      return processLogout(state, exchange);
    case `${urls.ACTION_PATH}/action-token`:
      return openResetLink(state, exchange);
    case `${urls.ACTION_PATH}/restart`:
    case `${urls.ACTION_PATH}/authenticate`:
    case `${urls.ACTION_PATH}/required-action`:
    case `${urls.ACTION_PATH}/reset-credentials`:
      return handleAction(state, exchange);
    default:
      return null;
  }
}

function startLogin(state: PortalState, exchange: Exchange): Reply {
  const { query, cookies } = exchange;
  const clientId: ClientId = query.get("client_id") === "account-console" ? "account-console" : "portal";
  const action = query.get("kc_action");
  const loginState = query.get("state") ?? "";
  const sso = currentSso(state, exchange);
  if (sso !== null && action === null) {
    if (clientId === "account-console") return redirectReply(`https://${exchange.host}${urls.CONSOLE_PATH}`);
    return redirectReply(urls.callbackUrl(loginState, issueCode(state, sso)));
  }
  const tab = state.sessions.openTab(
    { clientId, state: loginState, variant: queryVariant(exchange), action },
    cookies.get(ROOT_COOKIE) ?? null,
    state.now(),
  );
  if (sso !== null && action !== null) return startConsoleAction(state, tab, sso, action);
  return renderStep(state, tab);
}

/** A fresh log-in goes straight to the action; an older one gives the password and the code again. */
function startConsoleAction(state: PortalState, tab: AuthTab, sso: SsoSession, action: string): Reply {
  tab.ssoId = sso.id;
  tab.username = sso.username;
  const ageMs = state.now() - sso.authenticatedAtMs;
  if (ageMs > state.limits.reauthenticateAfterSeconds * 1000) {
    tab.attempted = sso.username;
    tab.isReauthentication = true;
    return renderStep(state, tab, { alert: { kind: "info", text: "続行する際には再度認証してください。" } });
  }
  tab.isPasswordDone = true;
  tab.isSecondFactorDone = true;
  enterStep(tab, action === "CONFIGURE_TOTP" ? "setup" : "delete-device", state.now());
  return renderStep(state, tab);
}

function handleAction(state: PortalState, exchange: Exchange): Reply {
  const tab = state.sessions.findTab(exchange.cookies.get(ROOT_COOKIE), exchange.query.get("tab_id"));
  if (tab === null)
    return errorReply(state, exchange, "ログインの途中の情報が見つかりません。最初からやり直してください。");
  const kind = exchange.path.slice(urls.ACTION_PATH.length + 1);
  if (kind === "restart") return restart(state, exchange, tab);
  if (isAttemptOver(state, tab)) return timeOut(state, tab);
  if (exchange.method !== "POST") return showAction(state, exchange, tab, kind);
  if (!isCurrentForm(exchange, tab, kind)) return expired(state, tab);
  if (isStepOver(state, tab)) {
    if (tab.step === "setup") recordExpiredSetup(state, exchange, tab);
    // Since 26.1 or later the expired page is kept for forms of an earlier step.
    return isLate(variantOf(state, tab)) ? timeOut(state, tab) : expired(state, tab);
  }
  if (kind === "reset-credentials") return processResetRequest(state, tab, exchange);
  return kind === "authenticate"
    ? processAuthenticate(state, tab, exchange)
    : processRequiredAction(state, tab, exchange);
}

function showAction(state: PortalState, exchange: Exchange, tab: AuthTab, kind: string): Reply {
  if (kind === "reset-credentials" && (tab.step === "password" || tab.step === "reset-request")) {
    return showResetRequest(state, tab);
  }
  if (isStepOver(state, tab)) return timeOut(state, tab);
  return renderStep(state, tab, { mode: readMode(exchange.query.get("mode")) });
}

function restart(state: PortalState, exchange: Exchange, tab: AuthTab): Reply {
  const sso = currentSso(state, exchange);
  if (sso !== null && !tab.isReauthentication) {
    tab.ssoId = sso.id;
    tab.username = sso.username;
    return complete(state, tab, "cancelled");
  }
  restartTab(tab, state.now());
  return redirectReply(urls.executionUrl(tab));
}

function timeOut(state: PortalState, tab: AuthTab): Reply {
  restartTab(tab, state.now());
  if (!isLate(variantOf(state, tab)))
    return renderStep(state, tab, { isAfterPost: true, alert: TIMEOUT_ALERT });
  return renderStep(state, tab, { replaceUrl: urls.loginUrl(tab), alert: LATE_TIMEOUT_ALERT });
}

function expired(state: PortalState, tab: AuthTab): Reply {
  const context = {
    variant: variantOf(state, tab),
    actionUrl: urls.formActionUrl(tab),
    restartUrl: urls.restartUrl(tab),
    replaceUrl: urls.executionUrl(tab),
  };
  return loginReply(pageExpiredPage(context, urls.executionUrl(tab)));
}

function isCurrentForm(exchange: Exchange, tab: AuthTab, kind: string): boolean {
  const { query } = exchange;
  const isSameStep = kind === urls.actionKindOf(tab.step) && query.get("execution") === urls.executionOf(tab);
  return isSameStep && query.get("session_code") === tab.sessionCode;
}

function isAttemptOver(state: PortalState, tab: AuthTab): boolean {
  return state.now() - tab.startedAtMs > state.limits.authSessionSeconds * 1000;
}

/** Only the pages between log-in and portal have a clock of their own. */
function isStepOver(state: PortalState, tab: AuthTab): boolean {
  if (urls.actionKindOf(tab.step) !== "required-action") return false;
  return state.now() - tab.stepStartedAtMs > state.limits.userActionSeconds * 1000;
}

function recordExpiredSetup(state: PortalState, exchange: Exchange, tab: AuthTab): void {
  const device = exchange.form.get("userLabel");
  recordSubmission(state, { user: tab.username ?? "", kind: "setup", reason: "expired", step: null, device });
}

function showConsole(state: PortalState, exchange: Exchange): Reply {
  const sso = currentSso(state, exchange);
  const variant = queryVariant(exchange) ?? state.variant;
  const here = `https://${exchange.host}${urls.CONSOLE_PATH}`;
  if (sso === null)
    return redirectReply(urls.authUrl({ client_id: "account-console", redirect_uri: here, variant }));
  const user = state.users.get(sso.username);
  const page = consolePage({
    username: user.username,
    devices: user.devices,
    status: exchange.query.get("kc_action_status"),
    addUrl: urls.consoleActionUrl("CONFIGURE_TOTP", variant),
    deleteUrl: (id) => urls.consoleActionUrl(`delete_credential:${id}`, variant),
  });
  return loginReply(page);
}

function showLogout(state: PortalState, exchange: Exchange): Reply {
  const sso = currentSso(state, exchange);
  if (sso === null) return redirectReply(`${TOP_ORIGIN}/?logged-out=1`);
  const context = {
    variant: queryVariant(exchange) ?? state.variant,
    actionUrl: `https://${exchange.host}${urls.LOGOUT_PATH}/logout-confirm`,
    restartUrl: `${TOP_ORIGIN}/login`,
  };
  return loginReply(logoutPage(context, createToken()));
}

function processLogout(state: PortalState, exchange: Exchange): Reply {
  const sso = currentSso(state, exchange);
  if (sso !== null && exchange.method === "POST") state.sessions.sso.delete(sso.id);
  const cookies = [SSO_COOKIE, "KEYCLOAK_SESSION", ROOT_COOKIE].map((name) =>
    expiredCookie(name, REALM_COOKIE_PATH),
  );
  return redirectReply(`${TOP_ORIGIN}/?logged-out=1`, cookies);
}

function currentSso(state: PortalState, exchange: Exchange): SsoSession | null {
  return state.sessions.sso.get(exchange.cookies.get(SSO_COOKIE) ?? "") ?? null;
}

function queryVariant(exchange: Exchange): Variant | null {
  const value = exchange.query.get("variant");
  return isVariant(value) ? value : null;
}
