/** Set-up pages that must not be trusted as they stand. */
import { sampleSetup } from "../gallery.ts";
import { html, type Markup, raw } from "../html.ts";
import { setupPage } from "../pages/setup.ts";
import { formatKeyUri, qrDataUri } from "../qr-image.ts";
import type { PageContext } from "../theme.ts";
import { toBase32, toGroupedKey } from "../totp.ts";
import { REALM_NAME } from "../types.ts";

/** Differs from the sample secret in every place where a page disagrees with itself. */
export const OTHER_SECRET = "Ww9wTw8wSw7wRw6wQw5w";

// One account "demo" of issuer "Demo" with the key bytes "Hello!", in the export format of a phone's app.
const MIGRATION_URI = "otpauth-migration://offline?data=ChoKBkhlbGxvIRIEZGVtbxoERGVtbyABKAEwAhABGAEgAA%3D%3D";
const MICROSOFT_URI =
  "phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fmobileappcommunicator.example.invalid%2Factivate";

type PageMaker = (context: PageContext) => Markup;

export const SETUP_TRAPS: Readonly<Record<string, PageMaker>> = {
  "qr-url": withQr("https://www.example.invalid/campaign?id=20260401"),
  "qr-migration": withQr(MIGRATION_URI),
  "qr-hotp": withQr(
    `otpauth://hotp/Demo:demo_user02?secret=${toBase32("Ab3dEf6hIjKlMnOpQrS1")}&digits=6&algorithm=SHA1&issuer=Demo&counter=0`,
  ),
  "qr-microsoft": withQr(MICROSOFT_URI),
  "qr-other-account": withQr(formatKeyUri(REALM_NAME, "demo_user99", toBase32("Ab3dEf6hIjKlMnOpQrS1"))),
  "hidden-disagrees": (context) => setupPage(context, { ...sampleSetup(), hiddenSecret: OTHER_SECRET }),
  "key-disagrees": (context) =>
    setupPage(context, { ...sampleSetup(), mode: "manual", groupedKey: toGroupedKey(OTHER_SECRET) }),
  "broken-image": (context) => setupPage(context, { ...sampleSetup(), qrSrc: "data:image/png;base64, AAAA" }),
  "late-setup": (context) => lateSetupPage(context),
};

/** The picture says something else than an authenticator's key; hidden field and form are as usual. */
function withQr(text: string): PageMaker {
  return (context) => setupPage(context, { ...sampleSetup(), qrSrc: qrDataUri(text) });
}

/**
 * The page's content is put in by a script after load, as script-rendered themes do it. The parts wait in a
 * template element, which no selector of the document reaches.
 */
export function renderLate(page: Markup): Markup {
  const [head = "", tail = ""] = splitBody(page.source);
  const script = html`<script>addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  const late = document.getElementById("late");
  document.getElementById("root").append(late.content.cloneNode(true));
  late.remove();
})));</script>`;
  return html`${raw(head)}<div id="root"></div><template id="late">${raw(tail)}</template>${script}</body></html>`;
}

function lateSetupPage(context: PageContext): Markup {
  return renderLate(setupPage(context, sampleSetup()));
}

function splitBody(source: string): readonly string[] {
  const start = source.indexOf(">", source.indexOf("<body")) + 1;
  const end = source.lastIndexOf("</body>");
  return [source.slice(0, start), source.slice(start, end).replace(/<script[\s\S]*?<\/script>/g, "")];
}
