/** Reads what a page shows into plain data. Changes nothing on the page; what it reads is judged in `lib/core/portal`. */
import { readPortalOrigin } from "../../lib/core/account/origin-match.ts";
import {
  MARKER_SELECTORS,
  type Marker,
  type PageError,
  type PageFeatures,
  type SetupFeatures,
} from "../../lib/core/portal/page-features.ts";
import type { PageParameterTexts } from "../../lib/core/portal/page-parameters.ts";
import { findPageWords, foldText } from "../../lib/core/portal/page-words.ts";
import {
  attribute,
  closest,
  contentText,
  documentUrl,
  imageSize,
  inputValue,
  isDocumentVisible,
  query,
  queryAll,
  tagOf,
  textOf,
} from "./dom.ts";
import {
  DEVICE_RADIO,
  DEVICE_TILE,
  deviceIdOf,
  readDevices,
  readSelectedCredentialId,
} from "./read-devices.ts";
import { CONTROLS, FIELDS, readControls, readField, readForm } from "./read-forms.ts";

/** The set-up material itself. Holds the secret: to be read only after the user's own click, and handed inward at once. */
export interface EnrolmentMaterial {
  readonly qrImage: HTMLImageElement | null;
  readonly keyText: string | null;
  readonly totpSecret: string | null;
  readonly parameterTexts: PageParameterTexts;
  readonly headerName: string;
}

// Login pages have about ten fields and twenty controls. More than this is no login page, and is not examined further.
const MAX_FORMS = 40;
const MAX_FIELDS = 150;
const MAX_CONTROLS = 250;
const MAX_TEXT_NODES = 4000;
const MAX_TEXT_LENGTH = 40_000;

const QR_IMAGE = "img#kc-totp-secret-qr-code";
const KEY_TEXT = "#kc-totp-secret-key";

// The frame of the login in the two stock theme families. Where a theme has neither, the whole body counts.
const LOGIN_CONTENT = '.card-pf, .login-pf-page, main, [class*="login__main"]';

// Free text of the user's own and lists that say nothing about the page. The printed key is no wording either.
const NOT_WORDING = `#kc-username, #kc-locale, select, textarea, ${KEY_TEXT}, label[for^="kc-otp-credential-"], ${DEVICE_TILE}`;

/**
 * The features of the document as it stands. Values of fields are left out, except the chosen device, the user name
 * that the page shows and the set-up mode. Bounded work; no side effects.
 */
export function readPageFeatures(document: Document): PageFeatures {
  const content = findLoginContent(document);
  const forms = queryAll(document, "form");
  const fields = queryAll(document, FIELDS);
  const controls = queryAll(document, CONTROLS);
  const wording = readWording(document, content);
  const kept = forms.slice(0, MAX_FORMS);
  return {
    origin: readPortalOrigin(documentUrl(document)),
    isTopFrame: window.top === window,
    isVisible: isDocumentVisible(document),
    httpStatus: readHttpStatus(),
    isTruncated:
      wording.isCut ||
      forms.length > MAX_FORMS ||
      fields.length > MAX_FIELDS ||
      controls.length > MAX_CONTROLS,
    pageId: readPageId(document),
    headerName: readHeaderName(document),
    attemptedUsername: readAttemptedUsername(document),
    markers: readMarkers(document),
    words: findPageWords(wording.text),
    forms: kept.map((form) => readForm(document, form)),
    fields: fields.slice(0, MAX_FIELDS).map((field) => readField(field, kept)),
    controls: readControls(controls.slice(0, MAX_CONTROLS), kept, content),
    devices: readDevices(document),
    selectedCredentialId: readSelectedCredentialId(document),
    setup: readSetup(document),
    errors: readErrors(document),
  };
}

/**
 * The set-up material of the page: QR image, printed key, the secret repeated in the form, and the printed parameters.
 * Each null where the page has none. Secret-bearing, see `EnrolmentMaterial`.
 */
export function readEnrolmentMaterial(document: Document): EnrolmentMaterial {
  const image = query(document, QR_IMAGE);
  const secret = query(document, 'input[name="totpSecret"]');
  return {
    qrImage: image instanceof HTMLImageElement ? image : null,
    keyText: readText(document, KEY_TEXT),
    totpSecret: secret === null || inputValue(secret) === "" ? null : inputValue(secret),
    parameterTexts: {
      type: readText(document, "#kc-totp-type"),
      algorithm: readText(document, "#kc-totp-algorithm"),
      digits: readText(document, "#kc-totp-digits"),
      period: readText(document, "#kc-totp-period"),
      counter: readText(document, "#kc-totp-counter"),
    },
    headerName: readHeaderName(document),
  };
}

/**
 * The element that selects the device `deviceId` of `PageFeatures.devices`: a radio button or a tile to be clicked.
 * Null when the list has changed since.
 */
export function findDeviceControl(document: Document, deviceId: string): HTMLElement | null {
  const choices = [...queryAll(document, DEVICE_RADIO), ...queryAll(document, DEVICE_TILE)];
  const choice = choices.find((element) => deviceIdOf(element) === deviceId);
  return choice instanceof HTMLElement ? choice : null;
}

function findLoginContent(document: Document): Element | null {
  const anchor = query(document, 'form[id^="kc-"], input[name="otp"], input[name="totp"]');
  return (anchor === null ? null : closest(anchor, LOGIN_CONTENT)) ?? query(document, "body");
}

function readWording(document: Document, content: Element | null): { text: string; isCut: boolean } {
  if (content === null) return { text: "", isCut: false };
  const limits = { excluded: NOT_WORDING, maxNodes: MAX_TEXT_NODES, maxLength: MAX_TEXT_LENGTH };
  const { text, isCut } = contentText(document, content, limits);
  const hints = queryAll(content, "[placeholder], [aria-label]")
    .slice(0, MAX_FIELDS)
    .map((element) => `${attribute(element, "placeholder") ?? ""} ${attribute(element, "aria-label") ?? ""}`);
  const headings = ["title", "#kc-page-title"].map((selector) => readText(document, selector) ?? "");
  // A line feed between the parts keeps them apart no more than folding does, so a sign that folding leaves is used.
  return { text: [...headings, text, ...hints].join("|"), isCut };
}

function readHttpStatus(): number | null {
  const navigation: unknown = performance.getEntriesByType?.("navigation")?.[0];
  if (typeof navigation !== "object" || navigation === null || !("responseStatus" in navigation)) return null;
  const status = navigation.responseStatus;
  return typeof status === "number" && status > 0 ? status : null;
}

function readPageId(document: Document): string | null {
  const body = query(document, "body");
  return body === null ? null : attribute(body, "data-page-id");
}

function readText(document: Document, selector: string): string | null {
  const element = query(document, selector);
  const text = element === null ? "" : textOf(element).trim();
  return text === "" ? null : text;
}

function readHeaderName(document: Document): string {
  return (readText(document, "#kc-header-wrapper") ?? "").replace(/\s+/g, " ").slice(0, 200);
}

function readAttemptedUsername(document: Document): string | null {
  const shown = query(document, "#kc-attempted-username");
  if (shown === null) return null;
  const text = (tagOf(shown) === "input" ? inputValue(shown) : textOf(shown)).trim();
  return text === "" ? null : text.slice(0, 255);
}

function readMarkers(document: Document): readonly Marker[] {
  const markers = Object.keys(MARKER_SELECTORS) as Marker[];
  return markers.filter((marker) => query(document, MARKER_SELECTORS[marker]) !== null);
}

function readSetup(document: Document): SetupFeatures {
  const { qrImage, keyText, totpSecret } = readEnrolmentMaterial(document);
  const mode = query(document, 'input#mode[type="hidden"]');
  return {
    totpSecretLength: totpSecret === null ? null : totpSecret.length,
    keyTextLength: keyText === null ? null : foldText(keyText).length,
    qrImage: qrImage === null ? null : imageSize(qrImage),
    mode: mode === null ? null : inputValue(mode).slice(0, 16),
  };
}

function readErrors(document: Document): readonly PageError[] {
  const errors = new Set<PageError>();
  for (const element of queryAll(document, '[id^="input-error"]')) {
    if (foldText(textOf(element)) !== "") errors.add(errorFieldOf(attribute(element, "id") ?? ""));
  }
  if (query(document, '#otp[aria-invalid="true"], #totp[aria-invalid="true"]') !== null) errors.add("code");
  if (query(document, '#userLabel[aria-invalid="true"]') !== null) errors.add("device-name");
  const alerts = queryAll(document, '.alert-error, [class*="c-alert"].pf-m-danger');
  if (alerts.some((alert) => foldText(textOf(alert)) !== "")) errors.add("page");
  return [...errors];
}

// `input-error-otp-code`, `-otp`, `-totp` for the code, `-otp-label`, `-userLabel` for the name, with `container-` before
// them in later versions; user name and password errors belong to the page as a whole.
function errorFieldOf(id: string): PageError {
  if (/label/i.test(id)) return "device-name";
  return /otp|code/i.test(id) ? "code" : "page";
}
