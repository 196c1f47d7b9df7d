/**
 * An element of ours for a page's own document, with a closed shadow root. Made in a document without a custom-element
 * registry and adopted afterwards: a page that has defined an element of the same name gets neither its constructor run
 * nor, through ElementInternals, a hold of the shadow root (seen in Chromium 156).
 */
export const createOwnElement = (
  tag: string,
): { readonly host: HTMLElement; readonly shadow: ShadowRoot } => {
  const host = document.implementation.createHTMLDocument("").createElement(tag);
  const shadow = host.attachShadow({ mode: "closed" });
  document.adoptNode(host);
  return { host, shadow };
};
