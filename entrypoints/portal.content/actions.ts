/** What one click does: enrol and fill on the set-up page, fill on the entry page, wait for a fresh code if need be. */

import type { PageKind, PageVerdict } from "../../lib/core/portal/page-kind.ts";
import { askFromPage } from "../../lib/platform/messaging.ts";
import type { ErrorCode } from "../../lib/protocol/answer.ts";
import type { ClaimOutcome } from "../../lib/protocol/claim.ts";
import type { EnrolMaterial } from "../../lib/protocol/requests.ts";
import type { Page } from "./controller.ts";
import { inputValue } from "./dom.ts";
import { fillCode, fillDeviceName, findField, focusSubmit, selectDevice, submitEntry } from "./fill-page.ts";
import type { OfferModel } from "./offer-model.ts";
import { qrPng } from "./qr-png.ts";
import { readEnrolmentMaterial, readPageFeatures } from "./read-page.ts";

export interface Action {
  readonly page: Page;
  /** Who asked: a click in this page, or the extension itself (popup, keys, after an unlock). */
  readonly by: "click" | "extension";
  readonly accountId: string | null;
  readonly show: (kind: PageKind, model: OfferModel) => void;
  /** False once the page has become another one. */
  readonly isCurrent: (kind: PageKind) => boolean;
}

export const actOn = async (action: Action): Promise<void> => {
  const { kind } = action.page.verdict;
  if (!action.isCurrent(kind)) return;
  const intent = kind === "entry" ? "fill" : kind === "setup-qr" || kind === "setup-manual" ? "enrol" : null;
  if (intent === null) return;
  action.show(kind, { kind: "busy" });
  if (action.by === "click") await askFromPage("portal.gesture", { intent });
  await (intent === "fill" ? fillEntry(action) : enrol(action));
};

const enrol = async (action: Action): Promise<void> => {
  const { kind } = action.page.verdict;
  const answer = await askFromPage("portal.enrol", await readMaterial(action.page.verdict));
  if (!answer.ok) return action.show(kind, failure(answer.code, { kind: "forbidden" }));
  const outcome = answer.value;
  if (outcome.status === "unlock-opened")
    return action.show(kind, { kind: "unlocking", isFirstRun: action.page.state.vault === "none" });
  if (outcome.status === "refused") return action.show(kind, { kind: "refused", code: outcome.code });

  const { deviceName, pleaseCheck } = outcome;
  const code = await freshCode(action, "setup", { kind: "setup-saved", deviceName, pleaseCheck });
  if (code === null) return;
  if (!(await fillCode(kind, code.code))) return action.show(kind, { kind: "fill-failed" });
  await fillDeviceName(kind, deviceName);
  action.show(kind, { kind: "setup-filled", deviceName, pleaseCheck });
  focusSubmit(kind);
  watchAge(action, code);
};

const fillEntry = async (action: Action): Promise<void> => {
  const { verdict, state } = action.page;
  const code = await freshCode(action, "entry", { kind: "forbidden" });
  if (code === null) return;
  const isFilled = selectDevice(code.deviceId) && (await fillCode(verdict.kind, code.code));
  if (!isFilled) return action.show(verdict.kind, { kind: "fill-failed" });
  action.show(verdict.kind, { kind: "entry-filled" });
  watchAge(action, code);
  // Never after a refused code (lock-out), never in a tab nobody looks at (Keycloak redirects the other tabs itself).
  if (state.autoSubmit && !verdict.hasError && document.visibilityState === "visible") submitEntry();
};

/**
 * The code, after a visible wait if the current step is used or ending; null when something else was shown. `forbidden`:
 * what is shown where an administrator lets nothing be filled.
 */
const freshCode = async (
  action: Action,
  purpose: "setup" | "entry",
  forbidden: OfferModel,
): Promise<Extract<ClaimOutcome, { status: "fill" }> | null> => {
  const { kind } = action.page.verdict;
  for (;;) {
    const { devices, attemptedUsername } = readPageFeatures(document);
    const answer = await askFromPage("portal.claim", {
      purpose,
      accountId: action.accountId,
      attemptedUsername,
      devices,
    });
    if (!answer.ok) {
      action.show(kind, failure(answer.code, forbidden));
      return null;
    }
    const outcome = answer.value;
    if (outcome.status === "fill") return outcome;
    if (outcome.status !== "wait") {
      action.show(kind, shown(outcome));
      return null;
    }
    await countDown(outcome.readyInMs, (secondsLeft) =>
      action.show(kind, { kind: "waiting", reason: outcome.reason, secondsLeft }),
    );
    if (!action.isCurrent(kind)) return null;
  }
};

/** Portals take a code for a while after its step (Keycloak: one step); then a new one is offered. */
const graceMs = 20_000;

/** Says so when the filled code has grown too old while the member was reading; only while it still stands there. */
const watchAge = (action: Action, { code, validForMs }: Extract<ClaimOutcome, { status: "fill" }>): void => {
  const { kind } = action.page.verdict;
  setTimeout(() => {
    const field = findField(kind, "code");
    if (field !== null && inputValue(field) === code) action.show(kind, { kind: "stale" });
  }, validForMs + graceMs);
};

const failure = (code: ErrorCode, forbidden: OfferModel): OfferModel => {
  if (code === "forbidden-by-policy") return forbidden;
  return { kind: code === "disabled-by-policy" ? "disabled" : "failed" };
};

const shown = (outcome: Exclude<ClaimOutcome, { status: "fill" | "wait" }>): OfferModel => {
  switch (outcome.status) {
    case "ask":
      return {
        kind: "ask",
        candidates: outcome.candidates,
        otherUser: outcome.isOtherUser ? readPageFeatures(document).attemptedUsername : null,
      };
    case "no-account":
      return { kind: "no-account" };
    case "unlock-opened":
      return { kind: "unlocking", isFirstRun: false };
  }
};

const countDown = (forMs: number, onSecond: (secondsLeft: number) => void): Promise<void> =>
  new Promise((resolve) => {
    const endMs = performance.now() + forMs;
    const tick = (): void => {
      const leftMs = endMs - performance.now();
      if (leftMs <= 0) {
        resolve();
        return;
      }
      onSecond(Math.ceil(leftMs / 1_000));
      setTimeout(tick, Math.min(leftMs, 250));
    };
    tick();
  });

const readMaterial = async ({ kind, errorField }: PageVerdict): Promise<EnrolMaterial> => {
  const { qrImage, keyText, totpSecret, parameterTexts, headerName } = readEnrolmentMaterial(document);
  const deviceField = findField(kind, "device-name");
  return {
    qrPng: qrImage === null ? null : await qrPng(qrImage),
    hasQr: qrImage !== null,
    keyText,
    totpSecret,
    parameters: parameterTexts,
    headerName,
    attemptedUsername: readPageFeatures(document).attemptedUsername,
    deviceName: deviceField === null ? "" : inputValue(deviceField).slice(0, 255),
    isDeviceNameRefused: errorField === "device-name",
  };
};
