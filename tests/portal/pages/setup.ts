/** Set-up of an authenticator: the picture, or the key to type. */
import type { Markup } from "../html.ts";
import { attributes, html } from "../html.ts";
import type { PageContext } from "../theme.ts";
import { ariaInvalid, fieldError, isLate, isV2, loginPage } from "../theme.ts";
import { logoutOtherSessions } from "./login.ts";

export type SetupMode = "qr" | "manual";

export interface SetupView {
  /** null: the QR form without a mode field; "qr" and "manual" are written into the form. */
  readonly mode: SetupMode | null;
  /** What the hidden field carries: the raw secret. */
  readonly hiddenSecret: string;
  /** `data:` URI of the picture. */
  readonly qrSrc: string;
  /** The key in groups of four. */
  readonly groupedKey: string;
  readonly manualUrl: string;
  readonly qrUrl: string;
  /** True when a device exists already: then the name is required. */
  readonly hasDevice: boolean;
  /** Started from the account console: has a way back, has no warning. */
  readonly isFromConsole: boolean;
}

const APPS = ["FreeOTP", "Google Authenticator", "Microsoft Authenticator"];

export function setupPage(context: PageContext, view: SetupView): Markup {
  const isManual = view.mode === "manual";
  const body = html`<ol id="kc-totp-settings">
<li><p>次のいずれかのアプリケーションをモバイルにインストールします。</p>
<ul id="kc-totp-supported-apps">${APPS.map((app) => html`<li>${app}</li>`)}</ul></li>
${isManual ? manualSteps(view) : qrStep(view)}
<li><p>アプリに表示されたワンタイムパスワードを入力し、ボタンを押すと完了です。</p><p>デバイス名には、あとで見分けのつく名前を付けます。</p></li>
</ol>
${setupForm(context, view)}`;
  const hasFieldError = Object.keys(context.fieldErrors ?? {}).length > 0;
  const shown: PageContext = {
    ...context,
    attempted: null,
    alert: view.isFromConsole || hasFieldError ? (context.alert ?? null) : (context.alert ?? SETUP_WARNING),
  };
  return loginPage(shown, {
    template: "login-config-totp",
    heading: "ワンタイムパスワードのセットアップ",
    body,
    isWide: true,
  });
}

const SETUP_WARNING = {
  kind: "warning",
  text: "アカウントを有効にするにはワンタイムパスワードのセットアップが必要です。",
} as const;

function qrStep(view: SetupView): Markup {
  return html`<li><p>アプリケーションを開き、バーコードをスキャンします。</p>
<img id="kc-totp-secret-qr-code" src="${view.qrSrc}" alt="Figure: Barcode"><br>
<p><a href="${view.manualUrl}" id="mode-manual">スキャンできませんか？</a></p></li>`;
}

function manualSteps(view: SetupView): Markup {
  return html`<li><p>アプリケーションを開き、キーを入力します：</p>
<p><span id="kc-totp-secret-key">${view.groupedKey}</span></p>
<p><a href="${view.qrUrl}" id="mode-barcode">バーコードをスキャンしますか？</a></p></li>
<li><p>アプリケーションで設定できる場合は、次の設定値を使用します。</p>
<ul class="plain-list">
<li id="kc-totp-type">タイプ: 時間ベース</li>
<li id="kc-totp-algorithm">アルゴリズム: SHA1</li>
<li id="kc-totp-digits">桁: 6</li>
<li id="kc-totp-period">間隔: 30</li>
</ul></li>`;
}

function setupForm(context: PageContext, view: SetupView): Markup {
  const v2 = isV2(context.variant);
  const codeError = context.fieldErrors?.["totp"];
  const labelError = context.fieldErrors?.["userLabel"];
  const { variant } = context;
  const codeAttributes = attributes({
    autocomplete: isLate(variant) ? "one-time-code" : "off",
    inputmode: isLate(variant) ? "numeric" : null,
    dir: variant === "base26" || variant === "base26.7" ? "ltr" : null,
    required: variant === "v2-26.x",
  });
  // The newer family points both labels at an id that does not exist.
  const labelFor = (id: string): string => (v2 ? "form-vertical-name" : id);
  return html`<form action="${context.actionUrl}" id="kc-totp-settings-form" method="post"${attributes({ novalidate: v2 ? "novalidate" : null })}>
<div class="field"><label for="${labelFor("totp")}">ワンタイムパスワード<span class="required">*</span></label>
<input type="text" id="totp" name="totp"${codeAttributes}${ariaInvalid(codeError)}>
${fieldError("input-error-otp-code", codeError)}
<input type="hidden" id="totpSecret" name="totpSecret" value="${view.hiddenSecret}">
${view.mode && html`<input type="hidden" id="mode" name="mode" value="${view.mode}">`}</div>
<div class="field"><label for="${labelFor("userLabel")}">デバイス名${view.hasDevice && html`<span class="required">*</span>`}</label>
<input type="text" id="userLabel" name="userLabel" autocomplete="off"${ariaInvalid(labelError)}>
${fieldError("input-error-otp-label", labelError)}</div>
${logoutOtherSessions(variant)}
<div class="button-row"><input type="submit" class="button is-primary is-block" id="saveTOTPBtn" value="実行">
${view.isFromConsole && html`<button type="submit" class="button is-block" id="cancelTOTPBtn" name="cancel-aia" value="true">戻る</button>`}</div>
</form>`;
}
