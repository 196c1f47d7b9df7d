/**
 * From the old code to a new password and a new code. Only the last step saves, everything at once: whoever stops
 * before it has changed nothing, and the old code goes on working.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { NewPasswordForm } from "../../components/NewPasswordForm.tsx";
import { Notice } from "../../components/Notice.tsx";
import { RecoveryCodeMaker } from "../../components/RecoveryCodeMaker.tsx";
import { Stepper } from "../../components/Stepper.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { passwordHelp } from "../../lib/client/password-help.ts";
import { deriveNewPassword, newRecoveryCode, resultOfFailure } from "../../lib/client/recovery-client.ts";
import { usePolicy } from "../../lib/client/use-policy.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import { closeOwnTab, openOwnPage } from "../../lib/platform/tabs.ts";
import type { ErrorCode } from "../../lib/protocol/answer.ts";
import type { NewPassword } from "../../lib/protocol/vault-requests.ts";
import { dateText } from "../manager/accounts/account-texts.ts";
import { EnterCode } from "./EnterCode.tsx";
import styles from "./recover.module.css";

/** What is known so far: each step adds to it. Nothing of it leaves this page before the last step. */
type Stage =
  | { readonly index: 0 }
  | { readonly index: 1; readonly rootKey: string }
  | { readonly index: 2; readonly rootKey: string; readonly next: NewPassword }
  | { readonly index: 3 };

export function RecoverSteps() {
  const [stage, setStage] = useState<Stage>({ index: 0 });
  return (
    <Stepper
      label={t("recovery.page.steps")}
      doneLabel={t("welcome.stepDone")}
      currentIndex={stage.index}
      steps={[
        {
          id: "code",
          title: t("recovery.enter.title"),
          content: (
            <EnterCode onRight={(rootKey) => setStage({ index: 1, rootKey })} otherActions={<Cancel />} />
          ),
        },
        {
          id: "password",
          title: t("recovery.password.title"),
          content: stage.index === 1 && (
            <ChoosePassword onChosen={(next) => setStage({ index: 2, rootKey: stage.rootKey, next })} />
          ),
        },
        {
          id: "new-code",
          title: t("recovery.newCode.title"),
          content: stage.index === 2 && <MakeNewCode {...stage} onRecovered={() => setStage({ index: 3 })} />,
        },
        { id: "done", title: t("recovery.done.title"), content: <Done /> },
      ]}
    />
  );
}

function Cancel() {
  return <Button onClick={() => void closeOwnTab()}>{t("recovery.page.cancel")}</Button>;
}

function ChoosePassword({ onChosen }: { readonly onChosen: (next: NewPassword) => void }) {
  const policy = usePolicy();
  const [derived] = useState<{ next: NewPassword | null }>({ next: null });
  return (
    <>
      <p>{t("recovery.password.body")}</p>
      <NewPasswordForm
        help={passwordHelp}
        minCharacters={policy?.minPasswordLength}
        act={async ({ next }, options) => {
          try {
            derived.next = await deriveNewPassword(next, options);
            return { status: "done" };
          } catch (error) {
            return resultOfFailure(error);
          }
        }}
        onDone={() => derived.next !== null && onChosen(derived.next)}
        actLabel={t("recovery.password.act")}
        workingLabel={t("recovery.password.working")}
        failedTitle={t("recovery.password.failed")}
        hasFocus
      />
      <div class={styles["actions"]}>
        <Cancel />
      </div>
    </>
  );
}

interface MakeNewCodeProps {
  readonly rootKey: string;
  readonly next: NewPassword;
  readonly onRecovered: () => void;
}

function MakeNewCode({ rootKey, next, onRecovered }: MakeNewCodeProps) {
  const [code] = useState(newRecoveryCode);
  const [date] = useState(() => dateText(Date.now()));
  const [saving, setSaving] = useState<"no" | "busy" | { readonly error: ErrorCode | "wrong-code" }>("no");
  const save = async (): Promise<void> => {
    setSaving("busy");
    const answer = await askBackground("recovery.use", { rootKey, next, nextRecoveryRootKey: code.rootKey });
    if (!answer.ok) setSaving({ error: answer.code });
    else if (answer.value.status === "wrong-code") setSaving({ error: "wrong-code" });
    else onRecovered();
  };
  if (saving === "no") {
    return (
      <>
        <p>{t("recovery.newCode.body")}</p>
        <RecoveryCodeMaker
          code={code.text}
          date={date}
          onConfirmed={() => void save()} // every outcome is shown
          otherActions={<Cancel />}
        />
      </>
    );
  }
  if (saving === "busy") return <p role="status">{t("recovery.newCode.saving")}</p>;
  return (
    <Notice
      tone="danger"
      title={t("recovery.newCode.failed")}
      actions={
        <>
          {saving.error !== "wrong-code" && (
            <Button variant="primary" onClick={() => void save()}>
              {t("recovery.newCode.retry")}
            </Button>
          )}
          <Cancel />
        </>
      }
    >
      {saving.error === "wrong-code" ? t("recovery.newCode.usedElsewhere") : errorText(saving.error)}
    </Notice>
  );
}

function Done() {
  const headingRef = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => headingRef.current?.focus(), []);
  return (
    <>
      <h2 ref={headingRef} tabIndex={-1} class={styles["done"]}>
        {t("recovery.done.ready")}
      </h2>
      <ul class={styles["points"]}>
        <li>{t("recovery.done.password")}</li>
        <li>{t("recovery.done.code")}</li>
        <li>{t("recovery.done.backup")}</li>
        <li>{t("recovery.done.accounts")}</li>
      </ul>
      <div class={styles["actions"]}>
        <Button variant="primary" onClick={() => void openOwnPage("manager", "backup")}>
          {t("recovery.done.makeBackup")}
        </Button>
        <Button onClick={() => void openOwnPage("manager")}>{t("recovery.done.manager")}</Button>
        <Button onClick={() => void closeOwnTab()}>{t("recovery.done.close")}</Button>
      </div>
    </>
  );
}
