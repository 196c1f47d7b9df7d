/** What the browser says of the machine. */

/** Memory in GB, rounded by the browser; undefined when it does not say. Not part of lib.dom: Chromium only. */
export const deviceMemoryGb = (): number | undefined => {
  const { deviceMemory } = navigator as { readonly deviceMemory?: unknown };
  return typeof deviceMemory === "number" ? deviceMemory : undefined;
};
