/** Pages without a field: choice of method, log-out, expiry, errors, information. */
import type { Markup } from "../html.ts";
import { attributes, html } from "../html.ts";
import type { PageContext } from "../theme.ts";
import { isLate, isV2, lockOnSubmit, loginPage } from "../theme.ts";

export interface MethodView {
  readonly execution: string;
  readonly name: string;
  readonly help: string;
}

/** One button per method in the older family; one form per method, ids repeated, in the newer. */
export function selectMethodPage(context: PageContext, methods: readonly MethodView[]): Markup {
  const body = isV2(context.variant)
    ? html`<ul class="plain-list">${methods.map((method, index) => v2Method(context, method, index))}</ul>`
    : html`<form id="kc-select-credential-form" action="${context.actionUrl}" method="post">${methods.map(
        (method) =>
          html`<div class="button-row"><button class="button is-block" type="submit" name="authenticationExecution" value="${method.execution}"><b>${method.name}</b><br><small>${method.help}</small></button></div>`,
      )}</form>`;
  return loginPage(context, {
    template: "select-authenticator",
    heading: "ログイン方法を選択してください",
    body,
  });
}

export function logoutPage(context: PageContext, sessionCode: string): Markup {
  const late = isLate(context.variant);
  const body = html`<div id="kc-logout-confirm"><p>ログアウトしてもよろしいですか？</p>
<form action="${context.actionUrl}" method="post"${attributes({ onsubmit: late && lockOnSubmit("confirmLogout") })}><input type="hidden" name="session_code" value="${sessionCode}">
<div class="button-row"><input class="button is-primary is-block" name="confirmLogout" id="kc-logout" type="submit" value="ログアウトする"></div></form>${late && html`<div id="kc-info-message"></div>`}</div>`;
  return loginPage(late ? { ...context, attempted: null } : context, {
    template: "logout-confirm",
    heading: "ログアウト",
    body,
  });
}

export function pageExpiredPage(context: PageContext, continueUrl: string): Markup {
  const body = html`<p id="instruction1" class="instruction">最初からログインをやり直すには <a id="loginRestartLink" href="${context.restartUrl}">こちら</a> を押してください。<br>
ログインを続けるには <a id="loginContinueLink" href="${continueUrl}">こちら</a> を押してください。</p>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "login-page-expired", heading: "ページの有効期限が切れています", body },
  );
}

export function errorPage(context: PageContext, text: string, backUrl: string): Markup {
  const body = html`<div id="kc-error-message"><p class="instruction">${text}</p>
<p class="links"><a id="backToApplication" href="${backUrl}">ポータルに戻る</a></p></div>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "error", heading: "エラーが発生しました", body, hidesUser: true },
  );
}

export function infoPage(
  context: PageContext,
  text: string,
  link: { readonly url: string; readonly label: string },
): Markup {
  const body = html`<div id="kc-info-message"><p class="instruction">${text}</p>
<p class="links"><a href="${link.url}">${link.label}</a></p></div>`;
  return loginPage({ ...context, attempted: null }, { template: "info", heading: "お知らせ", body });
}

/** Submitted by position among the document's forms: an added form would break it. */
function v2Method(context: PageContext, method: MethodView, index: number): Markup {
  const send = attributes({ class: "button is-block", onclick: `document.forms[${index}].requestSubmit()` });
  const [opening, closing] = isLate(context.variant)
    ? [html`<div role="button" tabindex="0"${send}>`, html`</div>`]
    : [html`<button type="button"${send}>`, html`</button>`];
  return html`<li><form id="kc-select-credential-form" action="${context.actionUrl}" method="post"><input type="hidden" name="authenticationExecution" value="${method.execution}"></form>
<div class="button-row">${opening}<b>${method.name}</b><br><small>${method.help}</small>${closing}</div></li>`;
}
