/**
 * Reads the page's DOM through prototype members only. A form's own properties are the page's to choose: an input named
 * `querySelector`, `action` or `id` replaces the member of that name on the form, and one named `body` on the document
 * (measured in Chromium 156, in the isolated world too).
 */

/** Every element in `root` that matches, in document order. */
export function queryAll(root: ParentNode, selector: string): readonly Element[] {
  return Array.from(selectAllIn(root, selector));
}

/** The first element in `root` that matches, or null. */
export function query(root: ParentNode, selector: string): Element | null {
  return isDocument(root)
    ? Document.prototype.querySelector.call(root, selector)
    : Element.prototype.querySelector.call(root, selector);
}

/** An attribute's text, or null when it is absent. */
export function attribute(element: Element, name: string): string | null {
  return Element.prototype.getAttribute.call(element, name);
}

/** The nearest ancestor or self that matches, or null. */
export function closest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector);
}

/** Whether the element matches. */
export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** Whether `inner` lies in `outer` or is it. */
export function contains(outer: Node, inner: Node): boolean {
  return Node.prototype.contains.call(outer, inner);
}

/** Lower-case tag name. */
export function tagOf(element: Element): string {
  return String(readMember(element, "tagName")).toLowerCase();
}

/** The text of a node and its descendants, scripts included. */
export function textOf(node: Node): string {
  return String(readMember(node, "textContent") ?? "");
}

/** The form to which a control belongs, also through a `form` attribute, or null. */
export function formOf(control: Element): Element | null {
  const form = readMember(control, "form");
  return form instanceof Element ? form : null;
}

/** The live value of an input. */
export function inputValue(input: Element): string {
  return String(readMember(input, "value") ?? "");
}

/** Whether a radio or check box is checked. */
export function isChecked(input: Element): boolean {
  return readMember(input, "checked") === true;
}

/** The effective type of an input or button, lower case: a missing or unknown one counts as its default. */
export function typeOf(control: Element): string {
  return String(readMember(control, "type")).toLowerCase();
}

/** Whether the user can use the control: neither it nor an enclosing fieldset is disabled. */
export function isEnabled(control: Element): boolean {
  return readMember(control, "disabled") !== true && closest(control, "fieldset[disabled]") === null;
}

/** Natural width and height of an image in pixels; its `width` and `height` attributes while it is not loaded. */
export function imageSize(image: HTMLImageElement): { readonly widthPx: number; readonly heightPx: number } {
  const read = (natural: string, name: string): number =>
    Number(readMember(image, natural)) || Number(attribute(image, name)) || 0;
  return { widthPx: read("naturalWidth", "width"), heightPx: read("naturalHeight", "height") };
}

/** Address of the document. */
export function documentUrl(document: Document): string {
  return String(readMember(document, "URL"));
}

/** The address against which the document's relative addresses are resolved; a `base` element may have moved it. */
export function baseUrl(document: Document): string {
  return String(readMember(document, "baseURI"));
}

/** Whether the document is in a visible tab. */
export function isDocumentVisible(document: Document): boolean {
  return readMember(document, "visibilityState") === "visible";
}

/** Whether the element can be seen: rendered, not transparent, with a size, and not moved off the page. */
export function isVisible(element: Element): boolean {
  return isRendered(element) && hasPlace(element);
}

/**
 * The text under `root` without scripts, styles and whatever matches `excluded`. Reads at most `maxNodes` nodes and
 * `maxLength` characters; `isCut` when there was more.
 */
export function contentText(
  document: Document,
  root: Node,
  limits: { readonly excluded: string; readonly maxNodes: number; readonly maxLength: number },
): { readonly text: string; readonly isCut: boolean } {
  const excluded = `script, style, template, noscript, ${limits.excluded}`;
  const walker = Document.prototype.createTreeWalker.call(
    document,
    root,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node: Node) =>
      node instanceof Element && matches(node, excluded)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  const parts: string[] = [];
  let length = 0;
  let nodes = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes += 1;
    if (nodes > limits.maxNodes || length > limits.maxLength) return { text: parts.join(""), isCut: true };
    if (node instanceof Element) continue;
    parts.push(textOf(node));
    length += textOf(node).length;
  }
  return { text: parts.join(""), isCut: false };
}

function selectAllIn(root: ParentNode, selector: string): ArrayLike<Element> {
  return isDocument(root)
    ? Document.prototype.querySelectorAll.call(root, selector)
    : Element.prototype.querySelectorAll.call(root, selector);
}

function isDocument(node: ParentNode): node is Document {
  return node instanceof Document;
}

/**
 * Calls the accessor `name` of the node's own interface. Found on the prototypes, which the page cannot reach from its
 * world, so that a same-named property of the node itself is passed by.
 */
function readMember(self: Node, name: string): unknown {
  let owner = Object.getPrototypeOf(self) as object | null;
  while (owner !== null) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor !== undefined) return descriptor.get?.call(self);
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return undefined;
}

function isRendered(element: Element): boolean {
  const check: unknown = Element.prototype.checkVisibility;
  if (
    typeof check === "function" &&
    Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true }) ===
      false
  )
    return false;
  return closest(element, "[hidden], [inert]") === null && !hasHidingStyle(element);
}

// checkVisibility is not everywhere complete; computed styles are asked as well, up to the root.
function hasHidingStyle(element: Element): boolean {
  for (let step: Element | null = element; step !== null; step = parentOf(step)) {
    const style = getComputedStyle(step);
    if (style.display === "none" || style.opacity === "0") return true;
    if (step === element && (style.visibility === "hidden" || style.visibility === "collapse")) return true;
  }
  return false;
}

function parentOf(element: Element): Element | null {
  const parent = readMember(element, "parentElement");
  return parent instanceof Element ? parent : null;
}

// Without a layout (the root has no width) nothing can be said about places, and nothing is held against the element.
function hasPlace(element: Element): boolean {
  const root = closest(element, "html");
  if (root === null || rectOf(root).width === 0) return true;
  const rect = rectOf(element);
  if (rect.width < 2 || rect.height < 2) return false;
  return rect.right + window.scrollX > 0 && rect.bottom + window.scrollY > 0;
}

function rectOf(element: Element): DOMRect {
  return Element.prototype.getBoundingClientRect.call(element);
}
