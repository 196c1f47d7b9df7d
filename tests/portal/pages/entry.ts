/** Entry of a code from an authenticator, with a choice of device where there are several. */
import type { Markup } from "../html.ts";
import { attributes, html, raw } from "../html.ts";
import type { PageContext } from "../theme.ts";
import {
  ariaInvalid,
  containedError,
  fieldError,
  isLate,
  isV2,
  lockOnSubmit,
  loginPage,
  submitControl,
} from "../theme.ts";

export interface DeviceView {
  readonly id: string;
  readonly label: string;
}

/** `selectedId`: the device checked at load. */
export function entryPage(context: PageContext, devices: readonly DeviceView[], selectedId: string): Markup {
  const { variant } = context;
  const v2 = isV2(variant);
  const error = context.fieldErrors?.["otp"];
  const lock = isLate(variant) ? lockOnSubmit("login") : null;
  const code = attributes({
    autocomplete: variant === "base24" ? "off" : "one-time-code",
    inputmode: variant === "v2-26.x" ? "numeric" : null,
    dir: variant === "base26" || variant === "base26.7" ? "ltr" : null,
    autofocus: true,
  });
  const body = html`<form id="kc-otp-login-form" action="${context.actionUrl}" method="post"${attributes({ onsubmit: lock })}>
${v2 ? tileChoice(devices, selectedId) : radioChoice(devices, selectedId)}
<div class="field"><label for="otp">ワンタイムパスワード</label>
<input id="otp" name="otp" type="text"${code}${ariaInvalid(error)}>
${entryError(context, error)}</div>
<div class="button-row">${submitControl(variant, "kc-login", "login", "トップページへ")}</div>
</form>`;
  return loginPage(context, { template: "login-otp", heading: "ログイン", body });
}

/** Which device is to be replaced after a forgotten password; asks for no code. */
export function resetOtpPage(
  context: PageContext,
  devices: readonly DeviceView[],
  selectedId: string,
): Markup {
  const body = html`<form id="kc-otp-reset-form" action="${context.actionUrl}" method="post">
<p id="kc-otp-reset-form-description">設定をやり直すデバイスを選んでください。</p>
${isV2(context.variant) ? tileChoice(devices, selectedId) : radios(devices, selectedId)}
<div class="button-row">${submitControl(context.variant, "kc-otp-reset-form-submit", null, "実行")}</div>
</form>`;
  return loginPage(context, { template: "login-reset-otp", heading: "デバイスの選択", body });
}

/** The name shown for a device without one. */
export function deviceName(device: DeviceView): string {
  return device.label === "" ? "unnamed" : device.label;
}

function radioChoice(devices: readonly DeviceView[], selectedId: string): Markup {
  return devices.length < 2 ? raw("") : radios(devices, selectedId);
}

function radios(devices: readonly DeviceView[], selectedId: string): Markup {
  return html`<div class="device-choice">${devices.map(
    (device, index) =>
      html`<div><input id="kc-otp-credential-${index}" type="radio" name="selectedCredentialId" value="${device.id}"${attributes({ checked: device.id === selectedId })}><label for="kc-otp-credential-${index}"><span aria-hidden="true"></span><span>${deviceName(device)}</span></label></div>`,
  )}</div>`;
}

/** Tiles are no form fields; the hidden field carries the choice. None looks chosen at load. */
function tileChoice(devices: readonly DeviceView[], selectedId: string): Markup {
  const hidden = html`<input type="hidden" id="selectedCredentialId" name="selectedCredentialId" value="${selectedId}">`;
  if (devices.length < 2) return hidden;
  return html`${hidden}<div class="device-choice">${devices.map(
    (device, index) =>
      html`<div id="kc-otp-credential-${index}" class="pf-v5-c-tile" onclick="toggleOTP(${index}, '${device.id}')"><span class="pf-v5-c-tile__header"><span class="pf-v5-c-tile__title">${deviceName(device)}</span></span></div>`,
  )}</div>
<script>function toggleOTP(index, credential) {
  document.getElementById("selectedCredentialId").value = credential;
  const chosen = document.getElementById("kc-otp-credential-" + index);
  for (const tile of chosen.parentElement.children) tile.classList.toggle("pf-m-selected", tile === chosen);
}</script>`;
}

function entryError(context: PageContext, error: string | undefined): Markup {
  switch (context.variant) {
    case "base24":
    case "base26":
    case "base26.7":
      return fieldError("input-error-otp-code", error);
    case "v2-26.0":
      return html`${fieldError("input-error-otp", error, "div")}<div id="input-error-client-otp" class="field-error"></div>`;
    case "v2-26.x":
      return containedError("otp", error);
  }
}
