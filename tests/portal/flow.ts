/** What comes next in a log-in attempt, and how its current page is drawn. */
import type { Markup } from "./html.ts";
import type { Exchange, Reply } from "./http.ts";
import { cookie, loginReply, redirectReply } from "./http.ts";
import { createEmailCode } from "./mailbox.ts";
import { emailOtpPage } from "./pages/email-otp.ts";
import { deviceName, entryPage } from "./pages/entry.ts";
import { passwordPage, resetPasswordPage, updatePasswordPage } from "./pages/login.ts";
import { errorPage, type MethodView, selectMethodPage } from "./pages/notices.ts";
import { birthDatePage, deleteDevicePage, termsPage } from "./pages/required.ts";
import { type SetupMode, setupPage } from "./pages/setup.ts";
import { formatKeyUri, qrDataUri } from "./qr-image.ts";
import { type AuthTab, createToken, enterStep, type SsoSession, type Step } from "./session.ts";
import type { PortalState } from "./state.ts";
import type { Alert, PageContext } from "./theme.ts";
import { createSecret, toBase32, toGroupedKey } from "./totp.ts";
import { DEMO_ORIGIN, REALM_NAME, TOP_ORIGIN, type User, type Variant } from "./types.ts";
import * as urls from "./urls.ts";

export const ROOT_COOKIE = "AUTH_SESSION_ID";
export const SSO_COOKIE = "KEYCLOAK_IDENTITY";
export const REALM_COOKIE_PATH = `${urls.REALM_PATH}/`;

export interface RenderNotes {
  readonly alert?: Alert | null;
  readonly fieldErrors?: Readonly<Record<string, string>>;
  /** True after a POST: the address bar is put back to the step's own address. */
  readonly isAfterPost?: boolean;
  /** What the address bar is put to instead. */
  readonly replaceUrl?: string;
  readonly mode?: SetupMode | null;
}

/** Draws the tab's current step. */
export function renderStep(state: PortalState, tab: AuthTab, notes: RenderNotes = {}): Reply {
  const context: PageContext = {
    variant: variantOf(state, tab),
    actionUrl: urls.formActionUrl(tab),
    restartUrl: urls.restartUrl(tab),
    attempted: tab.attempted,
    alert: notes.alert ?? null,
    fieldErrors: notes.fieldErrors ?? {},
    replaceUrl: notes.replaceUrl ?? (notes.isAfterPost ? urls.executionUrl(tab) : null),
    canTryAnotherWay: hasTwoMethods(state, tab) && (tab.step === "otp" || tab.step === "email-otp"),
  };
  return loginReply(pageOf(state, tab, context, notes), [cookie(ROOT_COOKIE, tab.rootId, REALM_COOKIE_PATH)]);
}

/** The markup of the tab's pages: the log-in's own choice, or the portal's. */
export function variantOf(state: PortalState, tab: AuthTab): Variant {
  return tab.variant ?? state.variant;
}

/** Moves on after something was done: the next step's page, or back to where the log-in began. */
export function advance(state: PortalState, tab: AuthTab): Reply {
  const step = nextStep(state, tab);
  if (step === null) return complete(state, tab);
  enterStep(tab, step, state.now());
  tab.sessionCode = createToken();
  // What the user has at log-in counts: a device made later in the attempt is not asked for.
  if (urls.actionKindOf(step) === "required-action") tab.isSecondFactorDone = true;
  if (step === "email-otp") sendEmailCode(state, tab);
  const rootCookie = cookie(ROOT_COOKIE, tab.rootId, REALM_COOKIE_PATH);
  // Authenticators are drawn in the answer to the POST; required actions have an address of their own.
  if (urls.actionKindOf(step) === "required-action")
    return redirectReply(urls.executionUrl(tab), [rootCookie]);
  return renderStep(state, tab, { isAfterPost: true });
}

export function sendEmailCode(state: PortalState, tab: AuthTab): void {
  const code = createEmailCode();
  tab.emailCode = code;
  tab.emailCodeSentAtMs = state.now();
  state.mailbox.send({
    to: userOf(state, tab).username,
    subject: "認証番号のお知らせ",
    text: "ログイン画面に次の番号を入力してください。",
    link: null,
    code,
    sentAtMs: state.now(),
  });
}

/** Ends the attempt: single-sign-on cookies, then back to the portal or to the console. */
export function complete(state: PortalState, tab: AuthTab, status = "success"): Reply {
  const session = ssoFor(state, tab);
  state.sessions.tabs.delete(tab.id);
  const cookies = [
    cookie(SSO_COOKIE, session.id, REALM_COOKIE_PATH),
    cookie("KEYCLOAK_SESSION", `demo/${session.id}`, REALM_COOKIE_PATH, true),
  ];
  if (tab.clientId === "account-console") {
    const query = tab.action === null ? "" : `?kc_action_status=${status}`;
    return redirectReply(`${DEMO_ORIGIN}${urls.CONSOLE_PATH}${query}`, cookies);
  }
  return redirectReply(urls.callbackUrl(tab.state, issueCode(state, session)), cookies);
}

export function issueCode(state: PortalState, session: SsoSession): string {
  const code = createToken();
  state.sessions.codes.set(code, session.id);
  return code;
}

export function errorReply(state: PortalState, exchange: Exchange, text: string, status = 400): Reply {
  const context = { variant: state.variant, actionUrl: exchange.path, restartUrl: `${TOP_ORIGIN}/login` };
  return loginReply(errorPage(context, text, `${TOP_ORIGIN}/`), [], status);
}

export function userOf(state: PortalState, tab: AuthTab): User {
  return state.users.get(tab.username ?? "");
}

function nextStep(state: PortalState, tab: AuthTab): Step | null {
  if (!tab.isPasswordDone) return "password";
  const user = userOf(state, tab);
  if (!tab.isSecondFactorDone) {
    const method = tab.method ?? (user.devices.length > 0 ? "otp" : user.emailOtp ? "email-otp" : null);
    if (method !== null) return method;
  }
  if (user.birthDate !== null) return "birth-date";
  if (user.terms) return "terms";
  const [resetStep] = tab.resetSteps;
  if (resetStep !== undefined) return resetStep;
  if (user.requireSetup) return "setup";
  if (tab.action === "CONFIGURE_TOTP") return "setup";
  if (tab.action !== null) return "delete-device";
  return null;
}

function hasTwoMethods(state: PortalState, tab: AuthTab): boolean {
  if (tab.username === null) return false;
  const user = userOf(state, tab);
  return user.devices.length > 0 && user.emailOtp;
}

function ssoFor(state: PortalState, tab: AuthTab): SsoSession {
  const known = state.sessions.sso.get(tab.ssoId ?? "");
  if (known !== undefined && !tab.isReauthentication) return known;
  const username = userOf(state, tab).username;
  if (known === undefined) return state.sessions.startSso(username, state.now());
  const renewed: SsoSession = { ...known, authenticatedAtMs: state.now() };
  state.sessions.sso.set(renewed.id, renewed);
  return renewed;
}

function pageOf(state: PortalState, tab: AuthTab, context: PageContext, notes: RenderNotes): Markup {
  switch (tab.step) {
    case "password":
      return passwordPage(context, tab.isReauthentication, urls.resetUrl(tab));
    case "otp": {
      const { devices } = userOf(state, tab);
      return entryPage(context, devices, devices[0]?.id ?? "");
    }
    case "email-otp":
      return emailOtpPage(context);
    case "select-method":
      return selectMethodPage(context, methodsOf(tab));
    case "birth-date":
      return birthDatePage(context);
    case "terms":
      return termsPage(context);
    case "update-password":
      return updatePasswordPage(context);
    case "delete-device":
      return deleteDevicePage(context, nameOfDevice(state, tab));
    case "reset-request":
      return resetPasswordPage(context);
    case "setup":
      return setupView(state, tab, context, notes);
  }
}

function setupView(state: PortalState, tab: AuthTab, context: PageContext, notes: RenderNotes): Markup {
  const user = userOf(state, tab);
  const isNewSecretDue = state.behaviour.secretPerRender && !notes.isAfterPost;
  if (tab.secret === null || isNewSecretDue) tab.secret = createSecret();
  return setupPage(context, {
    mode: notes.mode ?? null,
    hiddenSecret: tab.secret,
    qrSrc: qrDataUri(formatKeyUri(REALM_NAME, user.username, toBase32(tab.secret))),
    groupedKey: toGroupedKey(tab.secret),
    manualUrl: urls.setupModeUrl(tab, "manual"),
    qrUrl: urls.setupModeUrl(tab, "qr"),
    hasDevice: user.devices.length > 0,
    isFromConsole: isFromConsole(tab),
  });
}

/** An action of the console can be given up; one the user's state demands cannot. */
export function isFromConsole(tab: AuthTab): boolean {
  return tab.action !== null && tab.clientId === "account-console";
}

export function methodsOf(tab: AuthTab): readonly MethodView[] {
  return [
    {
      execution: `${tab.id}-otp`,
      name: "認証アプリ",
      help: "認証アプリのワンタイムパスワードを入力します。",
    },
    { execution: `${tab.id}-email-otp`, name: "メール", help: "メールで届く番号を入力します。" },
  ];
}

function nameOfDevice(state: PortalState, tab: AuthTab): string {
  const id = tab.action?.split(":")[1];
  const device = userOf(state, tab).devices.find((candidate) => candidate.id === id);
  return device === undefined ? "" : deviceName(device);
}
