/** The four numbered steps of the first run. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { ArrowIcon, FileIcon } from "../../components/icons.tsx";
import { NewPasswordForm } from "../../components/NewPasswordForm.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Stepper } from "../../components/Stepper.tsx";
import { createAction } from "../../lib/client/password-actions.ts";
import { passwordHelp } from "../../lib/client/password-help.ts";
import { usePolicy } from "../../lib/client/use-policy.ts";
import { t } from "../../lib/platform/i18n.ts";
import { closeOwnTab, openOwnPage } from "../../lib/platform/tabs.ts";
import { type CodeOutcome, RecoveryStep } from "./RecoveryStep.tsx";
import styles from "./welcome.module.css";

export interface WelcomeStepsProps {
  readonly index: 0 | 1 | 2 | 3;
  readonly onNext: () => void;
  readonly onRestore: () => void;
  readonly onCreated: () => void;
  /** The recovery code was made, or put off. */
  readonly onCodeDone: () => void;
}

export function WelcomeSteps({ index, onNext, onRestore, onCreated, onCodeDone }: WelcomeStepsProps) {
  const [code, setCode] = useState<CodeOutcome>("put-off");
  const isPutOff = index === 3 && code !== "made";
  const finishCode = (outcome: CodeOutcome): void => {
    setCode(outcome);
    onCodeDone();
  };
  return (
    <Stepper
      label={t("welcome.steps")}
      doneLabel={t("welcome.stepDone")}
      currentIndex={index}
      steps={[
        {
          id: "about",
          title: t("welcome.about.title"),
          content: <About onNext={onNext} onRestore={onRestore} />,
        },
        { id: "create", title: t("welcome.create.title"), content: <Create onCreated={onCreated} /> },
        {
          id: "code",
          title: isPutOff ? t("recovery.offer.putOff") : t("recovery.title"),
          isSkipped: isPutOff,
          content: <RecoveryStep onDone={finishCode} />,
        },
        { id: "done", title: t("welcome.done.title"), content: <Done code={code} /> },
      ]}
    />
  );
}

function About({ onNext, onRestore }: Pick<WelcomeStepsProps, "onNext" | "onRestore">) {
  return (
    <>
      <ul class={styles["points"]}>
        <li>{t("welcome.about.what")}</li>
        <li>{t("welcome.about.where")}</li>
        <li>{t("welcome.about.unofficial")}</li>
      </ul>
      <Notice tone="warning" title={t("welcome.about.companyTitle")} announce="none">
        {t("welcome.about.company")}
      </Notice>
      <div class={styles["actions"]}>
        <Button variant="primary" icon={<ArrowIcon />} onClick={onNext}>
          {t("welcome.about.next")}
        </Button>
        <Button icon={<FileIcon />} onClick={onRestore}>
          {t("welcome.restore.open")}
        </Button>
      </div>
    </>
  );
}

function Create({ onCreated }: Pick<WelcomeStepsProps, "onCreated">) {
  const policy = usePolicy();
  return (
    <>
      <p>{t("welcome.create.body")}</p>
      <Notice tone="warning" title={t("welcome.create.forgetTitle")} announce="none">
        {t("welcome.create.forget")}
      </Notice>
      <NewPasswordForm
        act={createAction}
        help={passwordHelp}
        minCharacters={policy?.minPasswordLength}
        onDone={onCreated}
        actLabel={t("welcome.create.act")}
        workingLabel={t("password.preparing")}
        failedTitle={t("welcome.failedTitle")}
        hasFocus
      />
    </>
  );
}

function Done({ code }: { readonly code: CodeOutcome }) {
  const headingRef = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => headingRef.current?.focus(), []);
  return (
    <>
      <h2 ref={headingRef} tabIndex={-1} class={styles["ready"]}>
        {t("welcome.done.ready")}
      </h2>
      {code === "made" && <Notice tone="success">{t("recovery.offer.made")}</Notice>}
      {code === "unsaved" && <Notice tone="warning">{t("recovery.offer.unsaved")}</Notice>}
      <p>{t("welcome.done.readyBody")}</p>
      <ol class={styles["points"]}>
        <li>{t("welcome.done.first")}</li>
        <li>{t("welcome.done.second")}</li>
        <li>{t("welcome.done.third")}</li>
      </ol>
      <Notice tone="info" title={t("welcome.done.pinTitle")} announce="none">
        {t("welcome.done.pin")}
      </Notice>
      <div class={styles["actions"]}>
        <Button variant="primary" onClick={() => void closeOwnTab()}>
          {t("welcome.done.close")}
        </Button>
        <Button onClick={() => void openOwnPage("manager")}>{t("welcome.done.manager")}</Button>
      </div>
    </>
  );
}
