/** The page opened again: nothing is set up twice. */

import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { CheckIcon } from "../../components/icons.tsx";
import { UnlockForm } from "../../components/UnlockForm.tsx";
import { unlockAction } from "../../lib/client/password-actions.ts";
import { usePasskeys } from "../../lib/client/use-passkeys.ts";
import { useUnlockMethods } from "../../lib/client/use-unlock-methods.ts";
import { t } from "../../lib/platform/i18n.ts";
import { openOwnPage } from "../../lib/platform/tabs.ts";
import styles from "./welcome.module.css";

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
          <div class={styles["actions"]}>
            <Button variant="primary" onClick={() => void openOwnPage("manager")}>
              {t("welcome.exists.open")}
            </Button>
            <MakeCodeButton />
          </div>
        </>
      )}
    </Card>
  );
}

/** For whoever came back to the first-run page because the recovery code was put off. */
function MakeCodeButton() {
  const { methods } = useUnlockMethods();
  if (methods === null || methods.recovery !== null) return null;
  return <Button onClick={() => void openOwnPage("manager", "security")}>{t("recovery.make")}</Button>;
}
