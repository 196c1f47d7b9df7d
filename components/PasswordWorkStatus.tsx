import { t } from "../lib/platform/i18n.ts";
import { Notice } from "./Notice.tsx";
import { ProgressBar } from "./ProgressBar.tsx";
import type { PasswordWork } from "./password-work.ts";

export interface PasswordWorkStatusProps {
  readonly work: PasswordWork;
  readonly workingLabel: string;
  readonly failedTitle?: string | undefined;
  readonly onCancel: () => void;
}

/** Progress of an attempt, or how it ended; a wrong password is said at its field instead. */
export function PasswordWorkStatus({ work, workingLabel, failedTitle, onCancel }: PasswordWorkStatusProps) {
  switch (work.status) {
    case "working":
      return (
        <ProgressBar
          label={workingLabel}
          progress={work.share}
          detail={t("password.wait")}
          cancel={{ label: t("password.cancel"), onCancel }}
        />
      );
    case "failed":
      return (
        <Notice tone="danger" title={failedTitle}>
          {work.text}
        </Notice>
      );
    case "cancelled":
      return <Notice tone="info">{t("password.cancelled")}</Notice>;
    default:
      return null;
  }
}
