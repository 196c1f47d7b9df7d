/**
 * The conversation on one portal page: recognise it, offer, act on a trusted click, watch what the member sends.
 * Holds no secret and decides nothing about accounts; the background does.
 */

import { type PageKind, type PageVerdict, recognisePage } from "../../lib/core/portal/page-kind.ts";
import { askFromPage, holdLine, isExtensionAlive, type Line } from "../../lib/platform/messaging.ts";
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
  /** Said once, where a member is about to set the app up; everywhere else we stay silent. */
  const showDisabled = (kind: PageKind): void => {
    page = null;
    if (isSetup(kind)) showOffer(kind, { kind: "disabled" });
    else offer?.hide();
  };
  const isStillThere = (kind: PageKind): boolean => recognisePage(readPageFeatures(document)).kind === kind;

  let seen = "";
  let line: Line | null = null;
  const look = async (): Promise<void> => {
    const verdict = recognisePage(readPageFeatures(document));
    const now = `${verdict.kind} ${verdict.hasError}`;
    if (now === seen) return;
    seen = now;
    const answer = await askFromPage("portal.page", verdict);
    if (now !== seen) return; // the page became another one in the meantime
    if (!answer.ok && answer.code === "disabled-by-policy") return showDisabled(verdict.kind);
    if (!answer.ok) {
      seen = ""; // looked at again at the next change
      return;
    }
    page = { verdict, state: answer.value };
    if (isSetup(verdict.kind) || verdict.kind === "entry") line ??= holdLine(signal);
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
  watchSubmissions(() => (page === null || line === null ? null : { kind: page.verdict.kind, line }), signal);
  watchChanges(() => void look(), signal); // before the first look: the page may be drawn while that one waits
  await look();
};

/** What is offered unasked; null = stay silent. */
const firstOffer = ({ verdict, state }: Page): OfferModel | null => {
  if (state.rule === "nothing") return null;
  if (isSetup(verdict.kind)) {
    const refused = verdict.errorField === "device-name" ? "device-name" : "code";
    return {
      kind: "setup",
      vault: state.vault,
      refused: state.notice?.outcome === "refused" ? refused : "nothing",
      isRegisterOnly: state.rule === "register-only",
    };
  }
  if (verdict.kind === "entry") {
    if (state.rule !== "everything" || state.vault === "none" || state.accountCount === 0) return null;
    const wasRefused = state.notice?.outcome === "refused";
    return { kind: "entry", isLocked: state.vault !== "unlocked", refusals: wasRefused ? state.refusals : 0 };
  }
  return state.notice?.purpose === "setup" && state.notice.outcome === "accepted"
    ? { kind: "confirmed", isByHand: state.rule !== "everything" }
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
const watchSubmissions = (
  now: () => { readonly kind: PageKind; readonly line: Line } | null,
  signal: AbortSignal,
): void => {
  const onSubmit = (event: SubmitEvent): void => {
    const seen = now();
    if (!event.isTrusted || seen === null || (seen.kind !== "entry" && !isSetup(seen.kind))) return;
    const { kind, line } = seen;
    const { submitter } = event;
    const field = findField(kind, "code");
    if (field === null || field.form !== event.target) return;
    const name = findField(kind, "device-name");
    const sent = {
      purpose: kind === "entry" ? ("entry" as const) : ("setup" as const),
      cancelled: submitter?.getAttribute("name") === "cancel-aia",
      code: inputValue(field).trim().slice(0, 16),
      deviceName: name === null ? "" : inputValue(name).slice(0, 255),
    };
    line.tell("portal.submitted", sent);
    // Held back by the page's own script after all: nothing was sent, so nothing may be concluded from what follows.
    setTimeout(() => {
      if (event.defaultPrevented) line.tell("portal.submitted", { ...sent, cancelled: true });
    });
  };
  window.addEventListener("submit", onSubmit, { capture: true, signal });
};
