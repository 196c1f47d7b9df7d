/** Keeps the popup's state true: at the start, at every change of the vault, at every new time step. */

import type { AccountSummary } from "../../lib/core/account/account.ts";
import { stepAt } from "../../lib/core/otp/time-step.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import { watchPolicy, watchVault } from "../../lib/platform/storage.ts";
import type { ActivePage } from "../../lib/protocol/requests.ts";
import type { PopupState } from "./state.ts";

export interface Loader {
  start(): Promise<void>;
  refresh(): Promise<void>;
}

/** As long as nobody notices a wait. */
const longestHoldMs = 100;

export const createLoader = (state: PopupState): Loader => {
  const loadCodes = async (): Promise<void> => {
    const accountIds = state.accounts.value.map(({ id }) => id);
    const answer = await askBackground("accounts.codes", { accountIds });
    if (!answer.ok) {
      state.codes.value = new Map();
      if (answer.code === "locked") state.status.value = "locked";
      else state.error.value = answer.code;
      return;
    }
    state.clockOffsetMs.value = answer.value.timeMs - Date.now();
    state.codes.value = new Map(answer.value.codes.map((one) => [one.accountId, one]));
  };

  /** A failure is silent: a reminder is no reason to stop anybody. */
  const loadReminder = async (): Promise<void> => {
    const answer = await askBackground("backup.state", null);
    state.reminder.value = answer.ok ? answer.value.reminder : "none";
  };

  const loadAccounts = async (): Promise<void> => {
    const reminder = loadReminder(); // answers with a code in every case
    const list = await askBackground("accounts.list", null);
    if (list.ok) {
      state.accounts.value = sorted(list.value, state.page.value);
      // Drawn together, so that no button moves away under the pointer; but nothing may hold up the codes.
      await Promise.race([reminder, new Promise((resolve) => setTimeout(resolve, longestHoldMs))]);
      state.status.value = "unlocked";
      await loadCodes();
      await reminder;
    } else if (list.code === "locked") state.status.value = "locked";
    else state.error.value = list.code;
  };

  const forget = (status: "none" | "missing" | "locked"): void => {
    state.accounts.value = [];
    state.codes.value = new Map();
    state.status.value = status;
  };

  const refresh = async (): Promise<void> => {
    const [policy, status, page] = await Promise.all([
      askBackground("policy.get", null),
      askBackground("vault.status", null),
      askBackground("page.describe", null),
    ]);
    if (policy.ok) state.policy.value = policy.value;
    state.page.value = page.ok ? page.value : null;
    if (!status.ok) {
      if (status.code === "disabled-by-policy") forget("locked");
      state.error.value = status.code;
      return;
    }
    state.error.value = null;
    if (status.value === "unlocked") return loadAccounts();
    forget(status.value);
  };

  const tick = (): void => {
    state.localMs.value = Date.now();
    if (state.status.value === "unlocked" && isStale(state)) void loadCodes(); // its failure shows in the state
  };

  return {
    refresh,
    start: async () => {
      const ended = new AbortController();
      addEventListener("pagehide", () => ended.abort());
      watchVault(() => void refresh(), ended.signal);
      watchPolicy(() => void refresh(), ended.signal);
      const timer = setInterval(tick, 250);
      ended.signal.addEventListener("abort", () => clearInterval(timer));
      await askBackground("vault.inUse", null);
      await refresh();
    },
  };
};

const isStale = ({ accounts, codes, nowMs }: PopupState): boolean =>
  accounts.value.some(({ id, period }) => {
    const known = codes.value.get(id);
    return known !== undefined && known.step !== stepAt(period, nowMs.value);
  });

/** Accounts of the page the member is looking at first, then by name. */
const sorted = (list: readonly AccountSummary[], page: ActivePage | null): readonly AccountSummary[] => {
  const here = new Set(page?.accounts.map(({ id }) => id));
  const byName = new Intl.Collator("ja");
  return [...list].sort(
    (a, b) =>
      Number(here.has(b.id)) - Number(here.has(a.id)) ||
      byName.compare(a.issuer, b.issuer) ||
      a.createdAtMs - b.createdAtMs,
  );
};
