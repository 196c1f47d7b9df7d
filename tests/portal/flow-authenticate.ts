/** Processes what is posted on password, code and method pages. */
import { advance, methodsOf, renderStep, sendEmailCode, userOf, variantOf } from "./flow.ts";
import type { Exchange, Reply } from "./http.ts";
import { type AuthTab, createToken, enterStep } from "./session.ts";
import { type PortalState, recordSubmission } from "./state.ts";
import { isLate } from "./theme.ts";
import { matchStep } from "./totp.ts";
import type { Device, SubmissionReason, User } from "./types.ts";

// The newer messages never say whether the user is locked.
const BAD_LOGIN = "無効なユーザIDまたはパスワードです。";
const BAD_CODE = "ワンタイムパスワードが正しくありません";
// Up to 26.0 a locked user reads the text of a wrong code. Since then the lock has a text of its own, which in the stock
// bundle says the same; here only the other one is reworded.
const LOCKED_CODE = "無効なオーセンティケーターコードです。";

export function processAuthenticate(state: PortalState, tab: AuthTab, exchange: Exchange): Reply {
  const { form } = exchange;
  tab.sessionCode = createToken();
  if (form.get("tryAnotherWay") === "on" && tab.username !== null) {
    enterStep(tab, "select-method", state.now());
    return renderStep(state, tab, { isAfterPost: true });
  }
  switch (tab.step) {
    case "password":
      return processPassword(state, tab, form);
    case "otp":
      return processCode(state, tab, form);
    case "email-otp":
      return processEmailCode(state, tab, form);
    case "select-method":
      return processMethod(state, tab, form);
    default:
      return renderStep(state, tab, { isAfterPost: true });
  }
}

function processPassword(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const nowMs = state.now();
  if (!tab.isReauthentication) tab.attempted = form.get("username") ?? "";
  const user = tab.isReauthentication ? userOf(state, tab) : state.users.find(tab.attempted ?? "");
  const isLocked = user !== null && state.lockout.isLocked(user.username, nowMs);
  if (user === null || isLocked || user.password !== form.get("password")) {
    if (user !== null) state.lockout.fail(user.username, nowMs, state.limits);
    return renderStep(state, tab, { isAfterPost: true, fieldErrors: { login: BAD_LOGIN } });
  }
  tab.username = user.username;
  tab.isPasswordDone = true;
  if (user.devices.length === 0 && !user.emailOtp) state.lockout.clear(user.username);
  return advance(state, tab);
}

function processCode(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const user = userOf(state, tab);
  const code = form.get("otp") ?? "";
  const device = chosenDevice(user, form);
  const verdict = judgeCode(state, tab, user, device, code);
  recordSubmission(state, {
    user: user.username,
    kind: "entry",
    reason: verdict.reason,
    step: verdict.step,
    device: device?.label ?? null,
  });
  if (verdict.reason !== "ok" || device === null) {
    const isOwnText = verdict.reason === "locked" && isLate(variantOf(state, tab));
    const fieldErrors = { otp: isOwnText ? LOCKED_CODE : BAD_CODE };
    return renderStep(state, tab, { isAfterPost: true, fieldErrors });
  }
  state.usedCodes.remember(device.id, code, state.now(), state.limits.window);
  return secondFactorDone(state, tab, user);
}

interface Verdict {
  readonly reason: SubmissionReason;
  readonly step: number | null;
}

function judgeCode(
  state: PortalState,
  tab: AuthTab,
  user: User,
  device: Device | null,
  code: string,
): Verdict {
  const nowMs = state.now();
  if (state.lockout.isLocked(user.username, nowMs)) {
    const variant = variantOf(state, tab);
    // In release 26.0 an attempt that met the lock stays refused until the log-in starts over; not before, not after.
    if (variant !== "base24" && !isLate(variant)) tab.isSpoiled = true;
    return { reason: "locked", step: null };
  }
  if (tab.isSpoiled) return { reason: "locked", step: null };
  if (code === "") {
    state.lockout.fail(user.username, nowMs, state.limits);
    return { reason: "empty", step: null };
  }
  const step = device === null ? null : matchStep(device.secret, code, nowMs, state.limits.window);
  if (step === null || device === null) {
    state.lockout.fail(user.username, nowMs, state.limits);
    return { reason: "wrong", step };
  }
  if (state.usedCodes.isUsed(device.id, code, nowMs)) {
    state.lockout.fail(user.username, nowMs, state.limits);
    return { reason: "reused", step };
  }
  return { reason: "ok", step };
}

/** Without a choice in the form the first device counts. */
function chosenDevice(user: User, form: URLSearchParams): Device | null {
  const id = form.get("selectedCredentialId");
  if (id === null || id === "") return user.devices[0] ?? null;
  return user.devices.find((device) => device.id === id) ?? null;
}

function processEmailCode(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const user = userOf(state, tab);
  if (form.has("resend")) {
    sendEmailCode(state, tab);
    return renderStep(state, tab, {
      isAfterPost: true,
      alert: { kind: "info", text: "新しいワンタイムパスワードをメールで送りました。" },
    });
  }
  const reason = judgeEmailCode(state, tab, user, form.get("otp") ?? "");
  recordSubmission(state, { user: user.username, kind: "email", reason, step: null, device: null });
  if (reason !== "ok") return renderStep(state, tab, { isAfterPost: true, fieldErrors: { otp: BAD_CODE } });
  tab.emailCode = null;
  return secondFactorDone(state, tab, user);
}

function judgeEmailCode(state: PortalState, tab: AuthTab, user: User, code: string): SubmissionReason {
  const nowMs = state.now();
  if (tab.isSpoiled || state.lockout.isLocked(user.username, nowMs)) return "locked";
  if (nowMs - tab.emailCodeSentAtMs > state.limits.emailCodeSeconds * 1000) return "expired";
  if (code !== "" && code === tab.emailCode) return "ok";
  state.lockout.fail(user.username, nowMs, state.limits);
  return code === "" ? "empty" : "wrong";
}

function processMethod(state: PortalState, tab: AuthTab, form: URLSearchParams): Reply {
  const index = methodsOf(tab).findIndex(
    (method) => method.execution === form.get("authenticationExecution"),
  );
  if (index === -1) return renderStep(state, tab, { isAfterPost: true });
  tab.method = index === 0 ? "otp" : "email-otp";
  return advance(state, tab);
}

function secondFactorDone(state: PortalState, tab: AuthTab, user: User): Reply {
  tab.isSecondFactorDone = true;
  state.lockout.clear(user.username);
  return advance(state, tab);
}
