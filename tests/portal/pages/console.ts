/** The account console's page of log-in methods, drawn by the server instead of by React. */
import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import { documentHead, practiceBanner } from "../theme.ts";
import { type Device, REALM_NAME, TOP_ORIGIN } from "../types.ts";
import { deviceName } from "./entry.ts";

/** `status`: how the last action ended, if the page was reached from one. `addUrl` and `deleteUrl` start an action. */
export interface ConsoleView {
  readonly username: string;
  readonly devices: readonly Device[];
  readonly status: string | null;
  readonly addUrl: string;
  readonly deleteUrl: (deviceId: string) => string;
}

export function consolePage(view: ConsoleView): Markup {
  return html`<html lang="ja">
${documentHead(`アカウント管理 - ${REALM_NAME}`, "base.css")}
<body>
${practiceBanner()}
<header id="kc-header"><div id="kc-header-wrapper" class="split"><span>${REALM_NAME}</span><small>${view.username}</small></div></header>
<main class="portal-main is-wide"><div class="portal-card">
<p><a data-testid="referrer-link" href="${TOP_ORIGIN}/">ポータルに戻る</a></p>
<h1 id="kc-page-title">ログイン方法変更</h1>
${statusNotice(view.status)}
<section class="section"><div class="split"><h2 id="basic-authentication-categ-title">基本認証</h2></div>
<div class="credential-row"><span data-testid="password/title">パスワード</span></div></section>
<section class="section"><h2 id="two-factor-categ-title">二要素認証</h2>
<div class="split"><h3 data-testid="otp/title">認証アプリ</h3><button type="button" class="button is-small" data-testid="otp/create" data-href="${view.addUrl}" onclick="location.href=this.dataset.href">設定</button></div>
<p data-testid="otp/help-text">認証アプリのワンタイムパスワードでログインします。</p>
${deviceList(view)}</section>
</div></main>
</body></html>`;
}

function deviceList(view: ConsoleView): Markup {
  if (view.devices.length === 0) return html`<p data-testid="otp/not-set-up">設定されていません。</p>`;
  return html`<ul class="plain-list" data-testid="otp/credential-list">${view.devices.map(
    (
      device,
    ) => html`<li id="cred-${device.id}" class="credential-row"><span data-testrole="label">${deviceName(device)}</span>
<small data-testrole="created-at">作成日時 ${formatJapanTime(device.createdAtMs)}</small>
<button type="button" class="button is-small is-danger" data-testrole="remove" data-href="${view.deleteUrl(device.id)}" onclick="location.href=this.dataset.href">削除</button></li>`,
  )}</ul>`;
}

function statusNotice(status: string | null): Markup | null {
  if (status === "success") return html`<div class="alert-success notice">変更しました。</div>`;
  if (status === "cancelled") return html`<div class="alert-info notice">変更を取りやめました。</div>`;
  return null;
}

export function formatJapanTime(timeMs: number): string {
  return new Date(timeMs).toLocaleString("ja-JP", {
    timeZone: "Asia/Tokyo",
    dateStyle: "medium",
    timeStyle: "short",
  });
}
