/** When the last back-up was made, whether it was seen to open, and what has changed since. */

import { Card } from "../../../components/Card.tsx";
import { ClockIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import type { BackupState } from "../../../lib/protocol/backup-requests.ts";
import { dateText } from "../accounts/account-texts.ts";
import { joinSentences } from "../sentences.ts";

export function StateCard({ state }: { readonly state: BackupState | null }) {
  return (
    <Card title={t("backup.state.title")} icon={<ClockIcon />}>
      <p>{t("backup.state.why")}</p>
      {state === null ? <p role="status">{t("manager.loading")}</p> : <State state={state} />}
    </Card>
  );
}

function State({ state }: { readonly state: BackupState }) {
  const { lastBackupAtMs, verifiedAtMs, changesSinceBackup, reminder } = state;
  if (lastBackupAtMs === null) {
    return (
      <Notice tone={reminder === "none" ? "info" : "warning"} announce="none">
        {reminder === "none" ? t("backup.state.nothingYet") : t("backup.state.never")}
      </Notice>
    );
  }
  const sentences = [
    t("backup.state.last", { date: dateText(lastBackupAtMs) }),
    verifiedAtMs === null
      ? t("backup.state.unverified")
      : t("backup.state.verified", { date: dateText(verifiedAtMs) }),
    changesSinceBackup === 0 ? "" : t("backup.state.changes", { count: changesSinceBackup }),
    reminder === "new-keys" ? t("backup.state.newKeys") : "",
    reminder === "none" ? "" : t("backup.state.again"),
  ];
  const isFine = reminder === "none" && verifiedAtMs !== null;
  return (
    <Notice tone={reminder !== "none" ? "warning" : isFine ? "success" : "info"} announce="none">
      {joinSentences(sentences)}
    </Notice>
  );
}
