/** Requests of the background to this page: what is here, and "do it now" from the popup, the keys or an unlock. */

import { onMessage } from "../../lib/platform/messaging.ts";
import { readMessage, tabReaders } from "../../lib/protocol/check-requests.ts";
import type { TabRequests } from "../../lib/protocol/requests.ts";

export interface TabHandlers {
  readonly kindNow: () => string;
  readonly run: (accountId: string | null) => Promise<void>;
}

export const onTabRequest = ({ kindNow, run }: TabHandlers): void => {
  onMessage((message) => {
    const request = readMessage<TabRequests>(tabReaders, message);
    if (request === null) return undefined;
    if (request.type === "tab.describe") return Promise.resolve({ kind: kindNow() });
    const { accountId } = tabReaders["tab.run"](request.payload);
    void run(accountId); // the background waits for the start only; the result shows in the page
    return Promise.resolve({ status: "started" });
  });
};
