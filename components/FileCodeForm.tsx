import { useRef, useState } from "preact/hooks";
import type { RecoveryCodeReading } from "../lib/core/vault/recovery-code.ts";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { UnlockIcon } from "./icons.tsx";
import { NewPasswordForm, type NewPasswordFormProps } from "./NewPasswordForm.tsx";
import styles from "./PasswordForm.module.css";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";
import { RecoveryCodeField, recoveryCodeTrouble } from "./RecoveryCodeField.tsx";
import { WorkForm } from "./WorkForm.tsx";

/** Proof that a code is the file's. */
export interface FileCodeProof {
  readonly slotId: string;
  readonly rootKey: string;
}

/** How a typed code was taken. */
export type FileCodeAnswer =
  | { readonly status: "proved"; readonly proof: FileCodeProof }
  | { readonly status: "mistyped"; readonly reading: Exclude<RecoveryCodeReading, { status: "ok" }> }
  | { readonly status: "wrong" }
  | { readonly status: "failed"; readonly text: string };

export interface FileCodeFormProps {
  readonly prove: (typed: string) => Promise<FileCodeAnswer>;
  /** `password` is "" unless there is `newPassword`. */
  readonly act: (
    chosen: { readonly proof: FileCodeProof; readonly password: string },
    options: PasswordWorkOptions,
  ) => Promise<PasswordResult>;
  /** Where the file becomes the vault: the code is used up by it, and a new master password is chosen. */
  readonly newPassword?: Pick<NewPasswordFormProps, "help" | "minCharacters"> | undefined;
  readonly onDone: () => void;
  readonly actLabel: string;
  readonly failedTitle: string;
}

/** Asks for the recovery code of the day a file was made, and for a new master password where the code is used up. */
export function FileCodeForm(props: FileCodeFormProps) {
  const { act, newPassword, onDone, actLabel, failedTitle } = props;
  const [proof, setProof] = useState<FileCodeProof | null>(null);
  if (proof === null || newPassword === undefined) return <Code {...props} onProved={setProof} />;
  return (
    <div class={styles["form"]}>
      <p>{t("backup.code.right")}</p>
      <NewPasswordForm
        {...newPassword}
        act={async ({ next }, options) => {
          const result = await act({ proof, password: next }, options);
          // The form has no field for the code to put it beside.
          return result.status === "wrong-password"
            ? { status: "failed", text: t("backup.code.wrong") }
            : result;
        }}
        onDone={onDone}
        actLabel={actLabel}
        workingLabel={t("recovery.password.working")}
        failedTitle={failedTitle}
        hasFocus
      />
    </div>
  );
}

type CodeProps = FileCodeFormProps & { readonly onProved: (proof: FileCodeProof) => void };

function Code({ prove, act, newPassword, onDone, onProved, actLabel, failedTitle }: CodeProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const { work, run, cancel, clear } = usePasswordWork();
  const isUsedUp = newPassword !== undefined;

  const submit = async (): Promise<void> => {
    const input = inputRef.current;
    if (input === null || work.status === "working") return;
    const answer = await prove(input.value);
    if (answer.status !== "proved") {
      setError(input.value.trim() === "" ? t("recovery.field.empty") : troubleOf(answer));
      return input.focus();
    }
    if (isUsedUp) {
      input.value = "";
      return onProved(answer.proof);
    }
    const result = await run((options) => act({ proof: answer.proof, password: "" }, options));
    if (result.status === "wrong-password") setError(t("backup.code.wrong"));
    if (result.status !== "done") return input.focus();
    input.value = "";
    onDone();
  };

  return (
    <WorkForm
      submit={submit}
      status={{ work, workingLabel: t("password.checking"), failedTitle, onCancel: cancel }}
      actions={
        <Button type="submit" icon={<UnlockIcon />} isBusy={work.status === "working"}>
          {isUsedUp ? t("recovery.enter.act") : actLabel}
        </Button>
      }
    >
      <p>{isUsedUp ? t("backup.code.usedUp") : t("backup.code.body")}</p>
      <RecoveryCodeField
        label={t("recovery.field.label")}
        hint={t("recovery.field.hint")}
        error={error}
        inputRef={inputRef}
        onInput={() => {
          setError(undefined);
          if (work.status !== "working") clear();
        }}
      />
    </WorkForm>
  );
}

const troubleOf = (answer: Exclude<FileCodeAnswer, { status: "proved" }>): string => {
  switch (answer.status) {
    case "mistyped":
      return recoveryCodeTrouble(answer.reading);
    case "wrong":
      return t("backup.code.wrong");
    case "failed":
      return answer.text;
    default:
      return answer satisfies never;
  }
};
