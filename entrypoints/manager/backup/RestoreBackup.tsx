/** Restoring beside what is there: choose a file, look at what it would bring, decide, restore in one go. */

import { useState } from "preact/hooks";
import { BackupFileForm } from "../../../components/BackupFileForm.tsx";
import { UndoIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import {
  type Outcome,
  type Previewed,
  previewProved,
  previewRestore,
} from "../../../lib/client/backup-actions.ts";
import { type ChosenFile, readImportableFile } from "../../../lib/client/backup-file.ts";
import { proveFileByCode } from "../../../lib/client/file-code.ts";
import type { PasswordResult } from "../../../lib/client/password-actions.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { hashOf } from "../route.ts";
import { PreviewEntries } from "./PreviewEntries.tsx";
import { Section, type SectionState } from "./Section.tsx";

type Stage =
  | { readonly kind: "file" }
  | { readonly kind: "preview"; readonly file: ChosenFile; readonly previewed: Previewed }
  | { readonly kind: "restored"; readonly count: number };

export function RestoreBackup(state: SectionState) {
  const [stage, setStage] = useState<Stage>({ kind: "file" });
  const close = (): void => {
    setStage({ kind: "file" });
    state.onClose();
  };
  return (
    <Section
      {...state}
      onClose={close}
      title={t("backup.restore.title")}
      icon={<UndoIcon />}
      body={<p>{t("backup.restore.body")}</p>}
      openLabel={t("backup.restore.open")}
      step={stage.kind === "restored" ? "restored" : "choosing"}
      closeLabel={stage.kind === "restored" ? t("manager.close") : undefined}
    >
      <StageView stage={stage} setStage={setStage} />
    </Section>
  );
}

interface StageViewProps {
  readonly stage: Stage;
  readonly setStage: (stage: Stage) => void;
}

function StageView({ stage, setStage }: StageViewProps) {
  const show = (file: ChosenFile, outcome: Outcome<Previewed>): PasswordResult => {
    if (outcome.status !== "ok") return outcome;
    setStage({ kind: "preview", file, previewed: outcome.value });
    return { status: "done" };
  };
  switch (stage.kind) {
    case "file":
      return (
        <BackupFileForm
          read={readImportableFile}
          act={async (file, password, options) => show(file, await previewRestore(file, password, options))}
          code={{
            prove: proveFileByCode,
            act: async (file, { proof }) => show(file, await previewProved(file, proof)),
          }}
          onDone={() => undefined}
          actLabel={t("backup.restore.look")}
          failedTitle={t("backup.restore.failed")}
        />
      );
    case "preview":
      return (
        <PreviewEntries
          file={stage.file}
          previewed={stage.previewed}
          onRestored={(count) => setStage({ kind: "restored", count })}
        />
      );
    case "restored":
      return (
        <Notice
          tone="success"
          title={t("backup.restore.doneTitle")}
          actions={<a href={hashOf({ part: "accounts", argument: null })}>{t("backup.restore.list")}</a>}
        >
          {t("backup.restore.done", { count: stage.count })}
        </Notice>
      );
    default:
      return stage satisfies never;
  }
}
