/** The portal's own site: start page, failed log-in, practice mailbox. */
import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import { documentHead, practiceBanner } from "../theme.ts";
import { toGroupedKey } from "../totp.ts";
import { DEMO_ORIGIN, type Mail, REALM_NAME, type UserSpec, VARIANTS } from "../types.ts";
import { SEED_USERS } from "../users.ts";
import { formatJapanTime } from "./console.ts";

const PURPOSES: Readonly<Record<string, string>> = {
  demo_user01: "はじめてのログイン。ワンタイムパスワードの設定画面が出ます。",
  demo_user02: "デバイスが1台あります。",
  demo_user03: "デバイスが2台あります。ログインのときに選びます。",
  demo_user04: "メールで届くワンタイムパスワードを使います。",
};

const VARIANT_NAMES = {
  base24: "緑の画面（24）",
  base26: "緑の画面（26）",
  "base26.7": "緑の画面（26の新しい版）",
  "v2-26.0": "青の画面（26.0）",
  "v2-26.x": "青の画面（26の新しい版）",
} as const;

/** `username`: null for a visitor who is not logged in. */
export function topPage(username: string | null, hasLoggedOut: boolean): Markup {
  return sitePage(
    "トップページ",
    username === null ? visitorTop(hasLoggedOut) : memberTop(username),
    username,
  );
}

/** What a log-in that took too long ends on. */
export function loginErrorPage(): Markup {
  return html`<html lang="ja">
${documentHead(`ログイン - ${REALM_NAME}`, "v2.css")}
<body class="login wp-core-ui">
${practiceBanner()}
<main class="portal-main"><div class="portal-card">
<h1 id="kc-page-title">${REALM_NAME}</h1>
<div id="login_error" class="alert-error notice"><strong>エラー</strong>：ログインの有効時間が過ぎました（Invalid state）。</div>
<div class="openid-connect-login-button"><a class="button button-large is-primary" href="/login">Login with OpenID Connect</a></div>
<p class="links"><a href="/">トップページに戻る</a></p>
</div></main>
</body></html>`;
}

export function mailPage(mails: readonly Mail[]): Markup {
  const list = mails.map(
    (mail) => html`<article class="credential-row" data-mail-to="${mail.to}"><div>
<h2>${mail.subject}</h2>
<p><small>差出人 no-reply@kosmo-web.jp　宛先 ${mail.to}　${formatJapanTime(mail.sentAtMs)}</small></p>
<p>${mail.text}</p>
${mail.code && html`<p>認証番号：<b data-mail-code>${mail.code}</b></p>`}
${mail.link && html`<p><a data-mail-link href="${mail.link}">手続きを続ける</a></p>`}
</div></article>`,
  );
  const body = html`<h1 id="kc-page-title">練習用の受信箱</h1>
<p>練習用の利用者に届いたメールが、新しい順に並びます。</p>
${list.length === 0 ? html`<p class="section">メールはまだありません。</p>` : list}
<p class="links"><a href="/mail">再読み込み</a>　<a href="/">トップページに戻る</a></p>`;
  return sitePage("練習用の受信箱", body, null);
}

function sitePage(title: string, body: Markup, username: string | null): Markup {
  return html`<html lang="ja">
${documentHead(`${title} - ${REALM_NAME}`, "base.css")}
<body class="home">
${practiceBanner()}
<header id="kc-header"><div id="kc-header-wrapper" class="split"><span>${REALM_NAME}</span>${username !== null && html`<small id="portal-user">${username} さん</small>`}</div></header>
<main class="portal-main is-wide"><div class="portal-card">${body}</div></main>
<footer class="portal-footer">このサイトは練習用です。実在の健康保険組合とは関係ありません。</footer>
</body></html>`;
}

function visitorTop(hasLoggedOut: boolean): Markup {
  return html`<h1 id="kc-page-title">ログインの練習ができます</h1>
${hasLoggedOut && html`<div class="alert-success notice">ログアウトしました。</div>`}
<div class="prose">
<p>このページは、加入者ページへのログインを試すための練習場です。次の利用者でログインできます。何度失敗しても、だれにも迷惑はかかりません。</p>
<table class="table" id="practice-users"><thead><tr><th>ユーザID</th><th>パスワード</th><th>できること</th></tr></thead>
<tbody>${SEED_USERS.map(userRow)}</tbody></table>
<div class="button-row"><a class="button is-primary is-block" id="portal-login" href="/login">ログイン</a><a class="button" href="/mail">練習用の受信箱</a></div>
<p>画面の見た目は健康保険組合によって違います。別の見た目で試すとき：</p>
<ul>${VARIANTS.map((variant) => html`<li><a href="/login?variant=${variant}">${VARIANT_NAMES[variant]}</a></li>`)}</ul>
</div>`;
}

/** The keys are shown so that a person can practise with users whose devices exist already. */
function userRow(user: UserSpec): Markup {
  const keys = (user.devices ?? []).map(
    (device) => html`<br>${device.label}の鍵：<span class="key">${toGroupedKey(device.secret)}</span>`,
  );
  return html`<tr><td class="code-like">${user.username}</td><td class="code-like">${user.password}</td><td>${PURPOSES[user.username]}${keys}</td></tr>`;
}

function memberTop(username: string): Markup {
  return html`<h1 id="kc-page-title">トップページ</h1>
<div class="alert-success notice" id="portal-welcome">${username} さん、ログインできました。</div>
<nav class="menu" aria-label="メニュー">
<a href="${DEMO_ORIGIN}/realms/demo/account/account-security/signing-in">ログイン方法変更</a>
<a href="/mail">練習用の受信箱</a>
<a id="portal-logout" href="/logout">ログアウト</a>
</nav>`;
}
