/** What is drawn while the member selects: a veil, the rectangle, one line of words and a cancel button. */

import tokens from "../../components/tokens.css?inline";
import { createOwnElement } from "../../lib/platform/own-element.ts";
import type { ViewportRect } from "../../lib/protocol/requests.ts";
import styles from "./overlay.css?inline";

export interface OverlayTexts {
  readonly hint: string;
  readonly keys: string;
  readonly cancel: string;
  readonly label: string;
}

export interface Overlay {
  /** The target of every event on the overlay, as listeners outside the closed shadow root see it. */
  readonly host: HTMLElement;
  /** Keeps a pointer that leaves the window during a drag. */
  capturePointer(pointerId: number): void;
  draw(rect: ViewportRect): void;
  say(text: string): void;
  hide(): void;
  show(): void;
  remove(): void;
  onCancel(cancel: () => void): void;
  /** True for a press on the cancel button, by pointer or by key. */
  isControl(event: MouseEvent): boolean;
  /** True while the cancel button has the keyboard. */
  hasControlFocus(): boolean;
}

export const createOverlay = (lang: string, texts: OverlayTexts): Overlay => {
  const { host, shadow } = createOwnElement("hitotoki-region");
  host.lang = lang;
  host.style.setProperty("all", "initial", "important");
  shadow.adoptedStyleSheets = [tokens, styles].map(sheetOf);

  // A page's modal dialog makes everything outside it inert; only a modal dialog of our own lies above it.
  const needsDialog = document.querySelector("dialog:modal") !== null;
  const surface = document.createElement(needsDialog ? "dialog" : "div");
  surface.className = "surface";
  surface.setAttribute("role", "application");
  surface.setAttribute("aria-label", texts.label);
  surface.tabIndex = 0;
  if (!needsDialog) surface.setAttribute("popover", "manual");

  const box = element("div", "box");
  const bar = element("div", "bar");
  const words = element("p", "words", texts.hint);
  words.setAttribute("role", "status");
  const cancelButton = element("button", "cancel", texts.cancel);
  bar.append(words, element("p", "keys", texts.keys), cancelButton);
  surface.append(box, bar);
  shadow.append(surface);
  document.documentElement.append(host);

  const show = (): void => {
    if (surface instanceof HTMLDialogElement) surface.showModal();
    else surface.showPopover();
    surface.focus();
  };
  const hide = (): void => {
    if (surface instanceof HTMLDialogElement) surface.close();
    else surface.hidePopover();
  };
  if (surface instanceof HTMLDialogElement)
    surface.addEventListener("cancel", (event) => event.preventDefault());
  show();

  return {
    host,
    capturePointer: (pointerId) => surface.setPointerCapture(pointerId),
    show,
    hide,
    draw: ({ x, y, width, height }) => {
      box.style.setProperty("transform", `translate(${x}px, ${y}px)`);
      box.style.setProperty("width", `${width}px`);
      box.style.setProperty("height", `${height}px`);
      box.classList.add("drawn");
    },
    say: (text) => {
      words.textContent = text;
      box.classList.remove("drawn");
    },
    remove: () => host.remove(),
    onCancel: (cancel) =>
      cancelButton.addEventListener("click", (event) => {
        event.stopPropagation();
        cancel();
      }),
    // A click made by a key has no place (UI Events: detail 0).
    isControl: ({ type, detail, clientX, clientY }) =>
      type === "click" && detail === 0
        ? shadow.activeElement === cancelButton
        : shadow.elementFromPoint(clientX, clientY) === cancelButton,
    hasControlFocus: () => shadow.activeElement === cancelButton,
  };
};

const element = (tag: "div" | "p" | "button", className: string, text = ""): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (made instanceof HTMLButtonElement) made.type = "button";
  return made;
};

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};
