/** All keys made new, for somebody whose password or PC may have been in other hands. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { WarningIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { UnlockForm } from "../../../components/UnlockForm.tsx";
import { rotateAction } from "../../../lib/client/slot-actions.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./security.module.css";

export function RotateKeysCard() {
  const [isAsked, setIsAsked] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const close = (): void => setIsAsked(false);
  return (
    <Card title={t("ways.rotation.title")} icon={<WarningIcon />}>
      <p>{t("ways.rotation.when")}</p>
      <ol class={styles["steps"]}>
        <li>{t("ways.rotation.stepPassword")}</li>
        <li>{t("ways.rotation.stepKeys")}</li>
        <li>{t("ways.rotation.stepCodes")}</li>
      </ol>
      {isDone && <Notice tone="success">{t("ways.rotation.done")}</Notice>}
      <div>
        <Button
          variant="danger"
          onClick={() => {
            setIsDone(false);
            setIsAsked(true);
          }}
        >
          {t("ways.rotation.act")}
        </Button>
      </div>
      <Dialog
        isOpen={isAsked}
        isAlert
        title={t("ways.rotation.ask")}
        description={t("ways.rotation.keeps")}
        closeLabel={t("manager.close")}
        onClose={close}
      >
        <p>{t("ways.rotation.drops")}</p>
        <p>{t("ways.rotation.backups")}</p>
        <UnlockForm
          unlock={rotateAction}
          onUnlocked={() => {
            setIsDone(true);
            close();
          }}
          actLabel={t("ways.rotation.act")}
          isDanger
          otherActions={<Button onClick={close}>{t("manager.cancel")}</Button>}
        />
      </Dialog>
    </Card>
  );
}
