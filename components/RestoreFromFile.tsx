import type { ComponentChildren } from "preact";
import { t } from "../lib/platform/i18n.ts";
import styles from "./BackupFileForm.module.css";
import { type BackupFileFacts, BackupFileForm, type BackupFileFormProps } from "./BackupFileForm.tsx";
import { Notice } from "./Notice.tsx";

export interface RestoreFromFileProps<Chosen extends BackupFileFacts> {
  readonly read: BackupFileFormProps<Chosen>["read"];
  /** Makes the file the vault and leaves it unlocked. */
  readonly adopt: BackupFileFormProps<Chosen>["act"];
  /** The same by the recovery code of the file. */
  readonly code: BackupFileFormProps<Chosen>["code"];
  readonly onAdopted: () => void;
  /** Below the form, such as a way back. */
  readonly otherActions?: ComponentChildren;
}

/**
 * Where there is no vault on this PC: a back-up file becomes it. For a new PC, and for a vault whose data are gone.
 * Says what the master password will be.
 */
export function RestoreFromFile<Chosen extends BackupFileFacts>(props: RestoreFromFileProps<Chosen>) {
  return (
    <div class={styles["stack"]}>
      <p>{t("backup.adopt.body")}</p>
      <Notice tone="info" announce="none">
        {t("backup.adopt.password")}
      </Notice>
      <BackupFileForm
        read={props.read}
        act={props.adopt}
        code={props.code}
        onDone={props.onAdopted}
        actLabel={t("backup.adopt.act")}
        failedTitle={t("backup.adopt.failed")}
      />
      {props.otherActions && <div class={styles["actions"]}>{props.otherActions}</div>}
    </div>
  );
}
