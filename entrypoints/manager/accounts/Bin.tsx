/** Accounts deleted within the last 30 days: back again, or gone for ever after a question. */

import { useId, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TrashIcon, UndoIcon } from "../../../components/icons.tsx";
import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { accountTitle, dateText } from "./account-texts.ts";
import styles from "./accounts.module.css";

export interface BinProps {
  /** Only those with `deletedAtMs`. */
  readonly accounts: readonly AccountSummary[];
  readonly onRestore: (account: AccountSummary) => void;
  readonly onErase: (account: AccountSummary) => void;
}

export function Bin({ accounts, onRestore, onErase }: BinProps) {
  const [asked, setAsked] = useState<AccountSummary | null>(null);
  const close = (): void => setAsked(null);
  return (
    <Card title={t("manager.bin.title")} icon={<TrashIcon />} tone="sunken">
      <p>{t("manager.bin.body")}</p>
      <ul class={styles["binList"]}>
        {accounts.map((account) => (
          <BinItem
            key={account.id}
            account={account}
            onRestore={() => onRestore(account)}
            onErase={() => setAsked(account)}
          />
        ))}
      </ul>
      <Dialog
        isOpen={asked !== null}
        isAlert
        title={t("manager.bin.eraseTitle")}
        description={asked === null ? undefined : t("manager.bin.eraseBody", { name: accountTitle(asked) })}
        closeLabel={t("manager.close")}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t("manager.cancel")}</Button>
            <Button
              variant="danger"
              onClick={() => {
                if (asked !== null) onErase(asked);
                close();
              }}
            >
              {t("manager.bin.eraseAct")}
            </Button>
          </>
        }
      />
    </Card>
  );
}

interface BinItemProps {
  readonly account: AccountSummary;
  readonly onRestore: () => void;
  readonly onErase: () => void;
}

function BinItem({ account, onRestore, onErase }: BinItemProps) {
  const nameId = useId();
  return (
    <li class={styles["binItem"]}>
      <div class={styles["binTexts"]}>
        <p id={nameId}>
          <bdi dir="auto">{accountTitle(account)}</bdi>
        </p>
        <p class={styles["deleted"]}>
          {t("manager.bin.deletedOn", { date: dateText(account.deletedAtMs ?? 0) })}
        </p>
      </div>
      <div class={styles["actions"]}>
        <Button isCompact icon={<UndoIcon />} describedBy={nameId} onClick={onRestore}>
          {t("manager.bin.restore")}
        </Button>
        <Button isCompact variant="quiet" icon={<TrashIcon />} describedBy={nameId} onClick={onErase}>
          {t("manager.bin.erase")}
        </Button>
      </div>
    </li>
  );
}
