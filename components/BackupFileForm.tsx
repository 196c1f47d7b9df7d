import { useEffect, useRef, useState } from "preact/hooks";
import { language, t } from "../lib/platform/i18n.ts";
import styles from "./BackupFileForm.module.css";
import { Button } from "./Button.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { DropZone } from "./DropZone.tsx";
import { type FileCodeAnswer, FileCodeForm, type FileCodeFormProps } from "./FileCodeForm.tsx";
import { FilePasswordForm } from "./FilePasswordForm.tsx";
import { FileIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import type { PasswordResult, PasswordWorkOptions } from "./password-work.ts";

/** What a form needs to know of a chosen file. `slot` and `recoverySlotId`: null when no password, no code opens it. */
export interface BackupFileFacts {
  readonly name: string;
  readonly kind: "master" | "own" | "vault";
  readonly createdAtMs: number | null;
  readonly isWeak: boolean;
  readonly slot: object | null;
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

/** The password of the file, or the recovery code of its day where the password is forgotten or lost. */
function Proof<Chosen extends BackupFileFacts>(
  props: BackupFileFormProps<Chosen> & { readonly chosen: Chosen },
) {
  const { chosen, code, onDone, actLabel, failedTitle } = props;
  const shared = { onDone, actLabel, failedTitle };
  const byCode = chosen.recoverySlotId !== null && (
    <FileCodeForm
      {...shared}
      prove={(typed) => code.prove(chosen, typed)}
      act={(by, options) => code.act(chosen, by, options)}
      newPassword={code.newPassword}
    />
  );
  if (chosen.slot === null) {
    return byCode === false ? <Notice tone="danger">{t("backup.code.noWay")}</Notice> : byCode;
  }
  return (
    <>
      <FilePasswordForm
        {...shared}
        hint={chosen.kind === "own" ? t("backup.file.ownHint") : t("backup.file.masterHint")}
        act={(password, options) => props.act(chosen, password, options)}
      />
      {byCode !== false && <Disclosure summary={t("backup.code.instead")}>{byCode}</Disclosure>}
    </>
  );
}

function Facts({ file: { name, kind, createdAtMs } }: { readonly file: BackupFileFacts }) {
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
        <dd>{kind === "own" ? t("backup.file.own") : t("backup.file.master")}</dd>
      </div>
    </dl>
  );
}
