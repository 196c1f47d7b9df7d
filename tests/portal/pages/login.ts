/** Pages that ask for a user id or a password. */
import type { Markup } from "../html.ts";
import { attributes, html } from "../html.ts";
import type { PageContext } from "../theme.ts";
import {
  type Alert,
  ariaInvalid,
  containedError,
  fieldError,
  isLate,
  isV2,
  lockOnSubmit,
  loginPage,
  submitControl,
} from "../theme.ts";
import type { Variant } from "../types.ts";

/** Log-in; with `isReauthentication` the same form without the user id. */
export function passwordPage(context: PageContext, isReauthentication: boolean, resetUrl: string): Markup {
  const v2 = isV2(context.variant);
  const error = context.fieldErrors?.["login"];
  const isLateV2 = context.variant === "v2-26.x";
  // The late releases of v2 mark the user id alone.
  const passwordError = isLateV2 && !isReauthentication ? undefined : error;
  const username = html`<div class="field"><label for="username">ユーザID</label>
<input id="username" name="username" type="text" value="${context.attempted}" autocomplete="username" autofocus${ariaInvalid(error)}>
${loginError(context, "username")}</div>`;
  const body = html`<form id="kc-form-login" action="${context.actionUrl}" method="post" onsubmit="${lockOnSubmit("login")}"${attributes({ novalidate: v2 ? "novalidate" : null })}>
${!isReauthentication && username}
<div class="field"><label for="password">パスワード</label>
<div class="with-button"><input id="password" name="password" type="password" autocomplete="current-password"${attributes({ autofocus: isReauthentication })}${ariaInvalid(passwordError)}>
${revealButton(context.variant, "password")}</div>
${isReauthentication ? loginError(context, "password") : isLateV2 && containedError("password", undefined)}</div>
${!isReauthentication && html`<div class="check"><input id="rememberMe" name="rememberMe" type="checkbox"><label for="rememberMe">ログイン状態の保存</label></div>`}
<input type="hidden" id="id-hidden-input" name="credentialId">
<div class="button-row">${submitControl(context.variant, "kc-login", "login", "ログイン")}</div>
</form>
${!isReauthentication && html`<p class="links"><a href="${resetUrl}">パスワードを忘れた方はこちら</a></p>`}`;
  const shown = isReauthentication ? context : { ...context, attempted: null };
  return loginPage(shown, {
    template: isReauthentication && !isLate(context.variant) ? "login-password" : "login",
    heading: "ログイン",
    body,
  });
}

/** Forgotten password: asks for the user id. */
export function resetPasswordPage(context: PageContext): Markup {
  const { variant } = context;
  const error = context.fieldErrors?.["username"];
  const isLateV2 = variant === "v2-26.x";
  const body = html`<p>ユーザIDを入力してください。登録済みのメールアドレスへ、手続きのご案内を送ります。</p>
<form id="kc-reset-password-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="username">ユーザID</label>
<input id="username" name="username" type="text"${attributes({ autocomplete: isLateV2 && "off" })} autofocus${ariaInvalid(error)}>${isLateV2 ? containedError("username", error) : fieldError("input-error-username", error)}</div>
<div class="button-row">${resetSubmit(variant)}<a class="button" href="${context.restartUrl}">ログイン画面へ</a></div>
</form>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "login-reset-password", heading: "パスワードをお忘れの方", body },
  );
}

export function updatePasswordPage(context: PageContext): Markup {
  const { variant } = context;
  const newError = context.fieldErrors?.["password-new"];
  const confirmError = context.fieldErrors?.["password-confirm"];
  const isLateV2 = variant === "v2-26.x";
  const form = attributes({
    onsubmit: isLate(variant) && lockOnSubmit("login"),
    novalidate: isLateV2 && "novalidate",
  });
  // The late releases of the older family mark the new password for either error.
  const newInvalid = variant === "base26.7" ? (newError ?? confirmError) : newError;
  const body = html`<form id="kc-passwd-update-form" action="${context.actionUrl}" method="post"${form}>
<div class="field"><label for="password-new">新しいパスワード</label>
<div class="with-button"><input id="password-new" name="password-new" type="password" autocomplete="new-password" autofocus${ariaInvalid(newInvalid)}>${revealButton(variant, "password-new")}</div>
${isLateV2 ? containedError("password-new", newError) : fieldError("input-error-password", newError)}</div>
<div class="field"><label for="password-confirm">パスワード確認用</label>
<div class="with-button"><input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password"${ariaInvalid(confirmError)}>${revealButton(variant, "password-confirm")}</div>
${isLateV2 ? containedError("password-confirm", confirmError) : fieldError("input-error-password-confirm", confirmError)}</div>
${logoutOtherSessions(variant)}
<div class="button-row">${updateSubmit(variant)}</div>
</form>`;
  const hasError = newError !== undefined || confirmError !== undefined;
  const shown = isLate(variant)
    ? { ...context, attempted: null, alert: context.alert ?? (hasError ? null : UPDATE_WARNING) }
    : context;
  return loginPage(shown, { template: "login-update-password", heading: "パスワード更新", body });
}

/** On every page that carries it checked by default up to 26.0, and unchecked since. */
export function logoutOtherSessions(variant: Variant): Markup {
  // The newest v2 leaves the value to the browser, whose default is the same word.
  const box = attributes({ value: variant === "v2-26.x" ? null : "on", checked: !isLate(variant) });
  return html`<div class="check"><input type="checkbox" id="logout-sessions" name="logout-sessions"${box}><label for="logout-sessions">全てのデバイスからサインアウトする</label></div>`;
}

const UPDATE_WARNING: Alert = {
  kind: "warning",
  text: "アカウントを有効にするにはパスワードの更新が必要です。",
};

/** The older family shows one error for both fields, the newer one per field. */
function loginError(context: PageContext, field: "username" | "password"): Markup {
  const text = context.fieldErrors?.["login"];
  if (context.variant === "v2-26.x") return containedError(field, text);
  return isV2(context.variant)
    ? fieldError(`input-error-${field}`, text, "div")
    : fieldError("input-error", text);
}

/** Without id and name in the older family; with an empty name in the newest. */
function resetSubmit(variant: Variant): Markup {
  switch (variant) {
    case "base26.7":
      return html`<input class="button is-primary is-block" type="submit" value="送信">`;
    case "v2-26.x":
      return submitControl(variant, "kc-form-buttons", "", "送信");
    case "base24":
    case "base26":
    case "v2-26.0":
      return submitControl(variant, "kc-reset-submit", null, "送信");
  }
}

function updateSubmit(variant: Variant): Markup {
  if (variant === "v2-26.x") return submitControl(variant, "kc-submit", "login", "実行");
  return isV2(variant)
    ? html`<button class="pf-v5-c-button button is-primary is-block" type="submit">実行</button>`
    : html`<input class="button is-primary is-block"${attributes({ name: isLate(variant) && "login" })} type="submit" value="実行">`;
}

function revealButton(variant: Variant, fieldId: string): Markup {
  const id = variant === "v2-26.x" && `${fieldId}-show-password`;
  return html`<button type="button"${attributes({ id })} class="button is-small" data-password-toggle aria-controls="${fieldId}" aria-label="パスワードを表示" onclick="const f=document.getElementById(this.getAttribute('aria-controls'));f.type=f.type==='password'?'text':'password'">表示</button>`;
}
