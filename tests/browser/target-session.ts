/** Debugging sessions of targets that the test driver does not hand out: popups and service workers. */

import type { CDPSession } from "@playwright/test";

export interface TargetSession {
  send(method: string, parameters?: object): Promise<unknown>;
  /** Calls `onEvent` for every event of that name from now on. */
  on(method: string, onEvent: (parameters: unknown) => void): void;
  detach(): Promise<void>;
}

/** A session of its own inside the browser-level session `cdp`; answers are matched by id. */
export const attachTo = async (cdp: CDPSession, targetId: string): Promise<TargetSession> => {
  const { sessionId } = await cdp.send("Target.attachToTarget", { targetId, flatten: false });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const listeners = new Map<string, (parameters: unknown) => void>();
  cdp.on("Target.receivedMessageFromTarget", (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message) as {
      id?: number;
      method?: string;
      params?: unknown;
      result?: unknown;
      error?: { message: string };
    };
    if (answer.method !== undefined) listeners.get(answer.method)?.(answer.params);
    const waiter = answer.id === undefined ? undefined : waiting.get(answer.id);
    if (answer.id === undefined || waiter === undefined) return;
    waiting.delete(answer.id);
    if (answer.error === undefined) waiter.resolve(answer.result);
    else waiter.reject(new Error(answer.error.message));
  });
  let lastId = 0;
  return {
    send: (method, parameters = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        const message = JSON.stringify({ id: lastId, method, params: parameters });
        cdp.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
      }),
    on: (method, onEvent) => listeners.set(method, onEvent),
    detach: () => cdp.send("Target.detachFromTarget", { sessionId }).then(() => undefined),
  };
};
