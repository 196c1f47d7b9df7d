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

const linePort = "line";
/** Between two attempts, so that a background that refuses is not asked without end. */
const betweenConnectionsMs = 1_000;

/** A line to the background that is held open. */
export interface Line {
  /** Says something without waiting for an answer; goes out even when the page is left in the same moment. */
  tell<K extends keyof PortalRequests & string>(type: K, payload: PortalRequests[K]["payload"]): void;
}

/**
 * Holds a line to the background until `signal` aborts. Two reasons, both seen in Chromium 156: an ordinary message sent
 * while its page is being left can be lost, above all when the stopped worker must start first; what is said over an open
 * line arrives. And when the browser stops the worker, the line's end brings it back at once.
 */
export const holdLine = (signal: AbortSignal): Line => {
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  const connect = (): void => {
    if (signal.aborted || !isExtensionAlive()) return;
    const startedMs = performance.now();
    const opened = browser.runtime.connect({ name: linePort });
    port = opened;
    opened.onDisconnect.addListener(() => {
      if (port === opened) port = null;
      setTimeout(connect, Math.max(0, betweenConnectionsMs - (performance.now() - startedMs)));
    });
  };
  signal.addEventListener("abort", () => port?.disconnect(), { once: true });
  connect();
  return {
    tell: (type, payload) => {
      if (port === null) void askFromPage(type, payload);
      else port.postMessage({ type, payload });
    },
  };
};

/** The background's side of {@link holdLine}: what is said is handled like any message of that sender. */
export const onLine = (handle: (message: unknown, sender: RawSender) => Promise<unknown>): void => {
  browser.runtime.onConnect.addListener((port) => {
    const sender = port.sender as RawSender | undefined; // given by the browser
    if (port.name !== linePort || sender === undefined || sender.id !== browser.runtime.id) {
      port.disconnect();
      return;
    }
    port.onMessage.addListener((message: unknown) => {
      void handle(message, sender); // answers go nowhere: the page that asked is gone
    });
  });
};
