// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Overlay } from "../../../../entrypoints/region.content/overlay.ts";
import { startRegion } from "../../../../entrypoints/region.content/region.ts";
import type { ViewportRect } from "../../../../lib/protocol/requests.ts";

/** The overlay as its user sees it; the real one lives in a closed shadow root of a real browser. */
const world = vi.hoisted(() => ({
  answer: { ok: true, value: { status: "opened" } } as unknown,
  sent: [] as [type: string, payload: unknown][],
  said: [] as string[],
  drawn: [] as ViewportRect[],
  isShown: false,
  isRemoved: false,
  hasControlFocus: false,
  wasShownWhenSent: null as boolean | null,
  surface: null as HTMLElement | null,
  cancel: (): void => undefined,
}));

vi.mock("../../../../lib/platform/i18n.ts", () => ({ t: (key: string) => key, language: () => "ja" }));
vi.mock("../../../../lib/platform/messaging.ts", () => ({
  askFromPage: async (type: string, payload: unknown) => {
    world.wasShownWhenSent = world.isShown;
    world.sent.push([type, payload]);
    return world.answer;
  },
}));
vi.mock("../../../../entrypoints/region.content/overlay.ts", () => ({
  createOverlay: (): Overlay => {
    const surface = document.createElement("div");
    document.body.append(surface);
    Object.assign(world, { surface, isShown: true, isRemoved: false });
    return {
      host: surface,
      capturePointer: () => undefined,
      draw: (rect) => world.drawn.push(rect),
      say: (text) => world.said.push(text),
      hide: () => {
        world.isShown = false;
      },
      show: () => {
        world.isShown = true;
      },
      remove: () => {
        world.isRemoved = true;
      },
      onCancel: (cancel) => {
        world.cancel = cancel;
      },
      isControl: () => false,
      hasControlFocus: () => world.hasControlFocus,
    };
  },
}));

let end: AbortController;

beforeEach(() => {
  Object.assign(world, { answer: { ok: true, value: { status: "opened" } }, sent: [], said: [], drawn: [] });
  world.hasControlFocus = false;
  vi.stubGlobal("requestAnimationFrame", (next: () => void) => setImmediate(next));
  Object.assign(window, { innerWidth: 800, innerHeight: 600 });
  end = new AbortController();
  startRegion(end.signal);
});
afterEach(() => {
  end.abort();
  world.surface?.remove();
  vi.unstubAllGlobals();
});

const pointer = (
  type: string,
  clientX: number,
  clientY: number,
  { isTrusted = true, ...changes }: PointerEventInit & { isTrusted?: boolean } = {},
): void => {
  const event = new PointerEvent(type, {
    clientX,
    clientY,
    button: 0,
    isPrimary: true,
    bubbles: true,
    ...changes,
  });
  Object.defineProperty(event, "isTrusted", { value: isTrusted });
  world.surface?.dispatchEvent(event);
};
const drag = (from: readonly [number, number], to: readonly [number, number]): void => {
  pointer("pointerdown", ...from);
  pointer("pointermove", ...to);
  pointer("pointerup", ...to);
};
const press = (key: string, { shiftKey = false, isTrusted = true } = {}): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true });
  Object.defineProperty(event, "isTrusted", { value: isTrusted });
  window.dispatchEvent(event);
  return event;
};
const settled = () => vi.waitFor(() => expect(world.sent).toHaveLength(1));
const viewport = { width: 800, height: 600 };

describe("region: by pointer", () => {
  it("sends the drawn rectangle and the window, nothing else, once the overlay is off the screen", async () => {
    drag([100, 50], [300, 250]);
    await settled();

    expect(world.drawn).toEqual([{ x: 100, y: 50, width: 200, height: 200 }]);
    expect(world.sent).toEqual([
      ["region.selected", { rect: { x: 100, y: 50, width: 200, height: 200 }, viewport }],
    ]);
    expect(world.wasShownWhenSent).toBe(false);
    await vi.waitFor(() => expect(world.isRemoved).toBe(true));
  });

  it("asks for a larger frame after a click or a tiny drag, and sends nothing", () => {
    drag([100, 50], [100, 50]);
    drag([100, 50], [115, 400]);

    expect(world.said).toEqual(["region.tooSmall", "region.tooSmall"]);
    expect(world.sent).toEqual([]);
    expect(world.isShown).toBe(true);
  });

  it("keeps presses on the overlay from the page", async () => {
    const heard: string[] = [];
    const stop = new AbortController();
    for (const type of ["pointerdown", "mousedown", "touchstart", "click"])
      document.addEventListener(type, () => heard.push(type), { signal: stop.signal });

    drag([100, 50], [300, 250]);
    for (const type of ["mousedown", "touchstart", "click"])
      world.surface?.dispatchEvent(new MouseEvent(type, { bubbles: true }));
    await settled();
    expect(heard).toEqual([]);
    stop.abort();
  });

  it("believes no press that the page made up", () => {
    pointer("pointerdown", 0, 0, { isTrusted: false });
    pointer("pointermove", 300, 300);

    expect(world.drawn).toEqual([]);
  });

  it("ignores the second button, a second finger and a drag that was interrupted", () => {
    pointer("pointerdown", 0, 0, { button: 2 });
    pointer("pointerup", 300, 300);
    pointer("pointerdown", 0, 0, { isPrimary: false });
    pointer("pointerup", 300, 300);
    pointer("pointerdown", 0, 0);
    pointer("pointercancel", 0, 0);
    pointer("pointerup", 300, 300);

    expect([world.drawn, world.said, world.sent]).toEqual([[], [], []]);
  });

  it.each([
    ["region.failed", { ok: true, value: { status: "capture-failed" } }],
    ["region.expired", { ok: true, value: { status: "expired" } }],
    ["region.failed", { ok: false, code: "unexpected" }],
  ])("comes back and says %s when there is no picture", async (text, answer) => {
    world.answer = answer;

    drag([100, 50], [300, 250]);
    await vi.waitFor(() => expect(world.said).toEqual([text]));

    expect([world.isShown, world.isRemoved]).toEqual([true, false]);
  });
});

describe("region: by keyboard", () => {
  it("leaves Enter to the cancel button while that has the focus", () => {
    press("ArrowLeft");
    world.hasControlFocus = true;

    const event = press("Enter");

    expect([event.defaultPrevented, world.sent]).toEqual([false, []]);
  });

  it("frames the middle, moves, resizes and sends with Enter", async () => {
    press("ArrowLeft");
    press("ArrowLeft");
    press("ArrowDown", { shiftKey: true });
    const enter = press("Enter");
    await settled();

    expect(world.sent).toEqual([
      ["region.selected", { rect: { x: 250, y: 160, width: 280, height: 290 }, viewport }],
    ]);
    expect(enter.defaultPrevented).toBe(true);
  });

  it("ends with Escape and with the cancel button, and says so to the background", () => {
    press("Escape");
    expect(world.isRemoved).toBe(true);
    startRegion(end.signal);
    expect(world.isRemoved).toBe(false);

    world.cancel();

    expect(world.isRemoved).toBe(true);
    expect(world.sent).toEqual([
      ["region.cancelled", null],
      ["region.cancelled", null],
    ]);
  });

  it("leaves other keys, Enter without a frame and keys made by the page alone", () => {
    const events = [
      press("a"),
      press("Tab"),
      press("Enter"),
      press("Escape", { isTrusted: false }),
      press("ArrowLeft", { isTrusted: false }),
    ];

    expect(events.map(({ defaultPrevented }) => defaultPrevented)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect([world.drawn, world.sent, world.isRemoved]).toEqual([[], [], false]);
  });
});

describe("region: end of the page's life", () => {
  it("takes the overlay away and hears nothing any more", () => {
    end.abort();
    press("ArrowLeft");
    drag([100, 50], [300, 250]);

    expect(world.isRemoved).toBe(true);
    expect([world.drawn, world.sent]).toEqual([[], []]);
  });
});
