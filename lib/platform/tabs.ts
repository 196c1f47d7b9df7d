/** Tabs and windows behind the services' port. No `tabs` permission: URLs are seen only where activeTab was granted. */

import { browser } from "wxt/browser";
import type { ExtensionPage, Tabs } from "../services/ports.ts";

const paths: Record<ExtensionPage, `/${ExtensionPage}.html`> = {
  welcome: "/welcome.html",
  unlock: "/unlock.html",
  manager: "/manager.html",
  recover: "/recover.html",
};

export const tabs: Tabs = {
  active: async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab?.id === undefined || tab.windowId === undefined) return null;
    return { tabId: tab.id, windowId: tab.windowId, url: tab.url ?? "" };
  },
  openPage: async (page, { hash, openerTabId }) => {
    const url = browser.runtime.getURL(paths[page]) + (hash === undefined ? "" : `#${hash}`);
    await browser.tabs.create(await beside(url, openerTabId));
  },
  focus: async (tabId) => {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
  },
  close: (tabId) => browser.tabs.remove(tabId),
  send: async ({ tabId, documentId }, type, payload) => {
    const target = documentId === null ? { frameId: 0 } : { documentId };
    return browser.tabs.sendMessage(tabId, { type, payload }, target as { frameId: number }); // documentId: Chrome 106+, missing from the polyfill's types
  },
  injectRegion: async (tabId) => {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId },
      files: ["/content-scripts/region.js"],
    });
    if (injected?.result !== true) throw new Error("no overlay can be shown in this document");
  },
};

/** Opens next to the tab that asked, so that closing it leads back there. */
const beside = async (url: string, openerTabId: number | undefined) => {
  if (openerTabId === undefined) return { url };
  try {
    const { index, windowId } = await browser.tabs.get(openerTabId);
    return windowId === undefined ? { url } : { url, openerTabId, index: index + 1, windowId };
  } catch {
    return { url }; // the asking tab is gone already
  }
};

/** Closes the tab this page runs in. */
export const closeOwnTab = async (): Promise<void> => {
  const own = await browser.tabs.getCurrent();
  if (own?.id !== undefined) await browser.tabs.remove(own.id);
};

/** Opens one of our pages from another of our pages; an open manager is reused. */
export const openOwnPage = async (page: ExtensionPage, hash?: string): Promise<void> => {
  await tabs.openPage(page, hash === undefined ? {} : { hash });
};
