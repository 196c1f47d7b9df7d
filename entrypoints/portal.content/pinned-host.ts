/** The card's host element, kept as we made it against the page's styles and scripts. */

import { createOwnElement } from "../../lib/platform/own-element.ts";

export interface PinnedHost {
  readonly host: HTMLElement;
  readonly shadow: ShadowRoot;
  /** Moves the host; false when it stands there already. */
  moveTo(left: number, top: number): boolean;
  /** True while nobody but us has touched the host's attributes. */
  isUntouched(): boolean;
}

/** Inline and important: the page's own rules for unknown elements or popovers do not reach our host. */
const hostStyle: Readonly<Record<string, string>> = {
  all: "initial",
  "color-scheme": "light dark",
  position: "fixed",
  inset: "auto",
  margin: "0",
  border: "0",
  padding: "0",
  overflow: "visible",
  background: "transparent",
};

/** Makes the host and watches it; `onTouched` is called after a foreign change was undone. */
export const createPinnedHost = (tag: string, onTouched: () => void, signal: AbortSignal): PinnedHost => {
  const { host, shadow } = createOwnElement(tag);
  let place: Readonly<Record<string, string>> = {};
  let pinned: string | null = null;
  const pin = (): void => {
    host.setAttribute("popover", "manual");
    host.removeAttribute("style");
    for (const [name, value] of Object.entries({ ...hostStyle, ...place })) {
      host.style.setProperty(name, value, "important");
    }
    pinned = host.getAttribute("style");
  };
  const isUntouched = (): boolean =>
    host.getAttribute("style") === pinned && host.getAttribute("popover") === "manual";
  const observer = new MutationObserver(() => {
    if (isUntouched()) return;
    pin();
    onTouched();
  });
  pin();
  observer.observe(host, { attributes: true });
  signal.addEventListener("abort", () => observer.disconnect());

  return {
    host,
    shadow,
    isUntouched,
    moveTo: (left, top) => {
      const next = { left: `${left}px`, top: `${top}px` };
      if (next.left === place["left"] && next.top === place["top"]) return false;
      place = next;
      pin();
      return true;
    },
  };
};
