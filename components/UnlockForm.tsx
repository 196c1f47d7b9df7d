import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { ForgotPassword } from "./ForgotPassword.tsx";
import { UnlockIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import { type OnPasskey, PasskeyButtons, type PasskeyChoice } from "./PasskeyButtons.tsx";
import { PasswordField } from "./PasswordField.tsx";
import styles from "./PasswordForm.module.css";
import { passwordFieldTexts } from "./password-texts.ts";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";
import { WaitNotice } from "./WaitNotice.tsx";
import { type MissingPassword, WaysWithoutPassword } from "./WaysWithoutPassword.tsx";
import { WorkForm } from "./WorkForm.tsx";

export interface UnlockFormProps {
  readonly unlock: (password: string, options: PasswordWorkOptions) => Promise<PasswordResult>;
  readonly onUnlocked: () => void;
  /** What the button does when it is not unlocking, such as saving after proof. */
  readonly actLabel?: string | undefined;
  /** Passkeys that do in place of the password; each with a button of its own. */
  readonly passkeys?: readonly PasskeyChoice[] | undefined;
  readonly onPasskey?: OnPasskey | undefined;
  /** For a vault that no password opens any more: no field, but the ways that are left. */
  readonly missingPassword?: MissingPassword | undefined;
  /** As for {@link ForgotPassword}. */
  readonly hasCode?: boolean | undefined;
  /** The button ends something for good, and looks like it. */
  readonly isDanger?: boolean | undefined;
  /** Focus goes to the field when the form appears. */
  readonly hasFocus?: boolean | undefined;
  /** Beside the unlock button, such as a cancel button. */
  readonly otherActions?: ComponentChildren;
}

/** Asks for the master password, or says which ways are left where there is none. */
export function UnlockForm(props: UnlockFormProps) {
  const { missingPassword, passkeys, onPasskey, onUnlocked, otherActions } = props;
  if (missingPassword === undefined) return <PasswordForm {...props} />;
  const ways = { passkeys, onPasskey, otherActions };
  return <WaysWithoutPassword {...missingPassword} {...ways} onDone={onUnlocked} />;
}

/** A wrong password stays in the field, selected, to be corrected or typed over. */
function PasswordForm(props: UnlockFormProps) {
  const { unlock, onUnlocked, actLabel = t("password.unlock"), hasFocus = true, otherActions } = props;
  const inputRef = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const [hasWaited, setHasWaited] = useState(false);
  const { work, run, cancel, clear } = usePasswordWork();
  const isWorking = work.status === "working";
  const isWaiting = work.status === "must-wait";

  useEffect(() => {
    if (hasFocus) inputRef.current?.focus();
  }, [hasFocus]);

  const submit = async (): Promise<void> => {
    const input = inputRef.current;
    if (input === null || isWorking || isWaiting) return;
    setHasWaited(false);
    setIsEmpty(input.value === "");
    if (input.value === "") return input.focus();
    const result = await run((options) => unlock(input.value, options));
    if (result.status === "done") {
      input.value = "";
      onUnlocked();
    } else {
      input.focus();
      input.select();
    }
  };

  const error = isEmpty
    ? t("password.empty")
    : work.status === "wrong-password"
      ? t("password.wrong")
      : undefined;
  return (
    <div class={styles["form"]}>
      <WorkForm
        submit={submit}
        status={{ work, workingLabel: t("password.checking"), onCancel: cancel }}
        actions={
          <>
            <Button
              type="submit"
              variant={props.isDanger ? "danger" : "primary"}
              icon={<UnlockIcon />}
              isBusy={isWorking}
              isDisabled={isWaiting}
            >
              {actLabel}
            </Button>
            {otherActions}
          </>
        }
      >
        <PasswordField
          label={t("password.label")}
          autoComplete="current-password"
          texts={passwordFieldTexts()}
          error={error}
          inputRef={inputRef}
          onInput={() => {
            setIsEmpty(false);
            setHasWaited(false);
            if (!isWorking && !isWaiting) clear();
          }}
        />
        {isWaiting && (
          <WaitNotice
            waitMs={work.waitMs}
            onOver={() => {
              clear();
              setHasWaited(true);
            }}
          />
        )}
        {hasWaited && <Notice tone="info">{t("password.waitOver")}</Notice>}
      </WorkForm>
      <PasskeyButtons passkeys={props.passkeys} onPasskey={props.onPasskey} onDone={onUnlocked} />
      <ForgotPassword hasCode={props.hasCode} />
    </div>
  );
}
