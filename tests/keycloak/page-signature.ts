/**
 * What an extension can read on a log-in page, without what differs from visit to visit: two pages with equal
 * signatures are the same page to the product. Works on any page of the family, real or made up.
 */
import type { Page } from "@playwright/test";

/** A field or button. Attributes are null when absent: an empty attribute is another thing. */
export interface ControlSignature {
  readonly tag: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly type: string;
  readonly autocomplete: string | null;
  readonly inputMode: string | null;
  readonly ariaInvalid: string | null;
  readonly isVisible: boolean;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  /** Check boxes and radios only. */
  readonly isChecked: boolean | null;
  /** A label is tied to it, so that a screen reader can name it. */
  readonly isLabelled: boolean;
  /** Fields without buttons: "", "uuid", "secret" (20 characters), "text", or a fixed word of the page. */
  readonly value: string | null;
}

export interface FormSignature {
  readonly id: string | null;
  readonly method: string;
  /** Last part of the action's path: authenticate, required-action, reset-credentials ... */
  readonly action: string;
  readonly isNoValidate: boolean;
  /** The form disables its button while it is being sent. */
  readonly isLockedOnSubmit: boolean;
  /** Names of the action's query parameters, sorted. */
  readonly actionParameters: readonly string[];
  readonly controls: readonly ControlSignature[];
}

export interface LinkSignature {
  readonly id: string;
  /** Last part of the path, or "javascript" or "#". */
  readonly target: string;
  readonly parameters: readonly string[];
  /** The query's `mode`, which tells the two set-up links apart. */
  readonly mode: string | null;
}

export interface ImageSignature {
  readonly id: string;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Up to the first character of the base64 text, with any space. */
  readonly sourcePrefix: string;
}

export interface ErrorSignature {
  readonly tag: string;
  readonly id: string;
  readonly isEmpty: boolean;
}

/** The choice of the device on the entry page. */
export type DeviceChoiceSignature =
  | { readonly kind: "none" }
  | { readonly kind: "radios" | "tiles"; readonly count: number; readonly selectedCount: number };

export interface PageSignature {
  /** `data-page-id` of the body. */
  readonly pageId: string | null;
  readonly language: string;
  readonly hasHeading: boolean;
  readonly forms: readonly FormSignature[];
  /** Controls outside every form. */
  readonly looseControls: readonly ControlSignature[];
  readonly links: readonly LinkSignature[];
  readonly images: readonly ImageSignature[];
  readonly errors: readonly ErrorSignature[];
  /** error, warning, info or success, when a message stands above the form. */
  readonly alert: string | null;
  readonly attemptedUsername: "none" | "label" | "input";
  readonly devices: DeviceChoiceSignature;
  /** Ids of other elements that carry facts, in the page's order. */
  readonly marks: readonly string[];
  /** The manual key with letters and digits as "x": eight groups of four. */
  readonly keyShape: string | null;
}

/** Reads the page as it is now: wait for it first. Values never leave the page, only their shapes do. */
export function pageSignature(page: Page): Promise<PageSignature> {
  return page.evaluate(readSignature);
}

/** Runs in the page and so can use nothing but what it declares itself. */
function readSignature(): PageSignature {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const fixedWords = ["on", "true", "manual", "qr"];
  const markIds = [
    ...[
      "kc-totp-settings",
      "kc-totp-supported-apps",
      "kc-totp-secret-key",
      "kc-totp-type",
      "kc-totp-algorithm",
    ],
    ...[
      "kc-totp-digits",
      "kc-totp-period",
      "kc-totp-counter",
      "kc-username",
      "kc-error-message",
      "kc-info-message",
    ],
    ...["kc-delete-text", "kc-logout-confirm", "kc-header-wrapper"],
  ];

  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const shapeOf = (value: string): string => {
    if (value === "" || fixedWords.includes(value)) return value;
    if (uuid.test(value)) return "uuid";
    return /^[A-Za-z0-9]{20}$/.test(value) ? "secret" : "text";
  };
  const readControl = (element: Element): ControlSignature => {
    const control = element as HTMLInputElement | HTMLButtonElement;
    const field = control instanceof HTMLInputElement ? control : null;
    const isTick = field !== null && ["checkbox", "radio"].includes(field.type);
    const isButton = field === null || ["submit", "button"].includes(field.type);
    return {
      tag: control.tagName.toLowerCase(),
      id: control.getAttribute("id"),
      name: control.getAttribute("name"),
      type: control.type,
      autocomplete: control.getAttribute("autocomplete"),
      inputMode: control.getAttribute("inputmode"),
      ariaInvalid: control.getAttribute("aria-invalid"),
      isVisible: isShown(control),
      isReadOnly: field?.readOnly ?? false,
      isRequired: field?.required ?? false,
      isChecked: isTick ? field.checked : null,
      isLabelled: (control.labels?.length ?? 0) > 0,
      value: isButton ? null : shapeOf(field.value),
    };
  };
  const lastPart = (url: URL): string => url.pathname.split("/").at(-1) ?? "";
  const parametersOf = (url: URL): string[] => [...new Set(url.searchParams.keys())].sort();
  const readForm = (form: HTMLFormElement): FormSignature => {
    // Attributes, not properties: a control named `action` or `method` would shadow those.
    const action = new URL(form.getAttribute("action") ?? "", location.href);
    return {
      id: form.getAttribute("id"),
      method: (form.getAttribute("method") ?? "get").toLowerCase(),
      action: lastPart(action),
      isNoValidate: form.hasAttribute("novalidate"),
      isLockedOnSubmit: /disabled\s*=\s*true/.test(form.getAttribute("onsubmit") ?? ""),
      actionParameters: parametersOf(action),
      controls: [...form.querySelectorAll("input, button, select, textarea")].map(readControl),
    };
  };
  const readLink = (link: HTMLAnchorElement): LinkSignature => {
    const source = link.getAttribute("href") ?? "";
    if (source.startsWith("javascript:"))
      return { id: link.id, target: "javascript", parameters: [], mode: null };
    if (source === "#") return { id: link.id, target: "#", parameters: [], mode: null };
    const url = new URL(source, location.href);
    const mode = url.searchParams.get("mode");
    return { id: link.id, target: lastPart(url), parameters: parametersOf(url), mode };
  };
  const readImage = (image: HTMLImageElement): ImageSignature => ({
    id: image.id,
    alt: image.alt,
    widthPx: image.naturalWidth,
    heightPx: image.naturalHeight,
    sourcePrefix: /^data:[^,]*,\s*/.exec(image.src)?.[0] ?? "",
  });
  const readAlert = (): string | null => {
    const box = document.querySelector('[class*="alert"] .kc-feedback-text')?.closest('div[class*="alert"]');
    const kind = /(?:pf-m|alert)-(danger|error|warning|info|success)\b/.exec(box?.className ?? "")?.[1];
    return kind === "danger" ? "error" : (kind ?? null);
  };
  const readDevices = (): DeviceChoiceSignature => {
    const items = [...document.querySelectorAll('[id^="kc-otp-credential-"]')];
    const radios = items.filter((item) => item instanceof HTMLInputElement);
    if (items.length === 0) return { kind: "none" };
    if (radios.length > 0) {
      return {
        kind: "radios",
        count: radios.length,
        selectedCount: radios.filter((radio) => radio.checked).length,
      };
    }
    const selected = items.filter((item) => item.classList.contains("pf-m-selected"));
    return { kind: "tiles", count: items.length, selectedCount: selected.length };
  };

  const user = document.getElementById("kc-attempted-username");
  const controls = [...document.querySelectorAll("input, button, select, textarea")];
  return {
    pageId: document.body.getAttribute("data-page-id"),
    language: document.documentElement.lang,
    hasHeading: document.getElementById("kc-page-title") !== null,
    forms: [...document.forms].map(readForm),
    looseControls: controls.filter((control) => control.closest("form") === null).map(readControl),
    links: [...document.querySelectorAll<HTMLAnchorElement>('a[id]:not([id=""])')].map(readLink),
    images: [...document.querySelectorAll<HTMLImageElement>("img[id]")].map(readImage),
    errors: [...document.querySelectorAll('[id^="input-error"]')].map((element) => ({
      tag: element.tagName.toLowerCase(),
      id: element.id,
      isEmpty: (element.textContent ?? "").trim() === "",
    })),
    alert: readAlert(),
    attemptedUsername: user === null ? "none" : user instanceof HTMLInputElement ? "input" : "label",
    devices: readDevices(),
    marks: [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id) => markIds.includes(id)),
    keyShape: document.getElementById("kc-totp-secret-key")?.textContent?.replace(/[A-Z2-7]/g, "x") ?? null,
  };
}
