/** Markup with escaping by default. */

/** Markup that is already safe to insert. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type HtmlValue = Markup | string | number | false | null | undefined | readonly HtmlValue[];

/** Template tag: every interpolated text is escaped, markup is kept, false and null vanish. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  let source = strings[0] ?? "";
  values.forEach((value, index) => {
    source += render(value) + (strings[index + 1] ?? "");
  });
  return new Markup(source);
}

export function raw(source: string): Markup {
  return new Markup(source);
}

/** Attributes in the given order; true gives a bare attribute, false, null and undefined give none. */
export function attributes(values: Readonly<Record<string, string | boolean | null | undefined>>): Markup {
  const parts = Object.entries(values)
    .filter(([, value]) => value !== false && value !== null && value !== undefined)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`));
  return new Markup(parts.join(""));
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A value as a literal for an inline script; "<" is escaped so that no text can close the element. */
export function scriptLiteral(value: string): Markup {
  return new Markup(JSON.stringify(value).replaceAll("<", "\\u003c"));
}

function render(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return "";
  if (value instanceof Markup) return value.source;
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return value.map(render).join("");
}
