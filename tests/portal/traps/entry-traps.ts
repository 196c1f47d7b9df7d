/** Entry pages that only look right, and mail pages that look like entry pages. */
import { SAMPLE_DEVICES } from "../gallery.ts";
import { html, type Markup, raw } from "../html.ts";
import { EMAIL_STYLES, emailOtpPage } from "../pages/email-otp.ts";
import { entryPage } from "../pages/entry.ts";
import type { PageContext } from "../theme.ts";
import { loginPage } from "../theme.ts";
import { renderLate } from "./setup-traps.ts";

type PageMaker = (context: PageContext) => Markup;

const DEVICE = SAMPLE_DEVICES[0];

const emailTraps = Object.fromEntries(
  EMAIL_STYLES.map((style): [string, PageMaker] => [
    `email-${style}`,
    (context) => emailOtpPage(context, style),
  ]),
);

export const ENTRY_TRAPS: Readonly<Record<string, PageMaker>> = {
  ...emailTraps,
  "hostile-names": (context) => insertInForm(single(context), hostileFields()),
  "two-otp": (context) =>
    insertInForm(
      single(context),
      raw(
        '<div class="field"><label for="otp2">確認用</label><input id="otp2" name="otp" type="text"></div>',
      ),
    ),
  "hidden-otp": (context) =>
    replaceOnce(single(context), 'id="otp" name="otp" type="text"', 'id="otp" name="otp" type="hidden"'),
  "invisible-otp": (context) =>
    replaceOnce(
      single(context),
      'id="otp" name="otp" type="text"',
      'id="otp" name="otp" type="text" style="display:none"',
    ),
  "readonly-otp": (context) =>
    replaceOnce(
      single(context),
      'id="otp" name="otp" type="text"',
      'id="otp" name="otp" type="text" readonly',
    ),
  "foreign-action": (context) => single({ ...context, actionUrl: "https://collect.example.invalid/take" }),
  "renamed-ids": (context) =>
    new RenameIds(single(context))
      .rename("kc-otp-login-form", "form-a")
      .rename('"otp"', '"passcode"')
      .rename("kc-login", "go").page,
  "otp-in-search": (context) =>
    loginPage(context, {
      template: "search",
      heading: "お問い合わせ検索",
      body: html`<form action="${context.actionUrl}" method="post"><div class="field"><label for="otp">受付番号（6桁）</label><input id="otp" name="otp" type="text"></div><div class="button-row"><input class="button is-primary" type="submit" value="検索"></div></form>`,
    }),
  "late-entry": (context) => renderLate(single(context)),
  "repeated-names": (context) =>
    entryPage(
      context,
      [
        DEVICE,
        { id: SAMPLE_DEVICES[1].id, label: DEVICE.label },
        { id: "0f0e0d0c-0003-4000-8000-000000000003", label: "" },
      ],
      DEVICE.id,
    ),
};

function single(context: PageContext): Markup {
  return entryPage(context, [DEVICE], DEVICE.id);
}

/** Form controls hide the form's own members of the same name. */
function hostileFields(): Markup {
  const names = [
    "querySelector",
    "querySelectorAll",
    "action",
    "getAttribute",
    "elements",
    "submit",
    "requestSubmit",
    "parentNode",
    "ownerDocument",
  ];
  return html`${names.map((name) => html`<input type="hidden" name="${name}" value="x">`)}`;
}

function insertInForm(page: Markup, fields: Markup): Markup {
  return raw(page.source.replace("</form>", () => `${fields.source}</form>`));
}

function replaceOnce(page: Markup, from: string, to: string): Markup {
  if (!page.source.includes(from)) throw new RangeError("the page no longer contains what the trap changes");
  return raw(page.source.replace(from, () => to));
}

class RenameIds {
  readonly page: Markup;
  constructor(page: Markup) {
    this.page = page;
  }
  rename(from: string, to: string): RenameIds {
    return new RenameIds(raw(this.page.source.replaceAll(from, to)));
  }
}
