/** Forgotten password: the request, the mail, and the link in it. */
import { advance, errorReply, renderStep } from "./flow.ts";
import type { Exchange, Reply } from "./http.ts";
import { type AuthTab, createToken, enterStep, restartTab, type Step } from "./session.ts";
import type { PortalState } from "./state.ts";
import { DEMO_ORIGIN } from "./types.ts";
import { ACTION_PATH } from "./urls.ts";

export function showResetRequest(state: PortalState, tab: AuthTab): Reply {
  if (tab.step !== "reset-request") enterStep(tab, "reset-request", state.now());
  return renderStep(state, tab);
}

/** The answer is the same whether or not the user exists. */
export function processResetRequest(state: PortalState, tab: AuthTab, exchange: Exchange): Reply {
  const typed = exchange.form.get("username") ?? "";
  if (typed.trim() === "") {
    tab.sessionCode = createToken();
    return renderStep(state, tab, {
      isAfterPost: true,
      fieldErrors: { username: "ユーザIDを入力してください。" },
    });
  }
  const user = state.users.find(typed);
  if (user !== null) sendResetMail(state, user.username);
  restartTab(tab, state.now());
  return renderStep(state, tab, {
    isAfterPost: true,
    alert: {
      kind: "success",
      text: "手続きのご案内をメールで送りました。届いたメールのリンクを5分以内に開いてください。",
    },
  });
}

/** Opens the link: once, within its life, in any browser. */
export function openResetLink(state: PortalState, exchange: Exchange): Reply {
  const key = exchange.query.get("key") ?? "";
  const token = state.sessions.resetTokens.get(key);
  if (token === undefined || token.expiresAtMs < state.now()) {
    return errorReply(state, exchange, "このリンクは有効期限が切れているか、すでに使われています。");
  }
  state.sessions.resetTokens.delete(key);
  const user = state.users.get(token.username);
  const loginState = createToken();
  state.sessions.states.set(loginState, state.now());
  const tab = state.sessions.openTab(
    { clientId: "portal", state: loginState, variant: null, action: null },
    null,
    state.now(),
  );
  tab.username = user.username;
  tab.attempted = user.username;
  tab.isPasswordDone = true;
  tab.isSecondFactorDone = true;
  // Old devices stay; a user with one has to add a new one before the new password.
  const setup: Step[] = user.devices.length > 0 || user.requireSetup ? ["setup"] : [];
  tab.resetSteps = [...setup, "update-password"];
  return advance(state, tab);
}

function sendResetMail(state: PortalState, username: string): void {
  const key = createToken();
  const nowMs = state.now();
  state.sessions.resetTokens.set(key, {
    username,
    expiresAtMs: nowMs + state.limits.resetLinkSeconds * 1000,
  });
  state.mailbox.send({
    to: username,
    subject: "パスワード再設定のご案内",
    text: "リンクの有効期間は5分です。心当たりのない場合は、このメールを破棄してください。",
    link: `${DEMO_ORIGIN}${ACTION_PATH}/action-token?key=${key}&client_id=portal`,
    code: null,
    sentAtMs: nowMs,
  });
}
