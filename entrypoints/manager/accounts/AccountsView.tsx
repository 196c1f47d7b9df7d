/** All accounts, the bin, and what can be done with each. */

import { useRef, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Toast, type ToastMessage } from "../../../components/Toast.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import { useAccounts } from "../../../lib/client/use-accounts.ts";
import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { Reminder } from "../Reminder.tsx";
import { AccountItem } from "./AccountItem.tsx";
import styles from "./accounts.module.css";
import { Bin } from "./Bin.tsx";
import { EditNames } from "./EditNames.tsx";
import { NoAccounts } from "./NoAccounts.tsx";
import { useAccountActions } from "./use-account-actions.ts";

export interface AccountsViewProps {
  /** Changes with every save. */
  readonly generation: number | null;
  /** The account a link led to, or null. */
  readonly shownId: string | null;
}

export function AccountsView({ generation, shownId }: AccountsViewProps) {
  const { view, reload } = useAccounts(generation);
  const [message, setMessage] = useState<ToastMessage | null>(null);
  const [edited, setEdited] = useState<AccountSummary | null>(null);
  const { actions, error, clearError } = useAccountActions(setMessage, reload);

  const areaRef = useRef<HTMLDivElement>(null);
  /** The button that was pressed leaves with its account: reading goes on at the top of the list. */
  const moveAway = async (work: Promise<boolean>): Promise<void> => {
    if (await work) areaRef.current?.focus();
  };

  if (view.status === "loading") return <p role="status">{t("manager.loading")}</p>;
  if (view.status === "failed") {
    return (
      <Notice
        tone="danger"
        title={t("manager.failedTitle")}
        actions={<Button onClick={reload}>{t("manager.retry")}</Button>}
      >
        {errorText(view.code)}
      </Notice>
    );
  }
  const kept = view.accounts.filter(({ deletedAtMs }) => deletedAtMs === null);
  const deleted = view.accounts.filter(({ deletedAtMs }) => deletedAtMs !== null);
  return (
    <div ref={areaRef} tabIndex={-1} class={`${styles["stack"]} ${styles["area"]}`}>
      {error !== null && edited === null && (
        <Notice
          tone="danger"
          title={t("manager.failedTitle")}
          actions={<Button onClick={clearError}>{t("manager.close")}</Button>}
        >
          {errorText(error)}
        </Notice>
      )}
      <Reminder generation={generation} />
      {kept.length === 0 && <NoAccounts />}
      <ul class={styles["list"]}>
        {kept.map((account) => (
          <AccountItem
            key={account.id}
            account={account}
            isShown={account.id === shownId}
            onEdit={() => setEdited(account)}
            onConfirm={() => void actions.confirm(account)}
            onDelete={() => void moveAway(actions.remove(account))}
          />
        ))}
      </ul>
      {deleted.length > 0 && (
        <Bin
          accounts={deleted}
          onRestore={(account) => void moveAway(actions.restore(account))}
          onErase={(account) => void moveAway(actions.erase(account))}
        />
      )}
      <EditNames
        account={edited}
        error={error}
        onSave={async (names) => {
          if (edited !== null && (await actions.rename(edited, names))) setEdited(null);
        }}
        onClose={() => {
          clearError();
          setEdited(null);
        }}
      />
      <Toast message={message} dismissLabel={t("manager.dismiss")} onDismiss={() => setMessage(null)} />
    </div>
  );
}
