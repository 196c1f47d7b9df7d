/** What stands in our closed shadow roots, read over the debugging protocol the way the browser sees it. */

import type { CDPSession, Page } from "@playwright/test";

export interface DomNode {
  readonly backendNodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

/**
 * `nodeName`: of the element that carries the shadow root, in upper case whatever kind of document it stands in. `use`
 * gets null while it is not there.
 */
export const withHost = async <T>(
  page: Page,
  nodeName: string,
  use: (host: DomNode | null, cdp: CDPSession) => Promise<T>,
): Promise<T> => {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { root } = (await cdp.send("DOM.getDocument", { depth: -1, pierce: true })) as { root: DomNode };
    return await use(
      findNode(root, (node) => node.nodeName.toUpperCase() === nodeName),
      cdp,
    );
  } finally {
    await cdp.detach();
  }
};

export const findNode = (node: DomNode, test: (node: DomNode) => boolean): DomNode | null => {
  if (test(node)) return node;
  for (const child of inside(node)) {
    const found = findNode(child, test);
    if (found !== null) return found;
  }
  return null;
};

export const textOf = (node: DomNode): string =>
  node.nodeName === "#text" ? node.nodeValue : inside(node).map(textOf).join("");

export const attributeOf = ({ attributes = [] }: DomNode, name: string): string | undefined => {
  const at = attributes.indexOf(name);
  return at < 0 ? undefined : attributes[at + 1];
};

/** Centre of the node's box, CSS pixels of the viewport. */
export const centreOf = async (
  cdp: CDPSession,
  { backendNodeId }: DomNode,
): Promise<readonly [number, number]> => {
  const { model } = (await cdp.send("DOM.getBoxModel", { backendNodeId })) as {
    model: { content: readonly number[] };
  };
  const [x1 = 0, y1 = 0, , , x2 = 0, y2 = 0] = model.content;
  return [(x1 + x2) / 2, (y1 + y2) / 2];
};

const inside = (node: DomNode): readonly DomNode[] => [...(node.shadowRoots ?? []), ...(node.children ?? [])];
