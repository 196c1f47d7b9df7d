/** Where the offer may stand: beside its anchor, inside the window, never over the QR, the fields or the buttons. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
}

const gapPx = 16;

/**
 * The best place for a card of `size` in a `viewport` (CSS pixels). Places beside the anchor come first, then the
 * corners; the first that covers nothing of `keepClear` wins, else the one that covers least, the QR (first in
 * `keepClear`) weighing most.
 */
export const placeOffer = (
  size: { readonly width: number; readonly height: number },
  viewport: { readonly width: number; readonly height: number },
  anchor: Box,
  keepClear: readonly Box[],
): Place => {
  const right = anchor.left + anchor.width + gapPx;
  const left = anchor.left - size.width - gapPx;
  const farRight = viewport.width - size.width - gapPx;
  const bottom = viewport.height - size.height - gapPx;
  const candidates: readonly Place[] = [
    { left: right, top: anchor.top },
    { left: farRight, top: anchor.top },
    { left, top: anchor.top },
    { left: farRight, top: gapPx },
    { left: farRight, top: bottom },
    { left: gapPx, top: gapPx },
    { left: gapPx, top: bottom },
    { left: anchor.left, top: anchor.top + anchor.height + gapPx },
    { left: anchor.left, top: anchor.top - size.height - gapPx },
  ];
  const inside = candidates.map((place) => ({
    left: clamp(place.left, gapPx, Math.max(gapPx, farRight)),
    top: clamp(place.top, gapPx, Math.max(gapPx, bottom)),
  }));
  const costs = inside.map((place) => cost({ ...place, ...size }, keepClear));
  const best = costs.indexOf(Math.min(...costs));
  return inside[best] ?? { left: gapPx, top: gapPx };
};

const cost = (card: Box, keepClear: readonly Box[]): number =>
  keepClear.reduce((sum, box, index) => sum + overlap(card, box) * (index === 0 ? 100 : 1), 0);

const overlap = (a: Box, b: Box): number => {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
};

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
