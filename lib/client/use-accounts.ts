/** The list of accounts in a page, read again after every save of the vault. */

import { useCallback, useEffect, useState } from "preact/hooks";
import type { AccountSummary } from "../core/account/account.ts";
import { askBackground } from "../platform/messaging.ts";
import type { ErrorCode } from "../protocol/answer.ts";

export type AccountsView =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly code: ErrorCode }
  | { readonly status: "ready"; readonly accounts: readonly AccountSummary[] };

/** A failed reading keeps showing the list that was there. */
export const useAccounts = (
  generation: number | null,
): { readonly view: AccountsView; readonly reload: () => void } => {
  const [view, setView] = useState<AccountsView>({ status: "loading" });

  const reload = useCallback(() => {
    void askBackground("accounts.list", null).then((answer) => {
      if (answer.ok) setView({ status: "ready", accounts: answer.value });
      else
        setView((before) => (before.status === "ready" ? before : { status: "failed", code: answer.code }));
    }); // askBackground answers every failure with a code
  }, []);

  useEffect(() => {
    if (generation !== null) reload();
  }, [reload, generation]);

  return { view, reload };
};
