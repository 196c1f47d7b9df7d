/** Processes what is posted on the pages between log-in and portal. */
import { advance, complete, errorReply, isFromConsole, renderStep, userOf, variantOf } from "./flow.ts";
import type { Exchange, Reply } from "./http.ts";
import type { SetupMode } from "./pages/setup.ts";
import { type AuthTab, createToken } from "./session.ts";
import { type PortalState, recordSubmission } from "./state.ts";
import { isLate } from "./theme.ts";
import { matchStep, SECRET_ALPHABET, SECRET_LENGTH } from "./totp.ts";
import type { SubmissionReason, User } from "./types.ts";

const MINIMUM_PASSWORD_LENGTH = 8;

export function processRequiredAction(state: PortalState, tab: AuthTab, exchange: Exchange): Reply {
  const { form } = exchange;
  tab.sessionCode = createToken();
  if (form.has("cancel-aia") && isFromConsole(tab)) return complete(state, tab, "cancelled");
  switch (tab.step) {
    case "birth-date":
      return processBirthDate(state, tab, form);
    case "terms":
      return processTerms(state, tab, exchange);
    case "setup":
      return processSetup(state, tab, form);
    case "update-password":
      return processPasswordUpdate(state, tab, form);
    case "delete-device":
      return processDeletion(state, tab, exchange);
    default:
      return renderStep(state, tab, { isAfterPost: true });
  }
}

/** What the form says the page's mode was. */
export function readMode(value: string | null): SetupMode | null {
  return value === "manual" || value === "qr" ? value : null;
}

const SETUP_ERRORS: Readonly<Record<Exclude<SubmissionReason, "ok">, Readonly<Record<string, string>>>> = {
  empty: { totp: "ワンタイムパスワードを入力してください。" },
  wrong: { totp: "ワンタイムパスワードが正しくありません" },
  "bad-secret": { totp: "ワンタイムパスワードが正しくありません" },
  "missing-label": { userLabel: "デバイス名を指定してください。" },
  // English on a Japanese page: the server has no translation of it.
  "duplicate-label": { userLabel: "Device already exists with the same name" },
  reused: { totp: "ワンタイムパスワードが正しくありません" },
  locked: { totp: "ワンタイムパスワードが正しくありません" },
  expired: { totp: "ワンタイムパスワードが正しくありません" },
};

function processSetup(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const user = userOf(state, tab);
  const code = form.get("totp") ?? "";
  const secret = form.get("totpSecret") ?? "";
  const label = (form.get("userLabel") ?? "").trim();
  const step = matchStep(secret, code, state.now(), state.limits.window);
  const refusesNamesakes = isLate(variantOf(state, tab));
  const reason = judgeSetup(user, { code, secret, label, step, refusesNamesakes });
  recordSubmission(state, { user: user.username, kind: "setup", reason, step, device: label });
  if (reason !== "ok") {
    // A wrong code at set-up is no log-in failure.
    return renderStep(state, tab, {
      isAfterPost: true,
      mode: readMode(form.get("mode")),
      fieldErrors: SETUP_ERRORS[reason],
    });
  }
  const device = state.users.addDevice(user, label, secret);
  state.usedCodes.remember(device.id, code, state.now(), state.limits.window);
  user.requireSetup = false;
  tab.secret = null;
  if (form.get("logout-sessions") === "on") state.sessions.endOtherSso(user.username, tab.ssoId);
  return actionDone(state, tab);
}

interface SetupPost {
  readonly code: string;
  readonly secret: string;
  readonly label: string;
  readonly step: number | null;
  /** Whether two devices of a user may not have the same name: since 26.1 or later. */
  readonly refusesNamesakes: boolean;
}

/** The posted secret is what counts, whatever the page showed. */
function judgeSetup(user: User, post: SetupPost): SubmissionReason {
  if (post.code === "") return "empty";
  const isOurs =
    post.secret.length === SECRET_LENGTH && [...post.secret].every((c) => SECRET_ALPHABET.includes(c));
  if (!isOurs) return "bad-secret";
  if (post.step === null) return "wrong";
  if (user.devices.length > 0 && post.label === "") return "missing-label";
  const isTaken = user.devices.some(({ label }) => label === post.label);
  return isTaken && post.refusesNamesakes ? "duplicate-label" : "ok";
}

function processBirthDate(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const user = userOf(state, tab);
  if (form.get("birthDate") !== user.birthDate) {
    return renderStep(state, tab, {
      isAfterPost: true,
      fieldErrors: { birthDate: "登録されている生年月日と一致しません。" },
    });
  }
  user.birthDate = null;
  return actionDone(state, tab);
}

function processTerms(state: PortalState, tab: AuthTab, exchange: Exchange): Reply {
  if (!exchange.form.has("accept")) {
    state.sessions.tabs.delete(tab.id);
    return errorReply(state, exchange, "利用規約に同意されなかったため、ログインを中止しました。");
  }
  userOf(state, tab).terms = false;
  return actionDone(state, tab);
}

function processPasswordUpdate(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const user = userOf(state, tab);
  const password = form.get("password-new") ?? "";
  if (password.length < MINIMUM_PASSWORD_LENGTH) {
    return renderStep(state, tab, {
      isAfterPost: true,
      fieldErrors: { "password-new": `パスワードは${MINIMUM_PASSWORD_LENGTH}文字以上にしてください。` },
    });
  }
  if (password !== form.get("password-confirm")) {
    return renderStep(state, tab, {
      isAfterPost: true,
      fieldErrors: { "password-confirm": "パスワードが一致しません。" },
    });
  }
  user.password = password;
  if (form.get("logout-sessions") === "on") state.sessions.endOtherSso(user.username, tab.ssoId);
  return actionDone(state, tab);
}

function processDeletion(state: PortalState, tab: AuthTab, exchange: Exchange): Reply {
  if (!exchange.form.has("accept")) return renderStep(state, tab, { isAfterPost: true });
  const deviceId = tab.action?.split(":")[1] ?? "";
  const user = userOf(state, tab);
  if (!user.devices.some((device) => device.id === deviceId)) {
    return errorReply(state, exchange, "指定されたデバイスは登録されていません。");
  }
  state.users.removeDevice(user, deviceId);
  return complete(state, tab);
}

/** A console's action ends the attempt; any other step leads to the next one. */
function actionDone(state: PortalState, tab: AuthTab): Reply {
  if (tab.resetSteps[0] === tab.step) tab.resetSteps.shift();
  else if (tab.step === "setup" && tab.action === "CONFIGURE_TOTP") return complete(state, tab);
  return advance(state, tab);
}
