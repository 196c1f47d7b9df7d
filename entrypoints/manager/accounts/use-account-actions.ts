/** Changes to one account: asked of the background, then said in a toast. */

import { useState } from "preact/hooks";
import type { ToastMessage } from "../../../components/Toast.tsx";
import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { askBackground } from "../../../lib/platform/messaging.ts";
import type { Answer, ErrorCode } from "../../../lib/protocol/answer.ts";
import { accountTitle } from "./account-texts.ts";

export interface AccountNames {
  readonly issuer: string;
  readonly accountName: string;
  readonly deviceName: string;
}

/** Each resolves to true when the change is saved; otherwise `error` says why and nothing has changed. */
export interface AccountActions {
  readonly confirm: (account: AccountSummary) => Promise<boolean>;
  readonly rename: (account: AccountSummary, names: AccountNames) => Promise<boolean>;
  readonly remove: (account: AccountSummary) => Promise<boolean>;
  readonly restore: (account: AccountSummary) => Promise<boolean>;
  readonly erase: (account: AccountSummary) => Promise<boolean>;
}

export const useAccountActions = (
  onMessage: (message: ToastMessage | null) => void,
  onChanged: () => void,
) => {
  const [error, setError] = useState<ErrorCode | null>(null);

  const apply = async (
    work: Promise<Answer<null>>,
    text: string,
    undo?: ToastMessage["undo"],
  ): Promise<boolean> => {
    const answer = await work;
    setError(answer.ok ? null : answer.code);
    if (answer.ok) onMessage({ id: crypto.randomUUID(), text, undo });
    onChanged(); // also after a failure: the list shown may be the reason
    return answer.ok;
  };

  const restore: AccountActions["restore"] = (account) =>
    apply(
      askBackground("accounts.restore", { accountId: account.id }),
      t("manager.accounts.restored", { name: accountTitle(account) }),
    );

  const actions: AccountActions = {
    restore,
    confirm: ({ id }) =>
      apply(askBackground("accounts.confirm", { accountId: id }), t("manager.accounts.confirmedNow")),
    rename: ({ id }, names) =>
      apply(askBackground("accounts.rename", { accountId: id, ...names }), t("manager.accounts.renamed")),
    remove: (account) =>
      apply(
        askBackground("accounts.delete", { accountId: account.id }),
        t("manager.accounts.deleted", { name: accountTitle(account) }),
        { label: t("manager.accounts.undo"), onUndo: () => void restore(account) },
      ),
    erase: (account) =>
      apply(
        askBackground("accounts.erase", { accountId: account.id }),
        t("manager.bin.erased", { name: accountTitle(account) }),
      ),
  };

  return { actions, error, clearError: () => setError(null) };
};
