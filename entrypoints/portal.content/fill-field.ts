/** Puts a value into one field of the page the way a person's typing would, and reads it back. */

import { inputValue } from "./dom.ts";

const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;

/**
 * Focuses, sets the value once and tells the page once (`input`, then `change`). Resolves to true when the field still
 * holds exactly `value` after the page had its turn; nothing is tried a second time.
 */
export const fillField = async (field: HTMLInputElement, value: string): Promise<boolean> => {
  HTMLElement.prototype.focus.call(field);
  setValue?.call(field, value);
  const input = new InputEvent("input", { bubbles: true, inputType: "insertText", data: value });
  EventTarget.prototype.dispatchEvent.call(field, input);
  EventTarget.prototype.dispatchEvent.call(field, new Event("change", { bubbles: true }));
  await nextFrame();
  return inputValue(field) === value;
};

/** After the page's own handlers and their microtasks; a hidden tab has no frames, so a message turn is enough there. */
const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
