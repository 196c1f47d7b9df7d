/** Proves that a file opens and says whether it holds what the vault holds. */

import { useState } from "preact/hooks";
import { BackupFileForm } from "../../../components/BackupFileForm.tsx";
import { CheckIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { type Outcome, testBackup, testProved } from "../../../lib/client/backup-actions.ts";
import { readBackupFile } from "../../../lib/client/backup-file.ts";
import { proveFileByCode } from "../../../lib/client/file-code.ts";
import type { PasswordResult } from "../../../lib/client/password-actions.ts";
import { t } from "../../../lib/platform/i18n.ts";
import type { BackupTest } from "../../../lib/protocol/backup-requests.ts";
import { Section, type SectionState } from "./Section.tsx";

type Tested = Extract<BackupTest, { status: "opened" }>;

export function TestBackup({ onTested, ...state }: SectionState & { readonly onTested: () => void }) {
  const [tested, setTested] = useState<Tested | null>(null);
  const show = (outcome: Outcome<Tested>): PasswordResult => {
    if (outcome.status !== "ok") return outcome;
    setTested(outcome.value);
    return { status: "done" };
  };
  const close = (): void => {
    setTested(null);
    state.onClose();
  };
  return (
    <Section
      {...state}
      onClose={close}
      title={t("backup.test.title")}
      icon={<CheckIcon />}
      body={<p>{t("backup.test.body")}</p>}
      openLabel={t("backup.test.open")}
      step={tested === null ? "file" : "tested"}
      closeLabel={tested === null ? undefined : t("manager.close")}
    >
      {tested === null ? (
        <BackupFileForm
          read={readBackupFile}
          act={async (file, password, options) => show(await testBackup(file, password, options))}
          code={{
            prove: proveFileByCode,
            act: async (file, { proof }) => show(await testProved(file, proof)),
          }}
          onDone={onTested}
          actLabel={t("backup.test.act")}
          failedTitle={t("backup.test.failed")}
        />
      ) : (
        <Result tested={tested} />
      )}
    </Section>
  );
}

function Result({ tested: { accountCount, differences } }: { readonly tested: Tested }) {
  return differences === 0 ? (
    <Notice tone="success" title={t("backup.test.goodTitle")}>
      {t("backup.test.good", { count: accountCount })}
    </Notice>
  ) : (
    <Notice tone="warning" title={t("backup.test.olderTitle")}>
      {t("backup.test.older", { count: accountCount, differences })}
    </Notice>
  );
}
