/** Says in the list of accounts that there is no recovery code yet, for those who put it off. */

import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { useUnlockMethods } from "../../../lib/client/use-unlock-methods.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "../manager.module.css";
import { hashOf } from "../route.ts";

export function RecoveryReminder() {
  const { methods } = useUnlockMethods();
  if (methods === null || methods.recovery !== null) return null; // a failure is said where codes are made
  return (
    <div class={styles["reminder"]}>
      <Notice
        tone="info"
        title={t("recovery.remind.title")}
        announce="none"
        actions={
          <Button onClick={() => location.assign(hashOf({ part: "security", argument: null }))}>
            {t("recovery.remind.act")}
          </Button>
        }
      >
        {t("recovery.remind.body")}
      </Notice>
    </div>
  );
}
