/** Short pages between log-in and portal: birth date, terms, deletion of a device, security keys. */
import type { Markup } from "../html.ts";
import { attributes, html } from "../html.ts";
import type { PageContext } from "../theme.ts";
import { ariaInvalid, fieldError, isV2, loginPage, submitControl } from "../theme.ts";
import type { Variant } from "../types.ts";
import { logoutOtherSessions } from "./login.ts";

/** The portal's own page: eight digits, which are no one-time code. */
export function birthDatePage(context: PageContext): Markup {
  const error = context.fieldErrors?.["birthDate"];
  const body = html`<p>ご本人確認のため、生年月日を入力してください。</p>
<form id="birth-date-form" action="${context.actionUrl}" method="post">
<div class="field"><label for="birthDate">生年月日（西暦8桁　例：19700401）</label>
<input id="birthDate" name="birthDate" type="text" inputmode="numeric" maxlength="8" autocomplete="off" autofocus${ariaInvalid(error)}>${fieldError("input-error-birth-date", error)}</div>
<div class="button-row">${submitControl(context.variant, "birth-date-submit", null, "次へ")}</div>
</form>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "birth-date", heading: "生年月日の確認", body },
  );
}

export function termsPage(context: PageContext): Markup {
  const text = html`<p>この練習用ページでは、入力された内容を試験の間だけ保持します。閉じるとすべて消えます。</p><p>内容をお読みになり、よろしければ「同意する」を押してください。</p>`;
  const body = html`${isV2(context.variant) ? html`<div class="prose">${text}</div>` : html`<div id="kc-terms-text" class="prose">${text}</div>`}
<form action="${context.actionUrl}" method="post"><div class="button-row">
<input class="button is-primary is-block" name="accept" id="kc-accept" type="submit" value="同意する"><input class="button is-block" name="cancel" id="kc-decline" type="submit" value="同意しない"></div></form>`;
  return loginPage({ ...context, attempted: null }, { template: "terms", heading: "利用規約", body });
}

/** `name`: the device's name as the console shows it. */
export function deleteDevicePage(context: PageContext, name: string): Markup {
  const body = html`<div id="kc-delete-text"><p>「${name}」を削除します。よろしいですか？</p></div>
<form action="${context.actionUrl}" method="post"><div class="button-row">${deleteButtons(context.variant)}</div></form>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "delete-credential", heading: `${name}の削除`, body },
  );
}

/** An input and a button up to 26.0; since then two inputs in the older family and two buttons in the newer. */
function deleteButtons(variant: Variant): Markup {
  const accept = attributes({ name: "accept", id: "kc-accept", type: "submit" });
  const decline = attributes({ name: "cancel-aia", id: "kc-decline", type: "submit" });
  const acceptInput = html`<input class="button is-primary is-block"${accept} value="削除する">`;
  switch (variant) {
    case "base26.7":
      return html`${acceptInput}<input class="button is-block"${decline} value="戻る">`;
    case "v2-26.x":
      return html`<button class="button is-primary is-block"${accept}>削除する</button><button class="button is-block"${decline}>却下</button>`;
    case "base24":
    case "base26":
    case "v2-26.0":
      return html`${acceptInput}<button class="button is-block"${decline} value="true">戻る</button>`;
  }
}

const REGISTER_FIELDS = [
  "clientDataJSON",
  "attestationObject",
  "publicKeyCredentialId",
  "authenticatorLabel",
  "transports",
  "error",
];
const SIGN_FIELDS = [
  "clientDataJSON",
  "authenticatorData",
  "signature",
  "credentialId",
  "userHandle",
  "error",
];

/** Shape only: the practice portal registers no security keys. */
export function webauthnRegisterPage(context: PageContext): Markup {
  const body = html`<form id="register" action="${context.actionUrl}" method="post">${hiddenFields(REGISTER_FIELDS)}${logoutOtherSessions(context.variant)}</form>
<div class="button-row"><input type="button" class="button is-primary is-block" id="registerWebAuthn" value="次へ"></div>`;
  return loginPage(
    { ...context, attempted: null },
    { template: "webauthn-register", heading: "セキュリティの設定", body },
  );
}

export function webauthnAuthenticatePage(context: PageContext): Markup {
  const body = html`<form id="webauth" action="${context.actionUrl}" method="post">${hiddenFields(SIGN_FIELDS)}</form>
<form id="authn_select"><input type="hidden" name="authn_use_chk" value="practice"></form>
<div class="button-row"><input type="button" class="button is-primary is-block" id="authenticateWebAuthnButton" value="生体認証でログイン"></div>`;
  return loginPage(context, { template: "webauthn-authenticate", heading: "生体認証", body });
}

function hiddenFields(names: readonly string[]): Markup {
  return html`${names.map((name) => html`<input type="hidden" id="${name}" name="${name}">`)}`;
}
