import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./PasswordForm.module.css";
import { PasswordWorkStatus } from "./PasswordWorkStatus.tsx";
import { adviseNewPassword, type PasswordAdvice } from "./password-advice.ts";
import { adviceText, newPasswordError, passwordFieldTexts } from "./password-texts.ts";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";

export interface NewPasswordFormProps {
  /** `current` is "" unless `asksCurrent`. */
  readonly act: (
    passwords: { readonly current: string; readonly next: string },
    options: PasswordWorkOptions,
  ) => Promise<PasswordResult>;
  readonly onDone: () => void;
  readonly asksCurrent?: boolean | undefined;
  /** In place of "new master password", for a password that is none. */
  readonly nextLabel?: string | undefined;
  readonly actLabel: string;
  readonly workingLabel: string;
  readonly failedTitle: string;
  /** Focus goes to the first field when the form appears. */
  readonly hasFocus?: boolean | undefined;
}

interface Errors {
  readonly current?: string | undefined;
  readonly next?: string | undefined;
  readonly again?: string | undefined;
}

/** A new master password, typed twice. Nothing typed is lost by a failed or stopped attempt; success empties the fields. */
export function NewPasswordForm(props: NewPasswordFormProps) {
  const { currentRef, nextRef, againRef, advice, errors, work, submit, cancel, typeNext } =
    useNewPassword(props);
  const { asksCurrent = false } = props;
  return (
    <form
      class={styles["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(); // every outcome is shown in the form
      }}
    >
      {asksCurrent && (
        <PasswordField
          label={t("password.currentLabel")}
          autoComplete="current-password"
          texts={passwordFieldTexts()}
          error={errors.current}
          inputRef={currentRef}
        />
      )}
      <PasswordField
        label={props.nextLabel ?? t("password.newLabel")}
        hint={t("password.hint")}
        autoComplete="new-password"
        texts={passwordFieldTexts()}
        error={errors.next}
        inputRef={nextRef}
        onInput={typeNext}
      />
      {errors.next === undefined && <Meter advice={advice} />}
      <PasswordField
        label={t("password.confirmLabel")}
        autoComplete="new-password"
        texts={passwordFieldTexts()}
        error={errors.again}
        inputRef={againRef}
      />
      <Advice />
      <PasswordWorkStatus
        work={work}
        workingLabel={props.workingLabel}
        failedTitle={props.failedTitle}
        onCancel={cancel}
      />
      <Button type="submit" variant="primary" isBusy={work.status === "working"}>
        {props.actLabel}
      </Button>
    </form>
  );
}

/** Fields, checks and the attempt itself; the passwords stay in the inputs. */
function useNewPassword(props: NewPasswordFormProps) {
  const { asksCurrent = false, hasFocus = false } = props;
  const currentRef = useRef<HTMLInputElement>(null);
  const nextRef = useRef<HTMLInputElement>(null);
  const againRef = useRef<HTMLInputElement>(null);
  const [advice, setAdvice] = useState<PasswordAdvice>({ kind: "none" });
  const [errors, setErrors] = useState<Errors>({});
  const { work, run, cancel } = usePasswordWork();
  const isWorking = work.status === "working";

  useEffect(() => {
    if (hasFocus) (asksCurrent ? currentRef : nextRef).current?.focus();
  }, [hasFocus, asksCurrent]);

  const submit = async (): Promise<void> => {
    if (isWorking) return;
    const fields = { current: currentRef.current, next: nextRef.current, again: againRef.current };
    const passwords = { current: fields.current?.value ?? "", next: fields.next?.value ?? "" };
    const found = findErrors({ ...passwords, again: fields.again?.value ?? "" }, asksCurrent);
    setErrors(found);
    const wrong = (["current", "next", "again"] as const).find((name) => found[name] !== undefined);
    if (wrong !== undefined) return fields[wrong]?.focus();
    const result = await run((options) => props.act(passwords, options));
    if (result.status === "wrong-password") setErrors({ current: t("password.wrong") });
    if (result.status !== "done") return (asksCurrent ? fields.current : fields.next)?.focus();
    for (const field of Object.values(fields)) if (field !== null) field.value = "";
    setAdvice({ kind: "none" });
    props.onDone();
  };

  const typeNext = (text: string): void => {
    setErrors({});
    setAdvice(adviseNewPassword(text));
  };
  return { currentRef, nextRef, againRef, advice, errors, work, submit, cancel, typeNext };
}

/** Says while typing how much is missing. Polite, so that a screen reader is not interrupted at every key. */
function Meter({ advice }: { readonly advice: PasswordAdvice }) {
  const tone = advice.kind === "enough" ? styles["good"] : styles["careful"];
  return (
    <p role="status" class={`${styles["meter"]} ${tone}`}>
      {adviceText(advice)}
    </p>
  );
}

function Advice() {
  return (
    <Disclosure summary={t("password.adviceTitle")}>
      <ul class={styles["advice"]}>
        <li>{t("password.adviceWords")}</li>
        <li>{t("password.advicePersonal")}</li>
        <li>{t("password.advicePaper")}</li>
      </ul>
    </Disclosure>
  );
}

const findErrors = (
  typed: { readonly current: string; readonly next: string; readonly again: string },
  asksCurrent: boolean,
): Errors => {
  const next = newPasswordError(adviseNewPassword(typed.next));
  return {
    current: asksCurrent && typed.current === "" ? t("password.empty") : undefined,
    next,
    // One thing at a time: comparing comes after the password itself is accepted.
    again: next !== undefined || typed.next === typed.again ? undefined : t("password.mismatch"),
  };
};
