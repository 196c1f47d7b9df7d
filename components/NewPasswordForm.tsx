import { useState } from "preact/hooks";
import { MIN_PASSWORD_CHARACTERS } from "../lib/core/vault/password-rules.ts";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { Notice } from "./Notice.tsx";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./PasswordForm.module.css";
import type { PasswordAdvice } from "./password-advice.ts";
import { adviceText, passwordFieldTexts } from "./password-texts.ts";
import { type NewPasswordOptions, type Suggestion, useNewPassword } from "./use-new-password.ts";
import { WorkForm } from "./WorkForm.tsx";

export interface NewPasswordFormProps extends NewPasswordOptions {
  /** In place of "new master password", for a password that is none. */
  readonly nextLabel?: string | undefined;
  readonly actLabel: string;
  readonly workingLabel: string;
  readonly failedTitle: string;
}

/** A new master password, typed twice. Nothing typed is lost by a failed or stopped attempt; success empties the fields. */
export function NewPasswordForm(props: NewPasswordFormProps) {
  const form = useNewPassword(props);
  const { errors, work, suggestion } = form;
  const [isShown, setIsShown] = useState(false);
  const { asksCurrent = false, minCharacters = MIN_PASSWORD_CHARACTERS } = props;
  const texts = passwordFieldTexts();
  return (
    <WorkForm
      submit={form.submit}
      status={{
        work,
        workingLabel: props.workingLabel,
        failedTitle: props.failedTitle,
        onCancel: form.cancel,
      }}
      actions={
        <Button type="submit" variant="primary" isBusy={work.status === "working"}>
          {props.actLabel}
        </Button>
      }
    >
      {asksCurrent && (
        <PasswordField
          label={t("password.currentLabel")}
          autoComplete="current-password"
          texts={texts}
          error={errors.current}
          inputRef={form.currentRef}
        />
      )}
      <PasswordField
        label={props.nextLabel ?? t("password.newLabel")}
        hint={t("password.hint", { min: Math.max(minCharacters, MIN_PASSWORD_CHARACTERS) })}
        autoComplete="new-password"
        texts={texts}
        error={errors.next}
        inputRef={form.nextRef}
        reveal={suggestion.status === "made" ? suggestion.count : 0}
        onShownChange={setIsShown}
        onInput={form.typeNext}
      />
      {errors.next === undefined && <Meter advice={form.advice} />}
      <Suggesting
        suggestion={suggestion}
        // Read from the field itself: the phrase is kept nowhere else.
        words={isShown && suggestion.status === "made" ? (form.nextRef.current?.value.split("-") ?? []) : []}
        onSuggest={() => void form.suggestNext()}
      />
      <PasswordField
        label={t("password.confirmLabel")}
        autoComplete="new-password"
        texts={texts}
        error={errors.again}
        inputRef={form.againRef}
      />
      <Advice />
    </WorkForm>
  );
}

const accepted: ReadonlySet<PasswordAdvice["kind"]> = new Set(["long-enough", "accepted", "good"]);

/** Says while typing how much is missing. Polite, so that a screen reader is not interrupted at every key. */
function Meter({ advice }: { readonly advice: PasswordAdvice }) {
  const tone = accepted.has(advice.kind) ? styles["good"] : styles["careful"];
  return (
    <p role="status" class={`${styles["meter"]} ${tone}`}>
      {adviceText(advice)}
    </p>
  );
}

interface SuggestingProps {
  readonly suggestion: Suggestion;
  /** The phrase's words while the field shows them: in large letters, for copying onto paper. */
  readonly words: readonly string[];
  readonly onSuggest: () => void;
}

/** A passphrase on request, with what to do with it. */
function Suggesting({ suggestion, words, onSuggest }: SuggestingProps) {
  return (
    <>
      <div class={styles["actions"]}>
        <Button onClick={onSuggest}>{t("password.suggest")}</Button>
      </div>
      {suggestion.status === "failed" && <Notice tone="info">{t("password.suggestFailed")}</Notice>}
      {suggestion.status === "made" && (
        <Notice tone="info" title={t("password.suggestedTitle")}>
          <div class={styles["suggestion"]}>
            {words.length > 0 && (
              <ol class={styles["words"]} translate={false}>
                {words.map((word, index) => (
                  <li key={`${index}-${word}`}>{word}</li>
                ))}
              </ol>
            )}
            <p>{t("password.suggestedNext")}</p>
            <p>
              {t("password.suggestedBody", {
                words: suggestion.wordCount,
                size: suggestion.listSize.toLocaleString("en"),
              })}
            </p>
          </div>
        </Notice>
      )}
    </>
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
