import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import type { FilePasswordFormProps } from "./FilePasswordForm.tsx";
import { UnlockIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./PasswordForm.module.css";
import { PasswordWorkStatus } from "./PasswordWorkStatus.tsx";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";

export interface ClearFileFormProps
  extends Pick<FilePasswordFormProps, "onDone" | "actLabel" | "failedTitle"> {
  readonly act: (options: PasswordWorkOptions) => Promise<PasswordResult>;
}

/** A file that nothing locks: no password to ask for, but a word about the file itself. */
export function ClearFileForm({ act, onDone, actLabel, failedTitle }: ClearFileFormProps) {
  const { work, run, cancel } = usePasswordWork();
  const look = async (): Promise<void> => {
    if ((await run(act)).status === "done") onDone();
  };
  return (
    <div class={styles["form"]}>
      <Notice tone="warning" announce="none" title={t("backup.file.clearTitle")}>
        {t("backup.file.clear")}
      </Notice>
      <PasswordWorkStatus
        work={work}
        workingLabel={t("password.checking")}
        failedTitle={failedTitle}
        onCancel={cancel}
      />
      <div class={styles["actions"]}>
        <Button
          variant="primary"
          icon={<UnlockIcon />}
          isBusy={work.status === "working"}
          onClick={() => void look()} // every outcome is shown
        >
          {actLabel}
        </Button>
      </div>
    </div>
  );
}
