import { useEffect, useRef, useState } from "preact/hooks";
import type { FileKind } from "../lib/core/importers/import-file.ts";
import { language, t } from "../lib/platform/i18n.ts";
import styles from "./BackupFileForm.module.css";
import { Button } from "./Button.tsx";
import { ClearFileForm } from "./ClearFileForm.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { DropZone } from "./DropZone.tsx";
import { type FileCodeAnswer, FileCodeForm, type FileCodeFormProps } from "./FileCodeForm.tsx";
import { FilePasswordForm } from "./FilePasswordForm.tsx";
import { FileIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import type { PasswordResult, PasswordWorkOptions } from "./password-work.ts";

/**
 * What a form needs to know of a chosen file. `isInClear`: it opens without anything. `slots` empty and `recoverySlotId`
 * null: no password, no code opens it.
 */
export interface BackupFileFacts {
  readonly name: string;
  readonly kind: FileKind;
  readonly createdAtMs: number | null;
  readonly isWeak: boolean;
  readonly isInClear: boolean;
  readonly slots: readonly object[];
  readonly recoverySlotId: string | null;
}

/** The recovery code in place of the file's password. */
export interface FileCodeActions<Chosen> extends Pick<FileCodeFormProps, "newPassword"> {
  readonly prove: (chosen: Chosen, typed: string) => Promise<FileCodeAnswer>;
  readonly act: (
    chosen: Chosen,
    by: Parameters<FileCodeFormProps["act"]>[0],
    options: PasswordWorkOptions,
  ) => Promise<PasswordResult>;
}

export interface BackupFileFormProps<Chosen extends BackupFileFacts> {
  /** Reads and checks a file before any password is asked for. */
  readonly read: (
    file: File,
  ) => Promise<
    { readonly status: "ok"; readonly chosen: Chosen } | { readonly status: "refused"; readonly text: string }
  >;
  readonly act: (chosen: Chosen, password: string, options: PasswordWorkOptions) => Promise<PasswordResult>;
  readonly code: FileCodeActions<Chosen>;
  readonly onDone: () => void;
  readonly actLabel: string;
  readonly failedTitle: string;
}

/** Choose a back-up file, see what it is, type its password. Used wherever a file is tested or restored from. */
export function BackupFileForm<Chosen extends BackupFileFacts>(props: BackupFileFormProps<Chosen>) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  const take = async ([file]: readonly File[]): Promise<void> => {
    if (file === undefined) return;
    setRefusal(null);
    const reading = await props.read(file);
    if (isGone.current) return;
    if (reading.status === "ok") setChosen(reading.chosen);
    else setRefusal(reading.text);
  };
  if (chosen === null) {
    return (
      <div class={styles["stack"]}>
        <DropZone
          icon={<FileIcon />}
          label={t("backup.file.drop")}
          hint={t("backup.file.dropHint")}
          chooseLabel={t("backup.file.choose")}
          accept=".json,application/json"
          onFiles={(files) => void take(files)} // every outcome is shown
        />
        {refusal !== null && (
          <Notice tone="danger" title={t("backup.file.refusedTitle")}>
            {refusal}
          </Notice>
        )}
      </div>
    );
  }
  return (
    <div class={styles["stack"]}>
      <Facts file={chosen} />
      {chosen.isWeak && (
        <Notice tone="warning" announce="none">
          {t("backup.file.weak")}
        </Notice>
      )}
      <Proof {...props} chosen={chosen} />
      <div class={styles["actions"]}>
        <Button variant="quiet" isCompact onClick={() => setChosen(null)}>
          {t("backup.file.other")}
        </Button>
      </div>
    </div>
  );
}

const kindTexts: Readonly<Record<FileKind, { readonly name: () => string; readonly hint: () => string }>> = {
  master: { name: () => t("backup.file.master"), hint: () => t("backup.file.masterHint") },
  vault: { name: () => t("backup.file.master"), hint: () => t("backup.file.masterHint") },
  own: { name: () => t("backup.file.own"), hint: () => t("backup.file.ownHint") },
  aegis: { name: () => t("backup.file.aegis"), hint: () => t("backup.file.aegisHint") },
};

/** The password of the file, or the recovery code of its day where the password is forgotten or lost. */
function Proof<Chosen extends BackupFileFacts>(
  props: BackupFileFormProps<Chosen> & { readonly chosen: Chosen },
) {
  const { chosen, code, onDone, actLabel, failedTitle } = props;
  const shared = { onDone, actLabel, failedTitle };
  if (chosen.isInClear)
    return <ClearFileForm {...shared} act={(options) => props.act(chosen, "", options)} />;
  const byCode = chosen.recoverySlotId !== null && (
    <FileCodeForm
      {...shared}
      prove={(typed) => code.prove(chosen, typed)}
      act={(by, options) => code.act(chosen, by, options)}
      newPassword={code.newPassword}
    />
  );
  if (chosen.slots.length === 0) {
    return byCode === false ? <Notice tone="danger">{t("backup.code.noWay")}</Notice> : byCode;
  }
  return (
    <>
      <FilePasswordForm
        {...shared}
        hint={kindTexts[chosen.kind].hint()}
        act={(password, options) => props.act(chosen, password, options)}
      />
      {byCode !== false && <Disclosure summary={t("backup.code.instead")}>{byCode}</Disclosure>}
    </>
  );
}

function Facts({ file: { name, kind, createdAtMs, isInClear } }: { readonly file: BackupFileFacts }) {
  return (
    <dl class={styles["facts"]}>
      <div>
        <dt>{t("backup.file.name")}</dt>
        <dd>
          <bdi dir="auto">{name}</bdi>
        </dd>
      </div>
      {createdAtMs !== null && (
        <div>
          <dt>{t("backup.file.created")}</dt>
          <dd>
            {new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(
              createdAtMs,
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t("backup.file.kind")}</dt>
        <dd>{isInClear ? t("backup.file.clearKind") : kindTexts[kind].name()}</dd>
      </div>
    </dl>
  );
}
