/** What the popup knows while it is open: signals, no DOM. Codes and names only, never a secret. */

import { computed, signal } from "@preact/signals";
import type { AccountSummary } from "../../lib/core/account/account.ts";
import type { Reminder } from "../../lib/core/backup/reminder.ts";
import { noPolicy, type Policy } from "../../lib/core/policy/policy.ts";
import type { ErrorCode } from "../../lib/protocol/answer.ts";
import type { AccountCode, ActivePage, RegionStart } from "../../lib/protocol/requests.ts";
import type { VaultStatus } from "../../lib/protocol/vault-requests.ts";
import { matchesSearch } from "./search.ts";

export type RegionRefusal = Extract<RegionStart, { status: "not-capturable" }>["reason"];

export const createPopupState = () => {
  const accounts = signal<readonly AccountSummary[]>([]);
  const query = signal("");
  const localMs = signal(Date.now());
  const clockOffsetMs = signal(0);
  return {
    status: signal<VaultStatus | "loading">("loading"),
    /** Until it is read nothing is shown that a rule could forbid. */
    policy: signal<Policy>(noPolicy),
    error: signal<ErrorCode | null>(null),
    page: signal<ActivePage | null>(null),
    accounts,
    query,
    /** Accounts in use that match the search. */
    shown: computed(() =>
      accounts.value.filter((account) => account.deletedAtMs === null && matchesSearch(account, query.value)),
    ),
    codes: signal<ReadonlyMap<string, AccountCode>>(new Map()),
    localMs,
    clockOffsetMs,
    /** Unix milliseconds by the background's clock. */
    nowMs: computed(() => localMs.value + clockOffsetMs.value),
    copiedId: signal<string | null>(null),
    hasCopyFailed: signal(false),
    deleted: signal<AccountSummary | null>(null),
    reminder: signal<Reminder>("none"),
    regionRefusal: signal<RegionRefusal | null>(null),
  };
};

export type PopupState = ReturnType<typeof createPopupState>;
