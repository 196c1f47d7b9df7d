import { type ComponentChildren, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach } from "vitest";

const roots: HTMLElement[] = [];

/** Does a synchronous step and lets the view catch up; `act` returns a promise for asynchronous steps only. */
export function settle(step: () => unknown): void {
  void act(() => {
    step();
  });
}

afterEach(() => {
  for (const root of roots.splice(0)) {
    settle(() => render(null, root));
    root.remove();
  }
});

/** Renders into the document and returns the root with a way to render again. Removed after each test. */
export function mount(node: ComponentChildren) {
  const root = document.createElement("div");
  document.body.append(root);
  roots.push(root);
  const update = (next: ComponentChildren) => settle(() => render(next, root));
  update(node);
  return { root, update };
}

/** The only element that matches; fails with the selector otherwise. */
export function one<Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found {
  const found = root.querySelectorAll<Found>(selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0]!;
}

export function click(element: HTMLElement): void {
  settle(() => element.click());
}

/** Sends a key press to the element; returns false when the default action was prevented. */
export function press(element: Element, key: string): boolean {
  let isAllowed = true;
  settle(() => {
    isAllowed = element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  return isAllowed;
}

export function type(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  field.value = value;
  settle(() => field.dispatchEvent(new Event("input", { bubbles: true })));
}

/** The texts that `aria-describedby` points to, in its order. */
export function describedTexts(element: Element): readonly (string | null | undefined)[] {
  const ids = element.getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent);
}

/** The text of the label bound to a field. */
export function labelText(field: HTMLInputElement | HTMLTextAreaElement): string | null | undefined {
  return document.querySelector(`label[for="${field.id}"]`)?.textContent;
}
