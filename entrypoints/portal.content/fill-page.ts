/** From a recognised page to its very fields: fills the code, the device name and the chosen device. */

import { type FieldRole, fillPlanOf } from "../../lib/core/portal/fields.ts";
import type { PageKind } from "../../lib/core/portal/page-kind.ts";
import { inputValue, query } from "./dom.ts";
import { fillField } from "./fill-field.ts";
import { findDeviceControl, readPageFeatures } from "./read-page.ts";

/** The page's input for a role, or null when the page has changed under us. */
export const findField = (kind: PageKind, role: FieldRole): HTMLInputElement | null => {
  const plan = fillPlanOf(kind);
  if (plan === null) return null;
  const selector = plan.fields.find((field) => field.role === role)?.selector;
  const form = query(document, plan.formSelector);
  if (selector === undefined || form === null) return null;
  const field = query(form, selector);
  return field instanceof HTMLInputElement ? field : null;
};

/** True when the code is in the page's code field. */
export const fillCode = async (kind: PageKind, code: string): Promise<boolean> => {
  const field = findField(kind, "code");
  return field !== null && (await fillField(field, code));
};

/** Names the device unless the member has already typed a name. */
export const fillDeviceName = async (kind: PageKind, deviceName: string): Promise<void> => {
  const field = findField(kind, "device-name");
  if (field !== null && inputValue(field) === "") await fillField(field, deviceName);
};

/** Selects a device of the page's own list, as a click would. False when the list has changed since. */
export const selectDevice = (deviceId: string | null): boolean => {
  if (deviceId === null) return true;
  const control = findDeviceControl(document, deviceId);
  if (control === null) return false;
  HTMLElement.prototype.click.call(control);
  return readPageFeatures(document).devices.some(({ id, isSelected }) => id === deviceId && isSelected);
};

/** Leads the member's eyes, and the keyboard, to the page's own button. */
export const focusSubmit = (kind: PageKind): void => {
  const button = submitOf(kind)?.button;
  if (button === undefined) return;
  HTMLElement.prototype.focus.call(button);
  Element.prototype.scrollIntoView.call(button, { block: "nearest" });
};

/** Presses the page's own button once, through the form, so that the page's own handlers run. */
export const submitEntry = (): void => {
  const found = submitOf("entry");
  if (found !== null) HTMLFormElement.prototype.requestSubmit.call(found.form, found.button);
};

const submitOf = (
  kind: PageKind,
): { readonly form: HTMLFormElement; readonly button: HTMLElement } | null => {
  const plan = fillPlanOf(kind);
  const form = plan === null ? null : query(document, plan.formSelector);
  if (plan === null || !(form instanceof HTMLFormElement)) return null;
  const button = query(form, plan.submitSelector);
  return button instanceof HTMLElement ? { form, button } : null;
};
