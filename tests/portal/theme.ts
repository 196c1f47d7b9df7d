/** The frame around every page of the identity provider, in each theme family. */
import type { Markup } from "./html.ts";
import { attributes, html, raw, scriptLiteral } from "./html.ts";
import { REALM_NAME, type Variant } from "./types.ts";

export interface Alert {
  readonly kind: "error" | "warning" | "info" | "success";
  readonly text: string;
}

/** What the server knows when it draws a page. */
export interface PageContext {
  readonly variant: Variant;
  /** Where the page's form goes. */
  readonly actionUrl: string;
  /** Starts the log-in over. */
  readonly restartUrl: string;
  /** Name typed at log-in, shown on the pages after it. */
  readonly attempted?: string | null;
  readonly alert?: Alert | null;
  /** Written into the address bar after a POST that drew the page again. */
  readonly replaceUrl?: string | null;
  /** True while other methods can be chosen. */
  readonly canTryAnotherWay?: boolean;
  readonly fieldErrors?: Readonly<Record<string, string>>;
}

export interface PageParts {
  /** Template name without its ending, e.g. "login-otp". */
  readonly template: string;
  readonly heading: string;
  readonly body: Markup;
  readonly isWide?: boolean;
  /** The error page shows no user. */
  readonly hidesUser?: boolean;
  readonly bodyAttributes?: Markup;
}

export function isV2(variant: Variant): boolean {
  return variant.startsWith("v2");
}

/** The releases after 26.0: page ids, an unticked sign-out box, buttons locked while a form is being sent. */
export function isLate(variant: Variant): boolean {
  return variant === "base26.7" || variant === "v2-26.x";
}

/** The whole document without its doctype. */
export function loginPage(context: PageContext, parts: PageParts): Markup {
  const { variant } = context;
  const pageId = isLate(variant) ? `login-${parts.template}` : null;
  const mark = variant === "v2-26.0" && html`<!-- template: ${parts.template}.ftl -->`;
  return html`<html lang="ja"${attributes({ class: isV2(variant) ? "pf-v5-theme" : "login-pf" })}>
${documentHead(`${REALM_NAME}にログイン`, sheetOf(variant))}
<body${attributes({ "data-page-id": pageId })}${parts.bodyAttributes}>
${practiceBanner()}
${mark}
${isV2(variant) ? v2Frame(context, parts) : baseFrame(context, parts)}
<footer class="portal-footer">このサイトは練習用です。実在の健康保険組合とは関係ありません。</footer>
${context.replaceUrl && html`<script>if (typeof history.replaceState === "function") history.replaceState({}, "practice", ${scriptLiteral(context.replaceUrl)});</script>`}
${otherTabScript(context.restartUrl)}
</body></html>`;
}

export function documentHead(title: string, sheet: string): Markup {
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="/resources/practice/favicon.ico">
<link rel="stylesheet" href="/resources/practice/${sheet}">
</head>`;
}

export function practiceBanner(): Markup {
  return html`<div class="practice-banner" role="note"><b>練習用</b>本物の加入者ページではありません。実際のIDやパスワードは入力しないでください。</div>`;
}

/** A message at one field; nothing without a text. */
export function fieldError(id: string, text: string | undefined, element: "span" | "div" = "span"): Markup {
  if (text === undefined) return raw("");
  return element === "div"
    ? html`<div id="${id}" class="field-error" aria-live="polite">${text}</div>`
    : html`<span id="${id}" class="field-error" aria-live="polite">${text}</span>`;
}

/** v2's late releases: a container that is always there, and in it the message, both named after the field. */
export function containedError(field: string, text: string | undefined): Markup {
  return html`<div id="input-error-container-${field}">${fieldError(`input-error-${field}`, text, "div")}</div>`;
}

/** `onsubmit` of a form whose button is disabled while it is being sent. */
export function lockOnSubmit(buttonName: string): string {
  return `${buttonName}.disabled = true; return true;`;
}

/** Present on every field: empty while all is well. */
export function ariaInvalid(error: string | undefined): Markup {
  return raw(` aria-invalid="${error === undefined ? "" : "true"}"`);
}

/** The submit control: an input in the older family, a button in the newer. */
export function submitControl(variant: Variant, id: string, name: string | null, label: string): Markup {
  return isV2(variant)
    ? html`<button class="pf-v5-c-button button is-primary is-block"${attributes({ id, name })} type="submit">${label}</button>`
    : html`<input class="pf-c-button button is-primary is-block"${attributes({ id, name })} type="submit" value="${label}">`;
}

function sheetOf(variant: Variant): string {
  if (isV2(variant)) return "v2.css";
  return isLate(variant) ? "base267.css" : "base.css";
}

function baseFrame(context: PageContext, parts: PageParts): Markup {
  const user = parts.hidesUser ? null : context.attempted;
  const heading = user
    ? html`<div id="kc-username" class="user-line"><label id="kc-attempted-username">${user}</label><a id="reset-login" href="${context.restartUrl}" aria-label="ログインをやり直す">やり直す</a></div>`
    : html`<h1 id="kc-page-title">${parts.heading}</h1>`;
  return html`<div id="kc-header"><div id="kc-header-wrapper">${REALM_NAME}</div></div>
<main class="portal-main${parts.isWide && " is-wide"}"><div class="portal-card">
<header class="portal-card-header">${heading}</header>
<div id="kc-content"><div id="kc-content-wrapper">
${context.alert && html`<div class="alert-${context.alert.kind} notice pf-c-alert${isLate(context.variant) && ` pf-m-inline pf-m-${MODIFIER[context.alert.kind]}`}"><span class="kc-feedback-text">${context.alert.text}</span></div>`}
${parts.body}
${tryAnotherWay(context)}
</div></div>
</div></main>`;
}

const MODIFIER = { error: "danger", warning: "warning", info: "info", success: "success" } as const;

function v2Frame(context: PageContext, parts: PageParts): Markup {
  const user = parts.hidesUser ? null : context.attempted;
  const userLine =
    user &&
    html`<div class="user-line"><input id="kc-attempted-username" type="text" value="${user}" readonly><button id="reset-login" type="button" class="button is-small" aria-label="ログインをやり直す" onclick="location.href=${scriptLiteral(context.restartUrl).source}">やり直す</button>${isLate(context.variant) && containedError("username", undefined)}</div>`;
  return html`<header id="kc-header"><div id="kc-header-wrapper">${REALM_NAME}</div></header>
<main class="portal-main${parts.isWide && " is-wide"}"><div class="portal-card">
<div class="portal-card-header"><h1 id="kc-page-title">${parts.heading}</h1></div>
<div>
${context.alert && html`<div class="pf-v5-c-alert pf-m-inline pf-m-${MODIFIER[context.alert.kind]} notice"><span class="kc-feedback-text">${context.alert.text}</span></div>`}
${userLine}
${parts.body}
${tryAnotherWay(context)}
</div>
</div></main>`;
}

function tryAnotherWay(context: PageContext): Markup | null {
  if (!context.canTryAnotherWay) return null;
  const isLateV2 = context.variant === "v2-26.x";
  const send = "document.getElementById('kc-select-try-another-way-form').requestSubmit()";
  const link = isLateV2 ? { href: `javascript:${send}` } : { href: "#", onclick: `${send};return false` };
  return html`<form id="kc-select-try-another-way-form" class="links" action="${context.actionUrl}" method="post"${attributes({ novalidate: isLateV2 && "novalidate" })}><input type="hidden" name="tryAnotherWay" value="on"><a id="try-another-way"${attributes(link)}>別の方法でログインする</a></form>`;
}

/**
 * Looks every two seconds whether another tab has logged in, and if so leaves this page. Stops as soon as this page is left
 * itself, as Keycloak's own `authChecker.js` does: the answer to its own form sets the same cookie.
 */
function otherTabScript(restartUrl: string): Markup {
  return html`<script>(() => {
  const hasSession = () => document.cookie.split("; ").some((pair) => pair.startsWith("KEYCLOAK_SESSION="));
  if (hasSession()) return;
  const timer = setInterval(() => { if (hasSession()) { clearInterval(timer); location.href = ${scriptLiteral(restartUrl)}; } }, 2000);
  const stop = () => clearInterval(timer);
  for (const form of document.forms) form.addEventListener("submit", stop);
  addEventListener("beforeunload", stop);
})();</script>`;
}
