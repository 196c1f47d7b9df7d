// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toast, type ToastMessage } from "../../../components/Toast.tsx";
import { click, mount, one, settle } from "./mount.tsx";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const onDismiss = vi.fn();
beforeEach(() => onDismiss.mockClear());

const toast = (message: ToastMessage | null) => (
  <Toast message={message} dismissLabel="閉じる" onDismiss={onDismiss} durationMs={1000} />
);
const advance = (ms: number) => settle(() => vi.advanceTimersByTime(ms));
const dispatch = (element: Element, name: string) =>
  settle(() => element.dispatchEvent(new Event(name, { bubbles: name.startsWith("focus") })));

describe("Toast", () => {
  it("puts its text into a status region that was there before", () => {
    const { root, update } = mount(toast(null));
    const status = one(root, "[role=status]");
    expect(root.querySelector("button")).toBeNull();

    update(toast({ id: "1", text: "消しました" }));

    expect(one(root, "[role=status]")).toBe(status);
    expect(status.textContent).toBe("消しました");
  });

  it("goes after its time and not before", () => {
    mount(toast({ id: "1", text: "消しました" }));

    advance(999);
    expect(onDismiss).not.toHaveBeenCalled();
    advance(1);

    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it.each([
    ["pointerenter", "pointerleave"],
    ["focusin", "focusout"],
  ])("stands still from %s to %s and then has its full time again", (pause, resume) => {
    const { root } = mount(toast({ id: "1", text: "消しました" }));
    const region = root.firstElementChild!;

    advance(900);
    dispatch(region, pause);
    advance(10_000);
    dispatch(region, resume);
    advance(999);
    expect(onDismiss).not.toHaveBeenCalled();
    advance(1);

    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it("gives a new message its own time", () => {
    const { update } = mount(toast({ id: "1", text: "一つ目" }));
    advance(900);

    update(toast({ id: "2", text: "二つ目" }));
    advance(900);

    expect(onDismiss).not.toHaveBeenCalled();
  });

  it("offers undo and dismissal", () => {
    const onUndo = vi.fn();
    const { root } = mount(toast({ id: "1", text: "消しました", undo: { label: "元に戻す", onUndo } }));
    const [undo, dismiss] = [...root.querySelectorAll<HTMLElement>("button")];

    click(undo!);
    click(dismiss!);

    expect([undo?.textContent, dismiss?.getAttribute("aria-label")]).toEqual(["元に戻す", "閉じる"]);
    expect([onUndo.mock.calls.length, onDismiss.mock.calls.length]).toEqual([1, 1]);
  });
});
