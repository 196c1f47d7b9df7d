/** One account: whose it is, where it belongs, how far its registration is, what can be done with it. */

import { useEffect, useId, useRef } from "preact/hooks";
import { Badge } from "../../../components/Badge.tsx";
import { Button } from "../../../components/Button.tsx";
import { CheckIcon, EditIcon, TrashIcon } from "../../../components/icons.tsx";
import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { dateText, hostText, parametersText } from "./account-texts.ts";
import styles from "./accounts.module.css";

export interface AccountItemProps {
  readonly account: AccountSummary;
  /** The one a link led to: it takes the focus and is marked. */
  readonly isShown: boolean;
  readonly onEdit: () => void;
  readonly onConfirm: () => void;
  readonly onDelete: () => void;
}

export function AccountItem({ account, isShown, onEdit, onConfirm, onDelete }: AccountItemProps) {
  const titleId = useId();
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isShown) return;
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: "center" });
  }, [isShown]);
  const isPending = account.status === "pending";
  return (
    <li
      ref={ref}
      tabIndex={isShown ? -1 : undefined}
      class={isShown ? `${styles["item"]} ${styles["shown"]}` : styles["item"]}
      aria-labelledby={titleId}
    >
      <div class={styles["title"]}>
        <h2 id={titleId} class={styles["issuer"]}>
          <bdi dir="auto">{account.issuer || t("account.noIssuer")}</bdi>
        </h2>
        <Badge tone={isPending ? "warning" : "success"}>
          {isPending ? t("manager.accounts.pending") : t("manager.accounts.confirmed")}
        </Badge>
      </div>
      <Details account={account} />
      {isPending && (
        <div class={styles["pending"]}>
          <p>{t("manager.accounts.pendingBody")}</p>
          <Button isCompact icon={<CheckIcon />} onClick={onConfirm}>
            {t("manager.accounts.confirm")}
          </Button>
        </div>
      )}
      <div class={styles["actions"]}>
        <Button isCompact icon={<EditIcon />} describedBy={titleId} onClick={onEdit}>
          {t("manager.accounts.edit")}
        </Button>
        <Button isCompact variant="quiet" icon={<TrashIcon />} describedBy={titleId} onClick={onDelete}>
          {t("manager.accounts.delete")}
        </Button>
      </div>
    </li>
  );
}

function Details({ account }: Pick<AccountItemProps, "account">) {
  const parameters = parametersText(account);
  return (
    <dl class={styles["details"]}>
      <Detail term={t("manager.accounts.account")} value={account.accountName || t("account.noName")} />
      {account.deviceName !== "" && <Detail term={t("manager.accounts.device")} value={account.deviceName} />}
      <Detail term={t("manager.accounts.host")} value={hostText(account.origin)} />
      <Detail term={t("manager.accounts.created")} value={dateText(account.createdAtMs)} />
      {parameters !== null && <Detail term={t("manager.accounts.parameters")} value={parameters} />}
    </dl>
  );
}

function Detail({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <bdi dir="auto">{value}</bdi>
      </dd>
    </div>
  );
}
