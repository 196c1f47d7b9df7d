/** The background as the popup sees it: answers by message type, and a record of what was asked. */
import { vi } from "vitest";
import type { AccountSummary } from "../../../../lib/core/account/account.ts";
import { noPolicy } from "../../../../lib/core/policy/policy.ts";
import type { Answer, ErrorCode } from "../../../../lib/protocol/answer.ts";
import type { ActivePage, PageRequests } from "../../../../lib/protocol/requests.ts";

type Answers = {
  [K in keyof PageRequests]?: (payload: PageRequests[K]["payload"]) => Answer<PageRequests[K]["value"]>;
};

export const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
export const failed = (code: ErrorCode): Answer<never> => ({ ok: false, code });

export const world = {
  answers: {} as Answers,
  asked: [] as [type: string, payload: unknown][],
  copied: [] as string[],
  isCopyRefused: false,
  closedTimes: 0,
  vaultChanged: (): void => undefined,
  policyChanged: (): void => undefined,
};

/** Unix time at which a 30-second step begins. */
export const NOW_MS = 1_790_000_010_000;

export const noPage: ActivePage = {
  host: "",
  kind: "none",
  hostReason: "other",
  canFill: false,
  accounts: [],
};

export const summary = (changes: Partial<AccountSummary>): AccountSummary => ({
  id: "a",
  issuer: "見本健康保険組合",
  accountName: "member001",
  origin: null,
  deviceName: "",
  status: "confirmed",
  algorithm: "SHA1",
  digits: 6,
  period: 30,
  createdAtMs: 0,
  deletedAtMs: null,
  ...changes,
});

/** An unlocked vault with these accounts; the code of each step is its number. */
export const unlockedWith = (accounts: readonly AccountSummary[], aheadMs = 0): Answers => ({
  "policy.get": () => ok(noPolicy),
  "vault.status": () => ok("unlocked"),
  "vault.inUse": () => ok(null),
  "page.describe": () => ok(noPage),
  "accounts.list": () => ok(accounts),
  "accounts.codes": ({ accountIds }) => {
    const timeMs = Date.now() + aheadMs;
    const step = Math.floor(timeMs / 30_000);
    const codes = accountIds.map((accountId) => ({
      accountId,
      code: String(step % 1_000_000),
      nextCode: String((step + 1) % 1_000_000),
      step,
      isUsed: false,
    }));
    return ok({ timeMs, codes });
  },
});

export const resetWorld = (answers: Answers): void => {
  Object.assign(world, { answers, asked: [], copied: [], isCopyRefused: false, closedTimes: 0 });
  vi.useFakeTimers({ now: NOW_MS });
};

export const fakeMessaging = {
  askBackground: async (type: keyof PageRequests, payload: never): Promise<Answer<unknown>> => {
    world.asked.push([type, payload]);
    return (
      (world.answers[type] as ((payload: never) => Answer<unknown>) | undefined)?.(payload) ??
      failed("unexpected")
    );
  },
};

export const fakeStorage = {
  watchVault: (onChange: () => void): void => {
    world.vaultChanged = onChange;
  },
  watchPolicy: (onChange: () => void): void => {
    world.policyChanged = onChange;
  },
};

export const fakeClipboard = {
  copyText: async (text: string): Promise<boolean> => {
    if (!world.isCopyRefused) world.copied.push(text);
    return !world.isCopyRefused;
  },
};
