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
  const host = document.createElement(offerTag);
  host.setAttribute("popover", "manual");
  host.lang = language();
  pin(host, hostStyle);
  const shadow = host.attachShadow({ mode: "closed" });
  shadow.adoptedStyleSheets = [tokens, offerStyles].map(sheetOf);
  const box = document.createElement("div");
  shadow.append(box);
  document.documentElement.append(host);
  const guard = guardClicks(host, signal);
  let kindShown: PageKind = "other";
  let modelShown: OfferModel | null = null;

  const draw = (model: OfferModel): void => {
    const act = (event: MouseEvent, accountId: string | null): void => {
      if (guard.isGenuine(event)) onAct(accountId);
      else if (event.isTrusted) draw({ kind: "covered" });
    };
    render(<OfferView model={model} onAct={act} onClose={onClose} />, box);
  };
  const place = (): void => {
    if (!host.matches(":popover-open")) return;
    const boxes = keepClear(kindShown);
    const { width: right } = viewport();
    const anchor = boxes[0] ?? { left: right, top: 0, width: 0, height: 0 }; // nothing to stand beside: the upper right
    const { width, height } = host.getBoundingClientRect();
    const spot = placeOffer({ width, height }, viewport(), anchor, boxes);
    pin(host, { left: `${spot.left}px`, top: `${spot.top}px` });
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
      if (!host.isConnected) document.documentElement.append(host);
      if (!host.matches(":popover-open")) host.showPopover();
      place();
    },
    hide: () => {
      if (host.matches(":popover-open")) host.hidePopover();
    },
  };
};

const hostStyle = {
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

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

/** Inline and important: the page's own rules for unknown elements or popovers do not reach our host. */
const pin = (host: HTMLElement, properties: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(properties)) host.style.setProperty(name, value, "important");
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
