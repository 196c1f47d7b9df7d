/** The offer's place in the page: a closed shadow root in the top layer, placed clear of the QR and the fields. */

import { render } from "preact";
import tokens from "../../components/tokens.css?inline";
import { fillPlanOf } from "../../lib/core/portal/fields.ts";
import type { PageKind } from "../../lib/core/portal/page-kind.ts";
import { language } from "../../lib/platform/i18n.ts";
import { guardClicks } from "./click-guard.ts";
import { queryAll } from "./dom.ts";
import { OfferView } from "./OfferView.tsx";
import offerStyles from "./offer.css?inline";
import type { OfferModel } from "./offer-model.ts";
import { createPinnedHost } from "./pinned-host.ts";
import { type Box, placeOffer } from "./place-offer.ts";

/** Our one element in the page; unknown to any page script or style. */
export const offerTag = "hitotoki-offer";

export interface OfferEvents {
  /** A genuine click on "do it", with the chosen account where the member chose one. */
  readonly onAct: (accountId: string | null) => void;
  readonly onClose: () => void;
}

export interface Offer {
  show(kind: PageKind, model: OfferModel): void;
  hide(): void;
}

export const mountOffer = ({ onAct, onClose }: OfferEvents, signal: AbortSignal): Offer => {
  const pinned = createPinnedHost(offerTag, () => guard.restart(), signal);
  const { host, shadow } = pinned;
  host.lang = language();
  shadow.adoptedStyleSheets = sheets.map(sheetOf);
  const root = document.createElement("div");
  root.className = "root";
  shadow.append(root);
  document.documentElement.append(host);
  const guard = guardClicks(host, signal);
  let kindShown: PageKind = "other";
  let modelShown: OfferModel | null = null;

  const draw = (model: OfferModel): void => {
    const act = (event: MouseEvent, accountId: string | null): void => {
      if (pinned.isUntouched() && guard.isGenuine(event)) onAct(accountId);
      else if (event.isTrusted) draw({ kind: "covered" });
    };
    guard.restart();
    render(<OfferView model={model} onAct={act} onClose={onClose} />, root);
  };
  const place = (): void => {
    if (!host.matches(":popover-open")) return;
    const boxes = keepClear(kindShown);
    const { width: right } = viewport();
    const anchor = boxes[0] ?? { left: right, top: 0, width: 0, height: 0 }; // nothing to stand beside: the upper right
    const { width, height } = host.getBoundingClientRect();
    const spot = placeOffer({ width, height }, viewport(), anchor, boxes);
    if (pinned.moveTo(spot.left, spot.top)) guard.restart();
  };

  const sizes = new ResizeObserver(place);
  sizes.observe(host);
  sizes.observe(document.documentElement);
  window.addEventListener("scroll", place, { capture: true, passive: true, signal });
  window.addEventListener("resize", place, { signal });
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    host.remove();
  });

  return {
    show: (kind, model) => {
      kindShown = kind;
      const changed = JSON.stringify(model) !== JSON.stringify(modelShown);
      modelShown = model;
      if (changed) draw(model);
      if (host.parentElement !== document.documentElement) document.documentElement.append(host);
      if (!host.matches(":popover-open")) host.showPopover();
      place();
    },
    hide: () => {
      if (host.matches(":popover-open")) host.hidePopover();
    },
  };
};

/**
 * The styles stand on an element of ours inside the shadow root: a page's rules reach the host, its inherited and custom
 * properties included, but nothing within. Generic font families only: a page's `@font-face` reaches into shadow roots.
 */
const sheets: readonly string[] = [
  ".root { all: initial; display: block; direction: ltr; unicode-bidi: isolate; user-select: none; }",
  tokens.replaceAll(":host", ".root"),
  offerStyles.replaceAll(":host", ".root"),
  ".root { --ht-font: system-ui, sans-serif; --ht-font-code: system-ui, sans-serif; }",
];

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

const viewport = (): { width: number; height: number } => ({
  width: document.documentElement.clientWidth,
  height: window.innerHeight,
});

/** The QR or key first, then the page's fields, their errors and the buttons. */
const keepClear = (kind: PageKind): readonly Box[] => {
  const plan = fillPlanOf(kind);
  const selectors = [
    "#kc-totp-secret-qr-code",
    "#kc-totp-secret-key",
    'input[name="otp"], input[name="totp"], input[name="userLabel"]',
  ];
  const found = selectors.flatMap((selector) => queryAll(document, selector));
  const buttons = plan === null ? [] : queryAll(document, `${plan.formSelector} :is(${plan.submitSelector})`);
  return [...found, ...buttons]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
};
