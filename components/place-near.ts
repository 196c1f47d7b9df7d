const gapPx = 4;
const marginPx = 8;

/**
 * Puts a fixed element under its anchor, right edges aligned; above it when there is more room there.
 * The result stays within the window with a margin of 8 px; what is taller than the window scrolls inside.
 */
export function placeNear(element: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: widthPx, offsetHeight: heightPx } = element;
  const roomBelow = window.innerHeight - box.bottom - gapPx - marginPx;
  const isAbove = heightPx > roomBelow && box.top > window.innerHeight - box.bottom;
  const top = isAbove ? box.top - gapPx - heightPx : box.bottom + gapPx;
  const left = box.right - widthPx;
  const clamp = (valuePx: number, sizePx: number, limitPx: number) =>
    Math.max(marginPx, Math.min(valuePx, limitPx - marginPx - sizePx));
  // Set through the CSSOM: a style attribute would be refused by the pages' content security policy.
  element.style.setProperty("top", `${clamp(top, heightPx, window.innerHeight)}px`);
  element.style.setProperty("left", `${clamp(left, widthPx, window.innerWidth)}px`);
}
