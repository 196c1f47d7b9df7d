/** Pages for codes sent by mail or text message, in the shapes of the providers in use. */
import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import type { PageContext } from "../theme.ts";
import { ariaInvalid, fieldError, isV2, loginPage, submitControl } from "../theme.ts";

const HEADING = "ワンタイムパスワード（OTP）メール認証";
const PROMPT = "受信したワンタイムパスワードを入力してください。";

export const EMAIL_STYLES = [
  "magic-link",
  "for-keycloak",
  "resend-link",
  "code-field",
  "email-code-field",
] as const;
export type EmailStyle = (typeof EMAIL_STYLES)[number];

/** "magic-link" is the portal's own page: same form, same field id as the authenticator's page. */
export function emailOtpPage(context: PageContext, style: EmailStyle = "magic-link"): Markup {
  const error = context.fieldErrors?.["otp"];
  // The page with a resend link says nothing about mail: only its controls tell it apart.
  const isSilent = style === "resend-link";
  // The older frame leaves its heading out once the user is known, so the page brings its own.
  const ownHeading = !isSilent && !isV2(context.variant) && html`<h2>${HEADING}</h2>`;
  const body = html`${ownHeading}<p>${isSilent ? "届いた番号を入力してください。" : PROMPT}</p>${BODY_BY_STYLE[style](context, error)}`;
  return loginPage(context, { template: "otp-form", heading: isSilent ? "ログイン" : HEADING, body });
}

type Body = (context: PageContext, error: string | undefined) => Markup;

const BODY_BY_STYLE: Readonly<Record<EmailStyle, Body>> = {
  "magic-link": (
    context,
    error,
  ) => html`<form id="kc-otp-login-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="otp">ワンタイムパスワード</label>
<input id="otp" name="otp" type="text" autocomplete="off" autofocus${ariaInvalid(error)}>${fieldError("input-error-otp-code", error)}</div>
<div class="button-row"><input class="button is-primary is-block" name="submit" id="kc-submit" type="submit" value="実行"><input class="button is-block" name="resend" id="kc-resend" type="submit" value="再送信"></div>
</form>`,
  "for-keycloak": (
    context,
    error,
  ) => html`<form id="kc-otp-login-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="email-otp">アクセスコード</label>
<input id="email-otp" name="email-otp" type="text" autocomplete="one-time-code" inputmode="numeric" autofocus${ariaInvalid(error)}>${fieldError("input-error-email-otp-code", error)}</div>
<div class="check"><input type="checkbox" id="trust-device" name="trust-device"><label for="trust-device">このデバイスを信頼する</label></div>
<div class="button-row">${submitControl(context.variant, "kc-login", "login", "実行")}<button class="button is-block" id="kc-resend-email" name="resend-email" type="submit" value="true">メールを再送信</button></div>
</form>`,
  "resend-link": (
    context,
    error,
  ) => html`<form id="kc-otp-login-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="otp">ワンタイムパスワード</label>
<input id="otp" name="otp" type="text" autocomplete="one-time-code" autofocus${ariaInvalid(error)}>${fieldError("input-error-otp-code", error)}</div>
<div class="button-row"><input class="button is-primary is-block" type="submit" value="実行"></div>
<p class="links"><a href="${context.restartUrl}">コードを再送信</a></p>
</form>`,
  "code-field": (
    context,
    error,
  ) => html`<form id="kc-email-totp-code-login-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="code">ワンタイムパスワード</label>
<input id="code" name="code" type="text" autocomplete="one-time-code" autofocus${ariaInvalid(error)}>${fieldError("input-error-code", error)}</div>
<div class="button-row"><input class="button is-primary is-block" type="submit" value="実行"><button class="button is-block" name="resend" type="submit" value="true">再送信</button></div>
</form>`,
  "email-code-field": (
    context,
    error,
  ) => html`<form id="kc-otp-login-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="emailCode">ワンタイムパスワード</label>
<input id="emailCode" name="emailCode" type="text" autocomplete="off" autofocus${ariaInvalid(error)}>${fieldError("input-error-otp-code", error)}</div>
<div class="button-row"><input class="button is-primary is-block" name="login" type="submit" value="実行"><button class="button" name="resend" type="submit" value="true">再送信</button><button class="button" name="cancel" type="submit" value="true">戻る</button></div>
</form>`,
};
