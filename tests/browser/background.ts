/** Asking the background directly, from a page of the extension: for arranging a test and looking at its result. */

import { randomBytes } from "node:crypto";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { Answer } from "../../lib/protocol/answer.ts";
import type { PageRequests } from "../../lib/protocol/requests.ts";

export interface Background {
  ask<K extends keyof PageRequests>(
    type: K,
    payload: PageRequests[K]["payload"],
  ): Promise<PageRequests[K]["value"]>;
  answer<K extends keyof PageRequests>(
    type: K,
    payload: PageRequests[K]["payload"],
  ): Promise<Answer<PageRequests[K]["value"]>>;
  /** An unlocked vault without the cost of a password: the root key is random and stays with the test. */
  createVault(): Promise<void>;
  /** Locks, and opens again with the key of {@link createVault}. */
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Ends the service worker the way the browser does after 30 idle seconds. */
  stopWorker(): Promise<void>;
  readonly page: Page;
}

/** `page` stays open in the background on an extension page that shows nothing of its own. */
export const openBackground = async (context: BrowserContext, extensionId: string): Promise<Background> => {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/icon/16.png`);
  const rootKey = randomBytes(32).toString("base64");

  const answer: Background["answer"] = (type, payload) =>
    page.evaluate(
      (message) => {
        const { chrome } = globalThis as unknown as {
          chrome: { runtime: { sendMessage(message: unknown): Promise<never> } };
        };
        return chrome.runtime.sendMessage(message);
      },
      { type, payload },
    );
  const ask: Background["ask"] = async (type, payload) => {
    const reply = await answer(type, payload);
    if (!reply.ok) throw new Error(`${type}: ${reply.code}`);
    return reply.value;
  };
  return {
    page,
    answer,
    ask,
    createVault: async () => {
      const kdf = {
        algorithm: "scrypt",
        N: 2 ** 17,
        r: 8,
        p: 1,
        salt: randomBytes(32).toString("base64"),
      } as const;
      await ask("vault.create", { kdf, rootKey });
    },
    lock: async () => {
      await ask("vault.lock", null);
    },
    unlock: async () => {
      const { password } = await ask("vault.unlockMethods", null);
      expect(await ask("vault.unlock", { slotId: password?.slotId ?? "", rootKey })).toEqual({
        status: "unlocked",
      });
    },
    stopWorker: async () => {
      const cdp = await context.newCDPSession(page);
      await cdp.send("ServiceWorker.enable");
      await cdp.send("ServiceWorker.stopAllWorkers");
      await cdp.detach();
    },
  };
};
