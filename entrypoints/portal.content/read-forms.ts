/** Reads forms, fields, buttons and links into plain data. */
import { readPortalOrigin } from "../../lib/core/account/origin-match.ts";
import type { ControlFeatures, FieldFeatures, FormFeatures } from "../../lib/core/portal/page-features.ts";
import { isResendText } from "../../lib/core/portal/page-words.ts";
import {
  attribute,
  baseUrl,
  closest,
  contains,
  documentUrl,
  formOf,
  isEnabled,
  isVisible,
  matches,
  queryAll,
  tagOf,
  textOf,
  typeOf,
} from "./dom.ts";

/** Everything that takes a value. */
export const FIELDS = "input, select, textarea";

const BUTTONS =
  'button, input[type="submit" i], input[type="image" i], input[type="button" i], input[type="reset" i]';

/** Everything that can be pressed. */
export const CONTROLS = `${BUTTONS}, a[href], a[onclick], [role="button"]`;

/** A form's id, and whether everything it may send goes by POST to the page's own origin. */
export function readForm(document: Document, form: Element): FormFeatures {
  const submitters = queryAll(document, "[formaction], [formmethod]").filter(
    (element) => formOf(element) === form,
  );
  const addresses = [form, ...submitters].map((element) =>
    attribute(element, element === form ? "action" : "formaction"),
  );
  const methods = submitters.map((element) => attribute(element, "formmethod") ?? "post");
  return {
    id: attribute(form, "id") ?? "",
    isSafe:
      [attribute(form, "method") ?? "get", ...methods].every((method) => method.toLowerCase() === "post") &&
      addresses.every((address) => isOwnAddress(document, address)),
  };
}

function isOwnAddress(document: Document, address: string | null): boolean {
  const page = readPortalOrigin(documentUrl(document));
  try {
    return page !== null && readPortalOrigin(new URL(address ?? "", baseUrl(document)).href) === page;
  } catch {
    return false;
  }
}

/** What a field is, without its value. `forms`: the elements that `FieldFeatures.form` points into. */
export function readField(field: Element, forms: readonly Element[]): FieldFeatures {
  const length = Number.parseInt(attribute(field, "maxlength") ?? "", 10);
  const tag = tagOf(field);
  return {
    id: attribute(field, "id") ?? "",
    name: attribute(field, "name") ?? "",
    type: tag === "input" ? typeOf(field) : tag,
    form: indexOfForm(field, forms),
    isVisible: isVisible(field),
    isEnabled: isEnabled(field),
    isReadOnly: attribute(field, "readonly") !== null,
    maxLength: Number.isNaN(length) || length < 0 ? null : length,
  };
}

/** The buttons and links among `controls` that lie in the login content or belong to one of `forms`. */
export function readControls(
  controls: readonly Element[],
  forms: readonly Element[],
  content: Element | null,
): readonly ControlFeatures[] {
  return controls
    .filter((control) => indexOfForm(control, forms) >= 0 || (content !== null && contains(content, control)))
    .map((control) => {
      const id = attribute(control, "id") ?? "";
      const name = attribute(control, "name") ?? "";
      return {
        kind: kindOf(control),
        id,
        name,
        isResend: isResendText(`${id}|${name}|${captionOf(control)}`),
        form: indexOfForm(control, forms),
        isVisible: isVisible(control),
        isEnabled: isEnabled(control),
      };
    });
}

function kindOf(control: Element): ControlFeatures["kind"] {
  if (tagOf(control) === "a") return "link";
  if (!matches(control, BUTTONS)) return "button";
  return ["submit", "image"].includes(typeOf(control)) ? "submit" : "button";
}

function captionOf(control: Element): string {
  const attributes = ["title", "aria-label", "alt", "href", "formaction", "onclick"];
  const own = tagOf(control) === "input" ? (attribute(control, "value") ?? "") : textOf(control);
  return [own, ...attributes.map((name) => attribute(control, name) ?? "")].join("|").slice(0, 2000);
}

function indexOfForm(control: Element, forms: readonly Element[]): number {
  const form = matches(control, `${FIELDS}, button`) ? formOf(control) : closest(control, "form");
  return form === null ? -1 : forms.indexOf(form);
}
