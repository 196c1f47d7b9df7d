/** Reads the list of the member's devices on an entry page: radio buttons in one theme family, tiles in the other. */
import type { PageDevice } from "../../lib/core/portal/page-features.ts";
import { attribute, inputValue, isChecked, query, queryAll, tagOf, textOf, typeOf } from "./dom.ts";

/** A device radio button; the stock style sheet hides it behind its label. */
export const DEVICE_RADIO = 'input[type="radio" i][name="selectedCredentialId"]';

/** A device tile of the later theme family; its own script writes the choice into a hidden field. */
export const DEVICE_TILE = 'div[id^="kc-otp-credential-"]';

const MAX_DEVICES = 100;

/** The device list of an entry page, in page order; empty when there is none. */
export function readDevices(document: Document): readonly PageDevice[] {
  const radios = queryAll(document, DEVICE_RADIO).slice(0, MAX_DEVICES);
  if (radios.length > 0) {
    return radios.map((radio) => ({
      id: deviceIdOf(radio),
      label: labelOfRadio(document, radio),
      isSelected: isChecked(radio),
    }));
  }
  // No tile is marked at load: the hidden field alone says which device is chosen.
  const selected = readSelectedCredentialId(document);
  return queryAll(document, DEVICE_TILE)
    .slice(0, MAX_DEVICES)
    .map((tile) => ({
      id: deviceIdOf(tile),
      label: lastSpanText(tile),
      isSelected: deviceIdOf(tile) === selected,
    }));
}

/** The credential that a radio button or tile stands for. */
export function deviceIdOf(choice: Element): string {
  if (tagOf(choice) === "input") return inputValue(choice);
  // The tile's own script call names the credential as its quoted argument.
  const quoted = /['"]([0-9a-z-]{8,64})['"]/i.exec(attribute(choice, "onclick") ?? "");
  return quoted?.[1] ?? attribute(choice, "id") ?? "";
}

function labelOfRadio(document: Document, radio: Element): string {
  const id = attribute(radio, "id") ?? "";
  const label = queryAll(document, "label").find((element) => id !== "" && attribute(element, "for") === id);
  return label === undefined ? "" : lastSpanText(label);
}

function lastSpanText(element: Element): string {
  const spans = queryAll(element, "span").filter((span) => query(span, "span") === null);
  const last = spans.at(-1);
  return textOf(last ?? element)
    .trim()
    .slice(0, 255);
}

/** The credential that the page would send: the hidden field's value or the checked radio's, or null. */
export function readSelectedCredentialId(document: Document): string | null {
  const fields = queryAll(document, 'input[name="selectedCredentialId"]');
  const chosen = fields.find(
    (field) => typeOf(field) === "hidden" || (typeOf(field) === "radio" && isChecked(field)),
  );
  return chosen === undefined || inputValue(chosen) === "" ? null : inputValue(chosen);
}
