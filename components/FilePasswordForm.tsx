import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { UnlockIcon } from "./icons.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { passwordFieldTexts } from "./password-texts.ts";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";
import { WorkForm } from "./WorkForm.tsx";

export interface FilePasswordFormProps {
  /** Which password is meant: the file's own, or the master password of its day. */
  readonly hint: string;
  readonly act: (password: string, options: PasswordWorkOptions) => Promise<PasswordResult>;
  readonly onDone: () => void;
  readonly actLabel: string;
  readonly failedTitle: string;
}

/** Asks for the password of a file. A wrong one stays in the field, selected, to be corrected or typed over. */
export function FilePasswordForm({ hint, act, onDone, actLabel, failedTitle }: FilePasswordFormProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const { work, run, cancel, clear } = usePasswordWork();
  const isWorking = work.status === "working";
  useEffect(() => inputRef.current?.focus(), []);

  const submit = async (): Promise<void> => {
    const input = inputRef.current;
    if (input === null || isWorking) return;
    setIsEmpty(input.value === "");
    if (input.value === "") return input.focus();
    const result = await run((options) => act(input.value, options));
    if (result.status === "done") {
      input.value = "";
      return onDone();
    }
    input.focus();
    input.select();
  };

  const wrong = work.status === "wrong-password" ? t("backup.file.wrong") : undefined;
  return (
    <WorkForm
      submit={submit}
      status={{ work, workingLabel: t("password.checking"), failedTitle, onCancel: cancel }}
      actions={
        <Button type="submit" variant="primary" icon={<UnlockIcon />} isBusy={isWorking}>
          {actLabel}
        </Button>
      }
    >
      <PasswordField
        label={t("backup.file.password")}
        hint={hint}
        autoComplete="off"
        texts={passwordFieldTexts()}
        error={isEmpty ? t("backup.file.empty") : wrong}
        inputRef={inputRef}
        onInput={() => {
          setIsEmpty(false);
          if (!isWorking) clear();
        }}
      />
    </WorkForm>
  );
}
