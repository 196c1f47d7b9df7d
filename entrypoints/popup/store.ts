/** The popup's state together with everything a person can do in it. */

import type { AccountSummary } from "../../lib/core/account/account.ts";
import { copyText } from "../../lib/platform/clipboard.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import type { Answer } from "../../lib/protocol/answer.ts";
import { createLoader, type Loader } from "./loader.ts";
import { createPopupState, type PopupState } from "./state.ts";

export interface PopupStore extends PopupState, Loader {
  copy(accountId: string): Promise<void>;
  fill(accountId: string | null): Promise<void>;
  remove(account: AccountSummary): Promise<void>;
  undoRemove(): Promise<void>;
  forgetRemoved(): void;
  lock(): Promise<void>;
  /** Puts the question for a back-up off until tomorrow. */
  snoozeBackup(): Promise<void>;
  startRegion(): Promise<void>;
}

const copiedShownMs = 4_000;

export const createPopupStore = (): PopupStore => {
  const state = createPopupState();
  const loader = createLoader(state);
  const { error, copiedId, deleted } = state;

  /** Runs a change and shows what became of it. */
  const apply = async (work: Promise<Answer<unknown>>): Promise<boolean> => {
    const answer = await work;
    await loader.refresh();
    if (!answer.ok) error.value = answer.code;
    return answer.ok;
  };

  return {
    ...state,
    ...loader,
    copy: async (accountId) => {
      if (!state.policy.value.allowCopy) return;
      const code = state.codes.value.get(accountId)?.code;
      if (code === undefined) return;
      const isCopied = await copyText(code);
      state.hasCopyFailed.value = !isCopied;
      copiedId.value = isCopied ? accountId : null;
      setTimeout(() => {
        if (copiedId.value === accountId) copiedId.value = null;
      }, copiedShownMs);
    },
    fill: async (accountId) => {
      const answer = await askBackground("page.fill", { accountId });
      if (answer.ok && answer.value.status === "started") return window.close();
      await loader.refresh();
      if (!answer.ok) error.value = answer.code;
    },
    remove: async (account) => {
      if (await apply(askBackground("accounts.delete", { accountId: account.id }))) deleted.value = account;
    },
    undoRemove: async () => {
      const account = deleted.value;
      deleted.value = null;
      if (account !== null) await apply(askBackground("accounts.restore", { accountId: account.id }));
    },
    forgetRemoved: () => {
      deleted.value = null;
    },
    lock: async () => {
      await apply(askBackground("vault.lock", null));
    },
    snoozeBackup: async () => {
      state.reminder.value = "banner"; // at once: the codes are behind the question
      await askBackground("backup.snooze", null);
    },
    startRegion: async () => {
      const answer = await askBackground("region.start", null);
      if (!answer.ok) error.value = answer.code;
      else if (answer.value.status === "started") window.close();
      else state.regionRefusal.value = answer.value.reason;
    },
  };
};
