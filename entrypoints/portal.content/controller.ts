/**
 * The conversation on one portal page: recognise it, offer, act on a trusted click, watch what the member sends.
 * Holds no secret and decides nothing about accounts; the background does.
 */

import { type PageKind, type PageVerdict, recognisePage } from "../../lib/core/portal/page-kind.ts";
import { askFromPage, holdBackgroundAwake, isExtensionAlive } from "../../lib/platform/messaging.ts";
import type { OfferState } from "../../lib/protocol/requests.ts";
import { actOn } from "./actions.ts";
import { inputValue } from "./dom.ts";
import { findField } from "./fill-page.ts";
import { mountOffer, type Offer, offerTag } from "./offer.tsx";
import type { OfferModel } from "./offer-model.ts";
import { readPageFeatures } from "./read-page.ts";
import { onTabRequest } from "./tab-requests.ts";

export interface Page {
  readonly verdict: PageVerdict;
  readonly state: OfferState;
}

const isSetup = (kind: PageKind): boolean => kind === "setup-qr" || kind === "setup-manual";

/** Starts when the tab is first seen; everything ends with `signal`. */
export const startController = async (signal: AbortSignal): Promise<void> => {
  let page: Page | null = null;
  let offer: Offer | null = null;

  const showOffer = (kind: PageKind, model: OfferModel): void => {
    offer ??= mountOffer(
      {
        onAct: (accountId) => void run("click", accountId),
        onClose: () => offer?.hide(),
      },
      signal,
    );
    offer.show(kind, model);
  };
  const run = async (by: "click" | "extension", accountId: string | null): Promise<void> => {
    if (page !== null) await actOn({ page, by, accountId, show: showOffer, isCurrent: isStillThere });
  };
  const isStillThere = (kind: PageKind): boolean => recognisePage(readPageFeatures(document)).kind === kind;

  let seen = "";
  let awake = new AbortController();
  const look = async (): Promise<void> => {
    const verdict = recognisePage(readPageFeatures(document));
    const now = `${verdict.kind} ${verdict.hasError}`;
    if (now === seen) return;
    seen = now;
    const answer = await askFromPage("portal.page", verdict);
    if (now !== seen) return; // the page became another one in the meantime
    if (!answer.ok) {
      seen = ""; // looked at again at the next change
      return;
    }
    page = { verdict, state: answer.value };
    awake.abort();
    awake = new AbortController();
    if (isSetup(verdict.kind) || verdict.kind === "entry")
      holdBackgroundAwake(AbortSignal.any([signal, awake.signal]));
    const model = firstOffer(page);
    if (model === null) offer?.hide();
    else showOffer(verdict.kind, model);
  };

  await visible(signal);
  onTabRequest({
    kindNow: () => recognisePage(readPageFeatures(document)).kind,
    run: async (accountId) => {
      await visible(signal);
      await look();
      await run("extension", accountId);
    },
  });
  watchSubmissions(() => page?.verdict.kind ?? null, signal);
  watchChanges(() => void look(), signal); // before the first look: the page may be drawn while that one waits
  await look();
};

/** What is offered unasked; null = stay silent. */
const firstOffer = ({ verdict, state }: Page): OfferModel | null => {
  const isLocked = state.vault !== "unlocked";
  if (isSetup(verdict.kind)) {
    const refused = verdict.errorField === "device-name" ? "device-name" : "code";
    return { kind: "setup", isLocked, refused: state.notice?.outcome === "refused" ? refused : "nothing" };
  }
  if (verdict.kind === "entry") {
    if (state.vault === "none" || state.accountCount === 0) return null;
    return {
      kind: "entry",
      isLocked,
      refusals: verdict.hasError ? Math.max(1, state.refusals) : state.refusals,
    };
  }
  return state.notice?.purpose === "setup" && state.notice.outcome === "accepted"
    ? { kind: "confirmed" }
    : null;
};

const visible = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const check = (): void => {
      if (document.visibilityState === "visible") resolve();
    };
    document.addEventListener("visibilitychange", check, { signal });
    check();
  });

/** Late-rendered themes and pages that change without navigation: looks again once the page has been quiet for a moment. */
const watchChanges = (onChange: () => void, signal: AbortSignal): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => target.nodeName.toLowerCase() === offerTag)) return;
    clearTimeout(timer);
    timer = setTimeout(() => isExtensionAlive() && onChange(), 150);
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["id", "name", "type", "src", "hidden", "style", "class", "aria-invalid"],
  });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    clearTimeout(timer);
  });
};

/** Tells the background when the member sends a code, so that the next page can be judged and the step counts as used. */
const watchSubmissions = (kindNow: () => PageKind | null, signal: AbortSignal): void => {
  const onSubmit = (event: SubmitEvent): void => {
    const kind = kindNow();
    const { submitter } = event;
    if (!event.isTrusted || kind === null || (kind !== "entry" && !isSetup(kind))) return;
    const field = findField(kind, "code");
    if (field === null || field.form !== event.target) return;
    const name = findField(kind, "device-name");
    void askFromPage("portal.submitted", {
      purpose: kind === "entry" ? "entry" : "setup",
      cancelled: submitter?.getAttribute("name") === "cancel-aia",
      code: inputValue(field).trim().slice(0, 16),
      deviceName: name === null ? "" : inputValue(name).slice(0, 255),
    });
  };
  window.addEventListener("submit", onSubmit, { capture: true, signal });
};
