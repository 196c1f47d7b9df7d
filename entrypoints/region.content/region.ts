/** The crosshair overlay: mouse, pen, touch and keyboard; Escape ends it. State lives here, not in the worker. */

import { language, t } from "../../lib/platform/i18n.ts";
import { askFromPage } from "../../lib/platform/messaging.ts";
import type { ViewportRect } from "../../lib/protocol/requests.ts";
import { createOverlay, type Overlay } from "./overlay.ts";
import { firstRect, moveByKey, type Point, rectBetween, type Size, smallestSidePx } from "./selection.ts";
import { shieldPointer } from "./shield.ts";

/**
 * A second call (the button pressed twice) replaces the first overlay. False in a document that shows no HTML, such as
 * an SVG picture opened by itself: an overlay would stay invisible there (measured, Chromium 156).
 */
export const startRegion = (signal: AbortSignal): boolean => {
  if (!(document.documentElement instanceof HTMLElement)) return false;
  document.querySelector("hitotoki-region")?.remove();
  const overlay = createOverlay(language(), {
    hint: t("region.hint"),
    keys: t("region.keys"),
    cancel: t("region.cancel"),
    label: t("region.label"),
  });
  const ended = new AbortController();
  signal.addEventListener("abort", () => ended.abort());
  ended.signal.addEventListener("abort", () => overlay.remove());

  const cancel = (): void => {
    ended.abort();
    void askFromPage("region.cancelled", null); // only tidies up; nothing depends on its answer
  };
  const send = async (rect: ViewportRect): Promise<void> => {
    if (rect.width < smallestSidePx || rect.height < smallestSidePx) {
      overlay.say(t("region.tooSmall"));
      return;
    }
    overlay.hide();
    await painted();
    const answer = await askFromPage("region.selected", { rect: zoomed(rect), viewport: windowSize() });
    if (answer.ok && answer.value.status === "opened") {
      ended.abort();
      return;
    }
    overlay.show();
    overlay.say(answer.ok && answer.value.status === "expired" ? t("region.expired") : t("region.failed"));
  };

  overlay.onCancel(cancel);
  watchPointer(overlay, (rect) => void send(rect), ended.signal); // send shows its own failures
  watchKeys(overlay, { send: (rect) => void send(rect), cancel }, ended.signal);
  return true;
};

const watchPointer = (overlay: Overlay, done: (rect: ViewportRect) => void, signal: AbortSignal): void => {
  let start: Point | null = null;
  const rectTo = (event: PointerEvent): ViewportRect | null =>
    start === null ? null : rectBetween(start, { x: event.clientX, y: event.clientY }, windowSize());

  const press = (event: PointerEvent): void => {
    if (!event.isTrusted || event.button !== 0 || !event.isPrimary || overlay.isControl(event)) return;
    event.preventDefault();
    overlay.capturePointer(event.pointerId);
    start = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent): void => {
    const rect = rectTo(event);
    if (rect !== null) overlay.draw(rect);
  };
  const release = (event: PointerEvent): void => {
    const rect = rectTo(event);
    start = null;
    if (rect !== null) done(rect);
  };
  const onPointer = (event: PointerEvent): void => {
    if (event.type === "pointerdown") press(event);
    else if (event.type === "pointermove") move(event);
    else if (event.type === "pointerup") release(event);
    else start = null; // cancelled
  };
  shieldPointer(overlay.host, overlay.isControl, onPointer, signal);
};

interface KeyActions {
  readonly send: (rect: ViewportRect) => void;
  readonly cancel: () => void;
}

const watchKeys = (overlay: Overlay, { send, cancel }: KeyActions, signal: AbortSignal): void => {
  let rect: ViewportRect | null = null;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    const handled = (): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (event.key === "Escape") {
      handled();
      cancel();
      return;
    }
    if (overlay.hasControlFocus() && (event.key === "Enter" || event.key === " ")) {
      event.stopImmediatePropagation(); // the button's own press goes on
      return;
    }
    if (event.key === "Enter" && rect !== null) {
      handled();
      send(rect);
      return;
    }
    const from = rect ?? firstRect(windowSize());
    const moved =
      rect === null && event.key.startsWith("Arrow")
        ? from
        : moveByKey(from, event.key, event.shiftKey, windowSize());
    if (moved === null) return;
    handled();
    rect = moved;
    overlay.draw(moved);
  };
  window.addEventListener("keydown", onKey, { capture: true, signal });
};

const windowSize = (): Size => ({ width: window.innerWidth, height: window.innerHeight });

/** Pinch zoom shows a part of the layout viewport enlarged; the photograph shows that part. */
const zoomed = (rect: ViewportRect): ViewportRect => {
  const { offsetLeft = 0, offsetTop = 0, scale = 1 } = window.visualViewport ?? {};
  return {
    x: (rect.x - offsetLeft) * scale,
    y: (rect.y - offsetTop) * scale,
    width: rect.width * scale,
    height: rect.height * scale,
  };
};

/** Two frames: the overlay is gone from the screen before the photograph is taken. */
const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
