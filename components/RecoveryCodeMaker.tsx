import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatRecoveryCode, parseRecoveryCode } from "../lib/core/vault/recovery-code.ts";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { PrintIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./PasswordForm.module.css";
import { RecoveryCodeField, recoveryCodeTrouble } from "./RecoveryCodeField.tsx";
import { RecoverySheet } from "./RecoverySheet.tsx";
import { WorkForm } from "./WorkForm.tsx";

export interface RecoveryCodeMakerProps {
  /** As `formatRecoveryCode` writes it. */
  readonly code: string;
  readonly date: string;
  /** The code was typed back from the paper. */
  readonly onConfirmed: () => void;
  /** A cancel or "later" button. */
  readonly otherActions?: ComponentChildren;
}

/** Shows a new code, then hides it and asks for it back: what was typed from the paper can be read from the paper. */
export function RecoveryCodeMaker({ code, date, onConfirmed, otherActions }: RecoveryCodeMakerProps) {
  const [isShown, setIsShown] = useState(true);
  return isShown ? (
    <ShowCode code={code} date={date} onNext={() => setIsShown(false)} otherActions={otherActions} />
  ) : (
    <TypeBack
      code={code}
      onConfirmed={onConfirmed}
      onBack={() => setIsShown(true)}
      otherActions={otherActions}
    />
  );
}

interface ShowCodeProps extends Pick<RecoveryCodeMakerProps, "code" | "date" | "otherActions"> {
  readonly onNext: () => void;
}

function ShowCode({ code, date, onNext, otherActions }: ShowCodeProps) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => headingRef.current?.focus(), []);
  return (
    <div class={styles["form"]}>
      <h3 ref={headingRef} tabIndex={-1}>
        {t("recovery.show.title")}
      </h3>
      <p>{t("recovery.show.body")}</p>
      <RecoverySheet code={code} date={date} />
      <Notice tone="warning" title={t("recovery.show.onceTitle")} announce="none">
        {t("recovery.show.once")}
      </Notice>
      <div class={styles["actions"]}>
        <Button icon={<PrintIcon />} onClick={() => window.print()}>
          {t("recovery.show.print")}
        </Button>
        <Button variant="primary" onClick={onNext}>
          {t("recovery.show.next")}
        </Button>
        {otherActions}
      </div>
    </div>
  );
}

interface TypeBackProps extends Pick<RecoveryCodeMakerProps, "code" | "onConfirmed" | "otherActions"> {
  readonly onBack: () => void;
}

function TypeBack({ code, onConfirmed, onBack, otherActions }: TypeBackProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  useEffect(() => inputRef.current?.focus(), []);

  const submit = (): void => {
    const input = inputRef.current;
    if (input === null) return;
    const trouble = troubleWith(input.value, code);
    setError(trouble);
    if (trouble !== undefined) {
      input.focus();
      return;
    }
    input.value = "";
    onConfirmed();
  };

  return (
    <WorkForm
      submit={submit}
      actions={
        <>
          <Button type="submit" variant="primary">
            {t("recovery.type.act")}
          </Button>
          <Button onClick={onBack}>{t("recovery.type.back")}</Button>
          {otherActions}
        </>
      }
    >
      <h3>{t("recovery.type.title")}</h3>
      <p>{t("recovery.type.body")}</p>
      <RecoveryCodeField
        label={t("recovery.field.label")}
        hint={t("recovery.field.hint")}
        error={error}
        inputRef={inputRef}
        onInput={() => setError(undefined)}
      />
    </WorkForm>
  );
}

const troubleWith = (typed: string, code: string): string | undefined => {
  if (typed.trim() === "") return t("recovery.field.empty");
  const reading = parseRecoveryCode(typed);
  if (reading.status !== "ok") return recoveryCodeTrouble(reading);
  return formatRecoveryCode(reading.bytes) === code ? undefined : t("recovery.type.other");
};
