import type { Reminder } from "../lib/core/backup/reminder.ts";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { DownloadIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";

export interface BackupReminderProps {
  readonly reminder: Reminder;
  /** Leads to the back-up part. */
  readonly onBackUp: () => void;
  /** "Later today", and closing the question. */
  readonly onLater: () => void;
}

/** A sentence with the way to a back-up; after three days without one a question, which one click answers. */
export function BackupReminder({ reminder, onBackUp, onLater }: BackupReminderProps) {
  if (reminder === "none") return null;
  return (
    <>
      <Notice
        tone="warning"
        announce="none"
        actions={
          <Button isCompact icon={<DownloadIcon />} onClick={onBackUp}>
            {t("backup.reminder.act")}
          </Button>
        }
      >
        {texts[reminder]()}
      </Notice>
      <Dialog
        isOpen={reminder === "insist"}
        title={t("backup.reminder.insistTitle")}
        description={t("backup.reminder.insistBody")}
        closeLabel={t("manager.close")}
        onClose={onLater}
        actions={
          <>
            <Button variant="primary" icon={<DownloadIcon />} onClick={onBackUp}>
              {t("backup.reminder.act")}
            </Button>
            <Button onClick={onLater}>{t("backup.reminder.later")}</Button>
          </>
        }
      />
    </>
  );
}

const texts: Readonly<Record<Exclude<Reminder, "none">, () => string>> = {
  banner: () => t("backup.reminder.never"),
  insist: () => t("backup.reminder.never"),
  "new-keys": () => t("backup.reminder.newKeys"),
  changed: () => t("backup.reminder.changed"),
  old: () => t("backup.reminder.old"),
};
