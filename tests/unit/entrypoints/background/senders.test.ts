import { describe, expect, it, vi } from "vitest";
import { isOwnPage, readPortalSender, readTabSender } from "../../../../entrypoints/background/senders.ts";
import { OTHER_PORTAL, PORTAL } from "../../fakes/rig.ts";
import {
  EXTENSION_ORIGIN,
  otherExtension,
  otherSite,
  ownPage,
  portalPage,
  prerendered,
  subFrame,
} from "../../fakes/senders.ts";

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ORIGIN: origin } = await import("../../fakes/senders.ts");
  return { browser: { runtime: { getURL: (path: string) => `${origin}${path}` } } };
});

const portalSender = { tabId: 7, windowId: 1, documentId: "document-of-tab-7", origin: PORTAL };

describe("isOwnPage", () => {
  it("is true for every page of the extension, in a tab or not", () => {
    for (const path of ["/popup.html", "/manager.html#add", "/welcome.html?x=1", "/unlock.html"]) {
      expect(isOwnPage({ ...ownPage, url: `${EXTENSION_ORIGIN}${path}` })).toBe(true);
    }
    const inTab = { ...portalPage, url: `${EXTENSION_ORIGIN}/manager.html` };
    expect(isOwnPage({ ...inTab, origin: EXTENSION_ORIGIN })).toBe(true);
    expect(isOwnPage(inTab)).toBe(false);
  });

  it.each([
    ["a portal page", portalPage],
    ["another site", otherSite],
    ["another extension", otherExtension],
    ["a sender without an address", { id: ownPage.id }],
    ["a host that begins like ours", { ...ownPage, url: `${EXTENSION_ORIGIN}.example.com/` }],
    ["our address as user information", { ...ownPage, url: `${EXTENSION_ORIGIN}@example.com/` }],
    ["another port", { ...ownPage, url: `${EXTENSION_ORIGIN}:8443/popup.html` }],
  ])("is false for %s", (_, sender) => {
    expect(isOwnPage(sender)).toBe(false);
  });
});

describe("readTabSender", () => {
  it("reads the visible top document of any site", () => {
    const { origin: _, ...tab } = portalSender;

    expect(readTabSender(otherSite)).toEqual(tab);
  });

  it.each([
    ["a sub-frame", subFrame],
    ["a prerendered document", prerendered],
    ["a cached document", { ...portalPage, documentLifecycle: "cached" }],
    ["a document without a life cycle", { ...portalPage, documentLifecycle: undefined }],
    ["a document without an id", { ...portalPage, documentId: undefined }],
    ["a sender without a tab", { ...portalPage, tab: undefined }],
    ["a tab without an id", { ...portalPage, tab: { windowId: 1 } }],
    ["a tab without a window", { ...portalPage, tab: { id: 7 } }],
    ["a sender without a frame", { ...portalPage, frameId: undefined }],
    ["our own popup", ownPage],
  ])("is null for %s", (_, sender) => {
    expect(readTabSender(sender)).toBeNull();
    expect(readPortalSender(sender)).toBeNull();
  });
});

describe("readPortalSender", () => {
  it("reads tab, document and origin of a portal page", () => {
    expect(readPortalSender(portalPage)).toEqual(portalSender);
    const other = { ...portalPage, url: `${OTHER_PORTAL}/`, origin: OTHER_PORTAL };
    expect(readPortalSender(other)).toEqual({ ...portalSender, origin: OTHER_PORTAL });
  });

  it.each([
    ["another site", otherSite],
    ["an unencrypted page", { ...portalPage, url: PORTAL.replace("https", "http") }],
    ["another port", { ...portalPage, url: `${PORTAL}:8443/`, origin: `${PORTAL}:8443` }],
    ["a trailing dot", { ...portalPage, url: `${PORTAL}./`, origin: `${PORTAL}.` }],
    ["the bare domain", { ...portalPage, url: "https://kosmo-web.jp/", origin: "https://kosmo-web.jp" }],
    ["a sandboxed document", { ...portalPage, origin: "null" }],
    ["an origin that is not the address's", { ...portalPage, origin: OTHER_PORTAL }],
    ["no origin", { ...portalPage, origin: undefined }],
    ["no address", { ...portalPage, url: undefined }],
    ["an address that is none", { ...portalPage, url: "portal" }],
  ])("is null for %s", (_, sender) => {
    expect(readPortalSender(sender)).toBeNull();
  });
});
