/** Joins the class names that apply. Falsy parts are left out, so a condition can be written in place. */
export function classNames(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
