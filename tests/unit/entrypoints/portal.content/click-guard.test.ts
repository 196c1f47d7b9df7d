// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { guardClicks } from "../../../../entrypoints/portal.content/click-guard.ts";

/** The parts of a browser's layout that happy-dom has not: one card at a known place, seen or not. */
const box = { left: 100, top: 100, right: 300, bottom: 200, width: 200, height: 100 };

let host: HTMLElement;
let end: AbortController;
let report: (entry: { isIntersecting: boolean; isVisible?: boolean }) => void;
let isObserving: boolean;
let isVisible: boolean;
let topmostAt: (x: number, y: number) => Element;
let layers: { getBoundingClientRect(): typeof box }[];
let styleOf: (element: Element) => Record<string, string>;

const plainStyle = {
  opacity: "1",
  filter: "none",
  clipPath: "none",
  maskImage: "none",
  mixBlendMode: "normal",
};

class FakeObserver {
  constructor(callback: (entries: object[]) => void) {
    report = (entry) => callback([{ ...entry, intersectionRatio: entry.isIntersecting ? 1 : 0 }]);
  }

  observe(): void {
    isObserving = true;
  }

  disconnect(): void {
    isObserving = false;
  }
}

beforeEach(() => {
  host = document.createElement("hitotoki-offer");
  document.documentElement.append(host);
  end = new AbortController();
  [isVisible, topmostAt, layers, styleOf] = [true, () => host, [], () => plainStyle];
  vi.stubGlobal("getComputedStyle", (element: Element) => styleOf(element));
  host.checkVisibility = () => isVisible;
  host.getBoundingClientRect = () => box as DOMRect;
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  vi.spyOn(performance, "now").mockReturnValue(10_000);
  vi.spyOn(Document.prototype, "elementFromPoint").mockImplementation((x, y) => topmostAt(x, y));
  vi.spyOn(Document.prototype, "querySelectorAll").mockImplementation(() => layers as never);
});
afterEach(() => {
  end.abort();
  host.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A card that has been seen for a while. */
const settledGuard = () => {
  const guard = guardClicks(host, end.signal);
  report({ isIntersecting: true, isVisible: true });
  vi.mocked(performance.now).mockReturnValue(10_500);
  return guard;
};
const click = (changes: Partial<MouseEvent> = {}) =>
  ({ isTrusted: true, detail: 1, clientX: 200, clientY: 150, ...changes }) as MouseEvent;

describe("click guard", () => {
  it("accepts a person's click, and one by keyboard, on a card seen for 500 ms", () => {
    const guard = settledGuard();

    expect(guard.isGenuine(click())).toBe(true);
    expect(guard.isGenuine(click({ detail: 0, clientX: 0, clientY: 0 }))).toBe(true);
  });

  it("refuses events that the page made", () => {
    const guard = settledGuard();
    const made = new MouseEvent("click", { detail: 1, clientX: 200, clientY: 150 });

    expect(guard.isGenuine(made)).toBe(false);
  });

  it("refuses a card seen for 499 ms, or never", () => {
    const guard = guardClicks(host, end.signal);
    expect(guard.isGenuine(click())).toBe(false);

    report({ isIntersecting: true, isVisible: true });
    vi.mocked(performance.now).mockReturnValue(10_499);

    expect(guard.isGenuine(click())).toBe(false);
  });

  it.each([
    ["left the window", { isIntersecting: false, isVisible: false }],
    ["was covered or made transparent", { isIntersecting: true, isVisible: false }],
  ])("refuses a card that %s, and waits anew when it is back", (_, gone) => {
    const guard = settledGuard();
    report(gone);
    expect(guard.isGenuine(click())).toBe(false);

    report({ isIntersecting: true, isVisible: true });
    expect(guard.isGenuine(click())).toBe(false);
    vi.mocked(performance.now).mockReturnValue(11_000);

    expect(guard.isGenuine(click())).toBe(true);
  });

  it("does not start the wait anew while the card stays seen", () => {
    const guard = settledGuard();
    report({ isIntersecting: true, isVisible: true });

    expect(guard.isGenuine(click())).toBe(true);
  });

  it("waits anew after the card was moved or redrawn, and while somebody is already pressing", () => {
    const guard = settledGuard();
    guard.restart();
    expect(guard.isGenuine(click())).toBe(false);

    vi.mocked(performance.now).mockReturnValue(10_900);
    const press = new Event("pointerdown");
    Object.defineProperty(press, "isTrusted", { value: true });
    window.dispatchEvent(press);
    vi.mocked(performance.now).mockReturnValue(11_300);
    expect(guard.isGenuine(click())).toBe(false);
    vi.mocked(performance.now).mockReturnValue(11_400);

    expect(guard.isGenuine(click())).toBe(true);
  });

  it("refuses a card that the page has taken into an element of its own or made smaller", () => {
    const guard = settledGuard();
    Object.defineProperty(host, "currentCSSZoom", { value: 0.12, configurable: true });
    expect(guard.isGenuine(click())).toBe(false);
    Object.defineProperty(host, "currentCSSZoom", { value: 1, configurable: true });
    expect(guard.isGenuine(click())).toBe(true);

    document.body.append(host);

    expect(guard.isGenuine(click())).toBe(false);
  });

  it("refuses a card in a hidden tab and a card that is not shown", () => {
    const guard = settledGuard();
    const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    expect(guard.isGenuine(click())).toBe(false);
    visibility.mockRestore();

    isVisible = false;

    expect(guard.isGenuine(click())).toBe(false);
  });

  it.each([
    ["opacity", "0.94"],
    ["opacity", "0"],
    ["filter", "opacity(0)"],
    ["clip-path", "inset(50%)"],
    ["mask-image", "linear-gradient(#000, #0000)"],
    ["mix-blend-mode", "multiply"],
  ])("refuses when the page gives an ancestor %s: %s", (property, value) => {
    const camel = property.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const guard = settledGuard();

    styleOf = (element) =>
      element === document.documentElement ? { ...plainStyle, [camel]: value } : plainStyle;
    expect(guard.isGenuine(click())).toBe(false);
    styleOf = () => plainStyle;

    expect(guard.isGenuine(click())).toBe(true);
  });

  it.each([
    ["at the pointer", (x: number, y: number) => x === 200 && y === 150],
    ["at a corner", (x: number, y: number) => x === 112 && y === 112],
    ["at the lower right corner", (x: number, y: number) => x === 288 && y === 188],
  ])("refuses when another element answers %s", (_, isThere) => {
    const guard = settledGuard();
    topmostAt = (x, y) => (isThere(x, y) ? document.body : host);

    expect(guard.isGenuine(click())).toBe(false);
  });

  it("refuses under a later layer of the page that reaches over the card, and accepts beside one", () => {
    const guard = settledGuard();
    layers = [{ getBoundingClientRect: () => ({ ...box, left: 299, right: 400 }) }];
    expect(guard.isGenuine(click())).toBe(false);

    layers = [{ getBoundingClientRect: () => ({ ...box, left: 300, right: 400 }) }];
    expect(guard.isGenuine(click())).toBe(true);

    layers = [host];

    expect(guard.isGenuine(click())).toBe(true);
  });

  it("stops watching at the end of the page's life", () => {
    settledGuard();
    expect(isObserving).toBe(true);

    end.abort();

    expect(isObserving).toBe(false);
  });
});
