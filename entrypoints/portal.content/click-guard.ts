/**
 * Was this click really made by a person on a card they could see? A page may hide our host element, lay something
 * over it, or dispatch events of its own; in each case the answer is no and nothing is released.
 */

/** The card must have been wholly visible, in place and unchanged this long before a click counts. */
const settledMs = 500;

export interface ClickGuard {
  isGenuine(event: MouseEvent): boolean;
  /** The card was moved or redrawn: what the pointer is over now is not what the member aimed at. */
  restart(): void;
}

/** Watches `host` from now on; `button` clicks are judged by {@link ClickGuard.isGenuine}. */
export const guardClicks = (host: HTMLElement, signal: AbortSignal): ClickGuard => {
  let settlingSinceMs: number | null = null;
  const isSettled = (): boolean =>
    settlingSinceMs !== null && performance.now() - settlingSinceMs >= settledMs;
  const restart = (): void => {
    if (settlingSinceMs !== null) settlingSinceMs = performance.now();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        // `isVisible` (Intersection Observer v2): not covered, not transparent, not transformed by the page.
        const isSeen =
          entry.intersectionRatio >= 0.99 && (entry as { isVisible?: boolean }).isVisible !== false;
        settlingSinceMs = isSeen ? (settlingSinceMs ?? performance.now()) : null;
      }
    },
    { threshold: [0, 0.5, 0.99, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit, // v2 options, missing from lib.dom
  );
  observer.observe(host);
  signal.addEventListener("abort", () => observer.disconnect());
  // Who is already pressing (a double click, a game) has not read a card that has just come under the pointer.
  const onPress = (event: Event): void => {
    if (event.isTrusted && !isSettled()) restart();
  };
  for (const type of ["pointerdown", "keydown"]) {
    window.addEventListener(type, onPress, { capture: true, signal });
  }

  return {
    restart,
    isGenuine: (event) => {
      if (!event.isTrusted || document.visibilityState !== "visible" || !isSettled()) return false;
      if (host.parentElement !== document.documentElement || zoomOf(host) !== 1) return false;
      return isShown(host) && !isCovered(host, event) && !hasLaterLayer(host);
    },
  };
};

/** CSS zoom of the element and all around it (Chrome 128); the browser's own page zoom is no part of it. */
const zoomOf = (host: HTMLElement): number => (host as { currentCSSZoom?: number }).currentCSSZoom ?? 1;

const isShown = (host: HTMLElement): boolean => {
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
    return false;
  for (let step: Element | null = host; step !== null; step = step.parentElement) {
    const { opacity, filter, clipPath, maskImage, mixBlendMode } = getComputedStyle(step);
    if (Number(opacity) < 0.95 || filter !== "none" || clipPath !== "none") return false;
    if (maskImage !== "none" || mixBlendMode !== "normal") return false;
  }
  return true;
};

/** Another element answers at the click or at the card's corners and centre. Keyboard clicks have no point of their own. */
const isCovered = (host: HTMLElement, event: MouseEvent): boolean => {
  const { left, top, right, bottom } = host.getBoundingClientRect();
  const points = [
    [left + 12, top + 12],
    [right - 12, top + 12],
    [(left + right) / 2, (top + bottom) / 2],
    [left + 12, bottom - 12],
    [right - 12, bottom - 12],
  ];
  if (event.detail > 0) points.push([event.clientX, event.clientY]);
  return points.some(([x = 0, y = 0]) => Document.prototype.elementFromPoint.call(document, x, y) !== host);
};

/** A popover, modal dialog or full-screen element of the page may lie above ours without catching the pointer. */
const hasLaterLayer = (host: HTMLElement): boolean => {
  const layers = Document.prototype.querySelectorAll.call(
    document,
    ":popover-open, dialog:modal, :fullscreen",
  );
  const own = host.getBoundingClientRect();
  return Array.from(layers).some((layer) => {
    if (layer === host) return false;
    const other = layer.getBoundingClientRect();
    return (
      other.left < own.right && other.right > own.left && other.top < own.bottom && other.bottom > own.top
    );
  });
};
