/** Typed messages over `runtime.sendMessage`; payloads are never logged. */

import { browser } from "wxt/browser";
import { type Answer, readAnswer } from "../protocol/answer.ts";
import type { PageRequests, PortalRequests } from "../protocol/requests.ts";

const ask = async <T>(type: string, payload: unknown): Promise<Answer<T>> => {
  try {
    return readAnswer<T>(await browser.runtime.sendMessage({ type, payload }));
  } catch {
    return { ok: false, code: "unexpected" }; // the worker could not be started, or the extension was just updated
  }
};

/** For the extension's own pages. */
export const askBackground = <K extends keyof PageRequests & string>(
  type: K,
  payload: PageRequests[K]["payload"],
): Promise<Answer<PageRequests[K]["value"]>> => ask(type, payload);

/** For content scripts. */
export const askFromPage = <K extends keyof PortalRequests & string>(
  type: K,
  payload: PortalRequests[K]["payload"],
): Promise<Answer<PortalRequests[K]["value"]>> => ask(type, payload);

/** False once the extension was updated or removed under a page that is still open. */
export const isExtensionAlive = (): boolean => browser.runtime?.id !== undefined;

/** What the browser tells about a sender; fields missing from the polyfill's types included. */
export interface RawSender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly documentLifecycle?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly windowId?: number | undefined } | undefined;
}

/** Answers every message of this extension; register it synchronously when the context starts. */
export const onMessage = (
  handle: (message: unknown, sender: RawSender) => Promise<unknown> | undefined,
): void => {
  browser.runtime.onMessage.addListener((message: unknown, sender: unknown) => {
    const raw = sender as RawSender; // given by the browser
    return raw.id === browser.runtime.id ? handle(message, raw) : undefined;
  });
};

/** The origin of the extension's own pages, `chrome-extension://<id>`. */
export const extensionOrigin = (): string => new URL(browser.runtime.getURL("/")).origin;

const awakePort = "awake";
/** Between two attempts, so that a background that refuses is not asked without end. */
const betweenConnectionsMs = 1_000;

/**
 * Keeps the background startable without delay until `signal` aborts. A message sent while a page is being left is lost
 * when the stopped worker must start first (seen in Chromium 156); a held port brings the worker back as soon as the
 * browser stops it.
 */
export const holdBackgroundAwake = (signal: AbortSignal): void => {
  if (signal.aborted || !isExtensionAlive()) return;
  const startedMs = performance.now();
  const port = browser.runtime.connect({ name: awakePort });
  const end = (): void => port.disconnect();
  signal.addEventListener("abort", end, { once: true });
  port.onDisconnect.addListener(() => {
    signal.removeEventListener("abort", end);
    const restMs = Math.max(0, betweenConnectionsMs - (performance.now() - startedMs));
    setTimeout(() => holdBackgroundAwake(signal), restMs);
  });
};

/** The background's side: lets pages hold such a port. Nothing is said over it. */
export const acceptHeldPorts = (): void => {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== awakePort) port.disconnect();
  });
};
