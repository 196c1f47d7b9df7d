/** One account: its code now, the next one in the last seconds, and what can be done with it. */

import { Button } from "../../components/Button.tsx";
import { CodeCard } from "../../components/CodeCard.tsx";
import { CheckIcon, CopyIcon, EditIcon, FillIcon, TrashIcon } from "../../components/icons.tsx";
import { Menu } from "../../components/Menu.tsx";
import type { AccountSummary } from "../../lib/core/account/account.ts";
import { secondsLeft } from "../../lib/core/otp/time-step.ts";
import { t } from "../../lib/platform/i18n.ts";
import type { PopupStore } from "./store.ts";

export interface AccountCardProps {
  readonly store: PopupStore;
  readonly account: AccountSummary;
  readonly onManage: (hash: string) => void;
}

/** The next code is shown when this many seconds or fewer are left. */
const nextCodeFromSeconds = 7;

export function AccountCard({ store, account, onManage }: AccountCardProps) {
  const { id, issuer, accountName, deviceName, origin, period, status } = account;
  const codes = store.codes.value.get(id);
  const left = secondsLeft(period, store.nowMs.value);
  const isEnding = left <= nextCodeFromSeconds;
  const isHere = store.page.value?.accounts.some((one) => one.id === id) === true;
  const isCopied = store.copiedId.value === id;
  const isUsed = codes?.isUsed === true;
  const canFill = isHere && store.page.value?.kind === "entry" && store.page.value.canFill;
  const { allowCopy } = store.policy.value;
  return (
    <CodeCard
      issuer={issuer || accountName || t("account.noIssuer")}
      accountName={issuer === "" ? "" : accountName}
      deviceName={deviceName}
      host={origin === null ? null : new URL(origin).host}
      code={codes?.code ?? null}
      nextCode={isEnding ? codes?.nextCode : undefined}
      secondsLeft={left}
      periodSeconds={period}
      isEnding={isEnding}
      isCopied={isCopied}
      isHighlighted={isHere}
      texts={{
        code: t("popup.card.code"),
        loading: t("popup.loading"),
        timeLeft: isUsed
          ? t("popup.card.used", { seconds: String(left) })
          : t("popup.card.timeLeft", { seconds: String(left) }),
        next: t("popup.card.next"),
        copied: t("popup.card.copied"),
        account: t("popup.card.account"),
        device: t("popup.card.device"),
        host: t("popup.card.host"),
        ...(status === "pending" ? { pending: t("popup.card.pending") } : {}),
      }}
      actions={
        (canFill || allowCopy) && (
          <>
            {canFill && (
              <Button variant="primary" icon={<FillIcon />} onClick={() => void store.fill(id)}>
                {t("popup.card.fill")}
              </Button>
            )}
            {allowCopy && <CopyButton store={store} account={account} isPrimary={!canFill} />}
          </>
        )
      }
      menu={
        <Menu
          label={t("popup.card.menu", { name: issuer || accountName || t("account.noName") })}
          items={[
            {
              id: "edit",
              label: t("popup.card.edit"),
              icon: <EditIcon />,
              onSelect: () => onManage(`accounts/${id}`),
            },
            {
              id: "delete",
              label: t("popup.card.delete"),
              icon: <TrashIcon />,
              isDanger: true,
              onSelect: () => void store.remove(account),
            },
          ]}
        />
      }
    />
  );
}

interface CopyButtonProps extends Pick<AccountCardProps, "store" | "account"> {
  readonly isPrimary: boolean;
}

function CopyButton({ store, account: { id }, isPrimary }: CopyButtonProps) {
  const isCopied = store.copiedId.value === id;
  return (
    <Button
      variant={isPrimary ? "primary" : "secondary"}
      isDisabled={store.codes.value.get(id)?.isUsed === true}
      icon={isCopied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void store.copy(id)}
    >
      {isCopied ? t("popup.card.copied") : t("popup.card.copy")}
    </Button>
  );
}
