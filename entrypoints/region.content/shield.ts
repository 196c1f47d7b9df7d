/** Keeps what happens on the overlay from the page, which might close the very window that shows the code. */

const types = [
  "pointerdown",
  "pointermove",
  "pointerup",
  "pointercancel",
  "mousedown",
  "mousemove",
  "mouseup",
  "click",
  "touchstart",
  "touchmove",
  "touchend",
] as const;

/**
 * Calls `onPointer` for pointer events on `host` and ends every press there before the page hears of it. Listens at the
 * window's capture phase: first in line, whatever the page stops further in. `isControl`: presses left to our own button.
 */
export const shieldPointer = (
  host: HTMLElement,
  isControl: (event: MouseEvent) => boolean,
  onPointer: (event: PointerEvent) => void,
  signal: AbortSignal,
): void => {
  const take = (event: Event): void => {
    if (event.target !== host) return;
    if (event.type === "click" && event instanceof MouseEvent && isControl(event)) return; // ends at the button
    event.stopImmediatePropagation();
    if (event instanceof PointerEvent && event.type !== "click") onPointer(event);
  };
  for (const type of types) window.addEventListener(type, take, { capture: true, signal });
};
