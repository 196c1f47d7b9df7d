/** Starting from the back-up of another PC. */

import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { FileIcon } from "../../components/icons.tsx";
import { Notice } from "../../components/Notice.tsx";
import { RestoreFromFile } from "../../components/RestoreFromFile.tsx";
import { adoptBackup } from "../../lib/client/backup-actions.ts";
import { readBackupFile } from "../../lib/client/backup-file.ts";
import { adoptByCode, proveFileByCode } from "../../lib/client/file-code.ts";
import { passwordHelp } from "../../lib/client/password-help.ts";
import { usePolicy } from "../../lib/client/use-policy.ts";
import { t } from "../../lib/platform/i18n.ts";
import { closeOwnTab, openOwnPage } from "../../lib/platform/tabs.ts";

export interface RestoreStartProps {
  readonly title: string;
  /** Absent where this is no page of its own. */
  readonly onBack?: (() => void) | undefined;
  readonly onAdopted: () => void;
}

export function RestoreStart({ title, onBack, onAdopted }: RestoreStartProps) {
  const minCharacters = usePolicy()?.minPasswordLength;
  return (
    <Card title={title} icon={<FileIcon />}>
      <RestoreFromFile
        read={readBackupFile}
        adopt={adoptBackup}
        code={{
          prove: proveFileByCode,
          act: adoptByCode,
          newPassword: { help: passwordHelp, minCharacters },
        }}
        onAdopted={onAdopted}
        otherActions={
          onBack === undefined ? undefined : <Button onClick={onBack}>{t("welcome.restore.back")}</Button>
        }
      />
    </Card>
  );
}

export function Restored() {
  const ref = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1}>
      <Notice
        tone="success"
        title={t("welcome.restore.doneTitle")}
        actions={
          <>
            <Button variant="primary" onClick={() => void openOwnPage("manager")}>
              {t("welcome.exists.open")}
            </Button>
            <Button onClick={() => void closeOwnTab()}>{t("welcome.done.close")}</Button>
          </>
        }
      >
        {t("welcome.restore.done")}
      </Notice>
    </div>
  );
}
