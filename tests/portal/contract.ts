/**
 * What the practice portal has to have in common with a real Keycloak: the parts of a page that the product reads or
 * presses. Recorded pages and practice pages are both brought down to these before they are compared.
 */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import type { SignatureByPage } from "../keycloak/collect-signatures.ts";
import type {
  ControlSignature,
  DeviceChoiceSignature,
  ErrorSignature,
  FormSignature,
  ImageSignature,
  PageSignature,
} from "../keycloak/page-signature.ts";
import { pageSignature } from "../keycloak/page-signature.ts";
import type { LoginTheme } from "../keycloak/realm.ts";
import type { Variant } from "./types.ts";

/** Which variant imitates which theme of the server under test. */
export const VARIANT_BY_THEME: Readonly<Record<LoginTheme, Variant>> = {
  "kosmo-like": "base26.7",
  "kosmo-like-v2": "v2-26.x",
};

/** Recorded pages that the practice portal shows under the same name. */
export const CONTRACT_PAGES = [
  "login",
  "login-error",
  "reauth",
  "otp-single",
  "otp-several",
  "otp-error",
  "otp-several-error",
  "otp-with-alternative",
  "select-method",
  "setup-qr",
  "setup-qr-again",
  "setup-manual",
  "setup-error",
  "setup-manual-error",
  "setup-label-error",
  "setup-console",
  "setup-after-reset",
  "update-password",
  "update-password-error",
  "delete-device",
  "reset-password",
  "reset-sent",
  "page-expired",
  "error",
  "logout-confirm",
] as const;
export type ContractPage = (typeof CONTRACT_PAGES)[number];

/** A practice page without a recording of its own: it has the elements of "setup-label-error", with another text. */
export const NAME_TAKEN_PAGE = "setup-name-taken";

/**
 * Attributes of a field or button:
 * - `id`, `name`, `type`, `isVisible`, `isReadOnly`: `readField` and `readControls` (entrypoints/portal.content/read-forms.ts)
 *   and every selector of lib/core/portal/fields.ts. `tag`: what `FIELDS` and `CONTROLS` there choose by.
 * - `ariaInvalid`: `readErrors` (read-page.ts), for `#otp`, `#totp` and `#userLabel`.
 * - `isChecked`, `value`: `readDevices` and `readSelectedCredentialId` (read-devices.ts); of `#mode` and `#totpSecret`
 *   `readSetup` (read-page.ts); the sign-out box is the user's own choice, which the product explains but does not make.
 * - `autocomplete`, `inputMode`, `isRequired`, `isLabelled`: not read, but they decide what the browser and a screen reader
 *   do with the field that the product fills.
 */
const READ_ATTRIBUTES = [
  "tag",
  "id",
  "name",
  "type",
  "isVisible",
  "isReadOnly",
  "ariaInvalid",
  "isChecked",
  "value",
  "autocomplete",
  "inputMode",
  "isRequired",
  "isLabelled",
] as const satisfies readonly (keyof ControlSignature)[];

type ReadableControl = Pick<ControlSignature, (typeof READ_ATTRIBUTES)[number]>;

/**
 * `id` and `method`: `readForm` (read-forms.ts). Of the action only the origin is read, which is always the page's own.
 * `isLockedOnSubmit`: whether a button that was pressed can be pressed once more; `isNoValidate`: whether the browser
 * stops a form with an empty `required` field.
 */
interface ReadableForm extends Pick<FormSignature, "id" | "method" | "isLockedOnSubmit" | "isNoValidate"> {
  readonly controls: readonly ReadableControl[];
}

/**
 * The rest of `readPageFeatures` (read-page.ts) and `MARKER_SELECTORS` (lib/core/portal/page-features.ts): the body's page
 * id, `#kc-page-title`, `#kc-attempted-username`, controls outside forms (their number decides whether a page is an entry
 * page), ids of links (`#loginRestartLink`, `#loginContinueLink`), the QR picture with its natural size and source, the
 * printed key, error elements and whether they are empty, the alert's kind, the device list, and marking elements.
 */
export interface ReadablePage
  extends Pick<
    PageSignature,
    "pageId" | "language" | "hasHeading" | "alert" | "attemptedUsername" | "keyShape"
  > {
  readonly forms: readonly ReadableForm[];
  readonly looseControls: readonly ReadableControl[];
  /** Where links lead is not read. */
  readonly linkIds: readonly string[];
  readonly images: readonly ImageSignature[];
  readonly errors: readonly ErrorSignature[];
  readonly devices: DeviceChoiceSignature;
  readonly marks: readonly string[];
}

/** The part of a page that the product depends on. */
export function readablePage(page: PageSignature): ReadablePage {
  const { pageId, language, hasHeading, alert, attemptedUsername, keyShape } = page;
  return {
    ...{ pageId, language, hasHeading, alert, attemptedUsername, keyShape },
    forms: page.forms.map(({ id, method, isLockedOnSubmit, isNoValidate, controls }) => ({
      ...{ id, method, isLockedOnSubmit, isNoValidate },
      controls: controls.map(readableControl),
    })),
    looseControls: page.looseControls.map(readableControl),
    linkIds: page.links.map(({ id }) => id),
    images: page.images,
    errors: page.errors,
    devices: page.devices,
    marks: page.marks,
  };
}

/** The page of that name in signatures that were recorded or collected. @throws {Error} when it is missing. */
export function readableOf(
  signatures: SignatureByPage,
  name: ContractPage | typeof NAME_TAKEN_PAGE,
): ReadablePage {
  const signature = signatures[name];
  if (signature === undefined) throw new Error("the signatures have no such page");
  return readablePage(signature);
}

/** A Chromium to open the pages with. @throws {Error} when the machine has none. */
export function browserPath(): string {
  const candidates = [process.env["HITOTOKI_BROWSER"], chromium.executablePath(), "/usr/bin/chromium"];
  const found = candidates.find((path) => path !== undefined && path !== "" && existsSync(path));
  if (found === undefined) throw new Error("no Chromium found: set HITOTOKI_BROWSER");
  return found;
}

/** Every contract page of a running practice portal. The browser must resolve the portal's hosts. */
export async function collectPracticeSignatures(
  browser: Browser,
  origin: string,
  variant: Variant,
): Promise<SignatureByPage> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const signatures: Record<string, PageSignature> = {};
  for (const name of [...CONTRACT_PAGES, NAME_TAKEN_PAGE]) {
    await page.goto(`${origin}/pages/${name}?variant=${variant}`);
    signatures[name] = await pageSignature(page);
  }
  await context.close();
  return signatures;
}

function readableControl(control: ControlSignature): ReadableControl {
  return Object.fromEntries(READ_ATTRIBUTES.map((name) => [name, control[name]])) as ReadableControl;
}
