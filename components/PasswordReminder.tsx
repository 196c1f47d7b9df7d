import { useRef, useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { passwordFieldTexts } from "./password-texts.ts";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";
import { WorkForm } from "./WorkForm.tsx";

export interface PasswordReminderProps {
  readonly check: (password: string, options: PasswordWorkOptions) => Promise<PasswordResult>;
  readonly onLater: () => void;
}

/** Asks kindly whether the master password is still known. Nothing happens when it is not: there is time to act. */
export function PasswordReminder({ check, onLater }: PasswordReminderProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [isKnown, setIsKnown] = useState(false);
  const { work, run, cancel, clear } = usePasswordWork();
  const isWorking = work.status === "working";

  const submit = async (): Promise<void> => {
    const input = inputRef.current;
    if (input === null || input.value === "" || isWorking) return input?.focus();
    const result = await run((options) => check(input.value, options));
    if (result.status !== "done") return input.focus();
    input.value = "";
    setIsKnown(true);
  };

  if (isKnown) return <Notice tone="success">{t("reminder.known")}</Notice>;
  return (
    <Notice tone="info" title={t("reminder.title")} announce="none">
      <WorkForm
        submit={submit}
        status={{ work, workingLabel: t("password.checking"), onCancel: cancel }}
        actions={
          <>
            <Button type="submit" isBusy={isWorking}>
              {t("reminder.check")}
            </Button>
            <Button onClick={onLater}>{t("reminder.later")}</Button>
          </>
        }
      >
        <p>{t("reminder.body")}</p>
        <PasswordField
          label={t("password.label")}
          autoComplete="current-password"
          texts={passwordFieldTexts()}
          error={work.status === "wrong-password" ? t("reminder.wrong") : undefined}
          inputRef={inputRef}
          onInput={() => !isWorking && clear()}
        />
      </WorkForm>
    </Notice>
  );
}
