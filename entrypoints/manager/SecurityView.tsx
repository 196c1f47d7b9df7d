/** Password and lock. */

import { useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { ClockIcon, KeyIcon, LockIcon } from "../../components/icons.tsx";
import { ManagedNote } from "../../components/ManagedNote.tsx";
import { NewPasswordForm } from "../../components/NewPasswordForm.tsx";
import { Notice } from "../../components/Notice.tsx";
import { RadioGroup, type RadioOption } from "../../components/RadioGroup.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { changeAction } from "../../lib/client/password-actions.ts";
import { passwordHelp } from "../../lib/client/password-help.ts";
import { usePolicy } from "../../lib/client/use-policy.ts";
import { useSettings } from "../../lib/client/use-settings.ts";
import type { Policy } from "../../lib/core/policy/policy.ts";
import { MIN_PASSWORD_CHARACTERS } from "../../lib/core/vault/password-rules.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import type { ErrorCode } from "../../lib/protocol/answer.ts";
import styles from "./manager.module.css";
import { ReminderCard } from "./ReminderCard.tsx";
import { hashOf } from "./route.ts";
import { KeySlotsCard } from "./security/KeySlotsCard.tsx";
import { RecoveryCard } from "./security/RecoveryCard.tsx";
import { RotateKeysCard } from "./security/RotateKeysCard.tsx";

export function SecurityView() {
  const policy = usePolicy();
  return (
    <div class={styles["stack"]}>
      <LockNow />
      <AutoLock policy={policy} />
      <ChangePassword policy={policy} />
      <KeySlotsCard policy={policy} />
      <RecoveryCard />
      <ReminderCard />
      <RotateKeysCard />
    </div>
  );
}

function LockNow() {
  const [error, setError] = useState<ErrorCode | null>(null);
  const lock = async (): Promise<void> => {
    const answer = await askBackground("vault.lock", null);
    setError(answer.ok ? null : answer.code); // when it locked, this whole view gives way to the password
  };
  return (
    <Card title={t("manager.security.lock")} icon={<LockIcon />}>
      <p>{t("manager.security.lockBody")}</p>
      {error !== null && <Notice tone="danger">{errorText(error)}</Notice>}
      <Button variant="primary" onClick={() => void lock()}>
        {t("manager.security.lock")}
      </Button>
    </Card>
  );
}

const minutes = ["5", "10", "30", "60", "240", "480", "0"] as const;
type Minutes = (typeof minutes)[number];

const labels: Readonly<Record<Minutes, () => string>> = {
  "5": () => t("manager.security.minutes5"),
  "10": () => t("manager.security.minutes10"),
  "30": () => t("manager.security.minutes30"),
  "60": () => t("manager.security.minutes60"),
  "240": () => t("manager.security.minutes240"),
  "480": () => t("manager.security.minutes480"),
  "0": () => t("manager.security.never"),
};

interface PartProps {
  /** Null until read. */
  readonly policy: Policy | null;
}

function AutoLock({ policy }: PartProps) {
  const { settings, error, reload, change } = useSettings();
  const [isSaved, setIsSaved] = useState(false);
  const choose = async (value: Minutes): Promise<void> => {
    setIsSaved(false);
    setIsSaved(await change({ autoLockMinutes: Number(value) }));
  };
  const longest = policy?.maxAutoLockMinutes ?? null;
  const options: readonly RadioOption<Minutes>[] = minutes.map((value) => ({
    value,
    label: labels[value](),
    description: value === "0" ? t("manager.security.neverHint") : undefined,
    isDisabled: longest !== null && (value === "0" || Number(value) > longest),
  }));
  const chosen = minutes.find((value) => Number(value) === settings?.autoLockMinutes) ?? null;
  return (
    <Card title={t("manager.security.autoLockTitle")} icon={<ClockIcon />}>
      {error !== null && (
        <Notice tone="danger" actions={<Button onClick={reload}>{t("manager.retry")}</Button>}>
          {errorText(error)}
        </Notice>
      )}
      {settings === null || policy === null ? (
        error === null && <p role="status">{t("manager.loading")}</p>
      ) : (
        <>
          {longest !== null && (
            <ManagedNote supportText={policy.supportText}>
              {t("policy.autoLock", { minutes: longest })}
            </ManagedNote>
          )}
          <RadioGroup
            label={t("manager.security.autoLock")}
            hint={t("manager.security.autoLockHint")}
            options={options}
            value={chosen}
            onChange={(value) => void choose(value)}
          />
          {chosen === null && (
            <p>{t("manager.security.autoLockOther", { minutes: settings.autoLockMinutes })}</p>
          )}
          <p role="status">{isSaved && t("manager.saved")}</p>
        </>
      )}
    </Card>
  );
}

function ChangePassword({ policy }: PartProps) {
  const [isChanged, setIsChanged] = useState(false);
  return (
    <Card title={t("manager.security.change")} icon={<KeyIcon />}>
      <p>{t("manager.security.changeBody")}</p>
      {isChanged && (
        <Notice
          tone="success"
          hasFocus
          actions={<a href={hashOf({ part: "backup", argument: null })}>{t("backup.reminder.act")}</a>}
        >
          {t("manager.security.changed")}
        </Notice>
      )}
      {policy !== null && policy.minPasswordLength > MIN_PASSWORD_CHARACTERS && (
        <ManagedNote supportText={policy.supportText}>
          {t("policy.passwordLength", { count: policy.minPasswordLength })}
        </ManagedNote>
      )}
      <NewPasswordForm
        asksCurrent
        minCharacters={policy?.minPasswordLength}
        help={passwordHelp}
        act={(passwords, options) => {
          setIsChanged(false);
          return changeAction(passwords, options);
        }}
        onDone={() => setIsChanged(true)}
        actLabel={t("manager.security.changeAct")}
        workingLabel={t("password.changing")}
        failedTitle={t("manager.security.changeFailed")}
      />
    </Card>
  );
}
