import type { ComponentChildren } from "preact";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./StorageNotice.module.css";

export interface StorageNoticeProps {
  readonly isDegraded: boolean;
  readonly isRolledBack: boolean;
  /** The member has read that an older state was opened. */
  readonly onAcknowledge: () => void;
  /** What to do besides, such as a button that leads to the backup. */
  readonly actions?: ComponentChildren;
}

/** Says while storage fails, or after an older state had to be opened, what is safe and what to do. */
export function StorageNotice({ isDegraded, isRolledBack, onAcknowledge, actions }: StorageNoticeProps) {
  if (isDegraded) {
    return (
      <Notice tone="danger" title={t("storage.degradedTitle")} actions={actions}>
        <p>{t("storage.degradedWhat")}</p>
        <ol class={styles["steps"]}>
          <li>{t("storage.degradedBackup")}</li>
          <li>{t("storage.degradedDisk")}</li>
          <li>{t("storage.degradedRestart")}</li>
        </ol>
      </Notice>
    );
  }
  if (!isRolledBack) return null;
  return (
    <Notice
      tone="warning"
      title={t("storage.rolledBackTitle")}
      actions={
        <>
          {actions}
          <Button onClick={onAcknowledge}>{t("storage.rolledBackSeen")}</Button>
        </>
      }
    >
      <p>{t("storage.rolledBackWhat")}</p>
      <p>{t("storage.rolledBackDo")}</p>
    </Notice>
  );
}
