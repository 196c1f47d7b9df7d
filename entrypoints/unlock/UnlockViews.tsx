/** The faces of the unlock page. */

import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { Notice } from "../../components/Notice.tsx";
import { UnlockForm } from "../../components/UnlockForm.tsx";
import { unlockAction } from "../../lib/client/password-actions.ts";
import { usePasskeys } from "../../lib/client/use-passkeys.ts";
import { t } from "../../lib/platform/i18n.ts";
import { closeOwnTab, openOwnPage } from "../../lib/platform/tabs.ts";
import type { PendingIntent } from "../../lib/protocol/requests.ts";

export interface UnlockCardProps {
  readonly pending: PendingIntent | null;
  readonly onUnlocked: () => void;
  readonly onCancel: () => void;
}

const goals: Readonly<Record<PendingIntent["intent"], () => string>> = {
  enrol: () => t("unlock.forEnrol"),
  fill: () => t("unlock.forFill"),
};

export function UnlockCard({ pending, onUnlocked, onCancel }: UnlockCardProps) {
  const passkeys = usePasskeys();
  return (
    <>
      <h1>{t("unlock.title")}</h1>
      <Card>
        {pending === null ? (
          <p>{t("unlock.noPage")}</p>
        ) : (
          <div>
            <p>{t("unlock.for", { host: pending.host })}</p>
            <p>{t("unlock.goal", { goal: goals[pending.intent]() })}</p>
          </div>
        )}
        <UnlockForm
          {...passkeys}
          unlock={unlockAction}
          onUnlocked={onUnlocked}
          otherActions={<Button onClick={onCancel}>{t("unlock.cancel")}</Button>}
        />
      </Card>
    </>
  );
}

export function Gone() {
  return (
    <Notice
      tone="warning"
      title={t("unlock.gone.title")}
      actions={
        <Button variant="primary" onClick={() => void closeOwnTab()}>
          {t("unlock.gone.close")}
        </Button>
      }
    >
      {t("unlock.gone.body")}
    </Notice>
  );
}

export function NothingWaiting() {
  return (
    <Notice
      tone="success"
      title={t("unlock.open.title")}
      actions={
        <>
          <Button variant="primary" onClick={() => void closeOwnTab()}>
            {t("unlock.gone.close")}
          </Button>
          <Button onClick={() => void openOwnPage("manager")}>{t("unlock.open.accounts")}</Button>
        </>
      }
    >
      {t("unlock.open.body")}
    </Notice>
  );
}
