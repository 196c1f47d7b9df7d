/** The page opened again: nothing is set up twice. */

import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { CheckIcon } from "../../components/icons.tsx";
import { UnlockForm } from "../../components/UnlockForm.tsx";
import { unlockAction } from "../../lib/client/password-actions.ts";
import { usePasskeys } from "../../lib/client/use-passkeys.ts";
import { t } from "../../lib/platform/i18n.ts";
import { openOwnPage } from "../../lib/platform/tabs.ts";

export interface AlreadySetUpProps {
  readonly status: "locked" | "unlocked";
  readonly onUnlocked: () => void;
}

export function AlreadySetUp({ status, onUnlocked }: AlreadySetUpProps) {
  const passkeys = usePasskeys();
  return (
    <Card title={t("welcome.exists.title")} icon={<CheckIcon />}>
      {status === "locked" ? (
        <>
          {passkeys.missingPassword === undefined && <p>{t("welcome.exists.locked")}</p>}
          <UnlockForm {...passkeys} unlock={unlockAction} onUnlocked={onUnlocked} />
        </>
      ) : (
        <>
          <p role="status">{t("welcome.exists.unlocked")}</p>
          <Button variant="primary" onClick={() => void openOwnPage("manager")}>
            {t("welcome.exists.open")}
          </Button>
        </>
      )}
    </Card>
  );
}
