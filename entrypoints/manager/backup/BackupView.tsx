/** Back-ups: when the last one was made, making one, proving that it opens, restoring from it, the plain list. */

import { useState } from "preact/hooks";
import { ManagedNote } from "../../../components/ManagedNote.tsx";
import { useBackupState } from "../../../lib/client/use-backup-state.ts";
import { usePolicy } from "../../../lib/client/use-policy.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "../manager.module.css";
import { MakeBackup } from "./MakeBackup.tsx";
import { PlainList } from "./PlainList.tsx";
import { RestoreBackup } from "./RestoreBackup.tsx";
import { StateCard } from "./StateCard.tsx";
import { TestBackup } from "./TestBackup.tsx";

/** Parts that take a file or a password. One at a time is open, so that a pasted file has one place to go to. */
export type OpenPart = "test" | "restore" | "plain" | null;

export function BackupView({ generation }: { readonly generation: number | null }) {
  const { state, reload } = useBackupState(generation);
  const policy = usePolicy();
  const [open, setOpen] = useState<OpenPart>(null);
  const part = (name: Exclude<OpenPart, null>) => ({
    isOpen: open === name,
    onOpen: () => setOpen(name),
    onClose: () => setOpen(null),
  });
  return (
    <div class={styles["stack"]}>
      {policy?.allowExport === false ? (
        <ManagedNote supportText={policy.supportText}>{t("policy.noExport")}</ManagedNote>
      ) : (
        <>
          <StateCard state={state} />
          <MakeBackup
            minCharacters={policy?.minPasswordLength}
            onSaved={reload}
            onTest={() => setOpen("test")}
          />
        </>
      )}
      <TestBackup {...part("test")} onTested={reload} />
      <RestoreBackup {...part("restore")} />
      {policy?.allowExport !== false && <PlainList {...part("plain")} />}
    </div>
  );
}
