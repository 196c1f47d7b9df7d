import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { Dialog } from "./Dialog.tsx";
import { WarningIcon } from "./icons.tsx";
import styles from "./MissingVault.module.css";
import { Notice } from "./Notice.tsx";

export interface MissingVaultProps {
  readonly onRetry: () => void;
  /** Gives up what was stored. Resolves with a sentence when it could not be done. */
  readonly onStartOver: () => Promise<string | null>;
  /** The way back from a backup file. */
  readonly restore?: ComponentChildren;
}

/** A vault was here and is not found any more. Nothing is written until the member decides. */
export function MissingVault({ onRetry, onStartOver, restore }: MissingVaultProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const startOver = async (): Promise<void> => {
    setIsAsking(false);
    setFailure(await onStartOver());
  };
  return (
    <div class={styles["stack"]}>
      <Card title={t("missing.waysTitle")} icon={<WarningIcon />}>
        <p>{t("missing.why")}</p>
        <ol class={styles["ways"]}>
          <li>{t("missing.wayRetry")}</li>
          <li>{t("missing.wayRestore")}</li>
          <li>{t("missing.wayReset")}</li>
        </ol>
        {failure !== null && <Notice tone="danger">{failure}</Notice>}
        <div class={styles["actions"]}>
          <Button variant="primary" onClick={onRetry}>
            {t("missing.retry")}
          </Button>
          <Button onClick={() => setIsAsking(true)}>{t("missing.startOver")}</Button>
        </div>
      </Card>
      {restore}
      <Dialog
        isOpen={isAsking}
        title={t("missing.startOverTitle")}
        closeLabel={t("missing.startOverCancel")}
        isAlert
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onClick={() => setIsAsking(false)}>{t("missing.startOverCancel")}</Button>
            <Button variant="danger" onClick={() => void startOver()}>
              {t("missing.startOverAct")}
            </Button>
          </>
        }
      >
        <p>{t("missing.startOverBody")}</p>
      </Dialog>
    </div>
  );
}
