import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import type { FilePasswordFormProps } from "./FilePasswordForm.tsx";
import { UnlockIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";
import { WorkForm } from "./WorkForm.tsx";

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
    <WorkForm
      submit={look}
      status={{ work, workingLabel: t("password.checking"), failedTitle, onCancel: cancel }}
      actions={
        <Button type="submit" variant="primary" icon={<UnlockIcon />} isBusy={work.status === "working"}>
          {actLabel}
        </Button>
      }
    >
      <Notice tone="warning" announce="none" title={t("backup.file.clearTitle")}>
        {t("backup.file.clear")}
      </Notice>
    </WorkForm>
  );
}
