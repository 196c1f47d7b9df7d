/** In the place of everything else for an open vault whose password is gone: first a new password, then the rest. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { KeyIcon } from "../../../components/icons.tsx";
import { NewPasswordForm } from "../../../components/NewPasswordForm.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { RadioGroup } from "../../../components/RadioGroup.tsx";
import type { PasswordResult } from "../../../lib/client/password-actions.ts";
import { passwordHelp } from "../../../lib/client/password-help.ts";
import { setMissingPassword } from "../../../lib/client/recovery-client.ts";
import { usePolicy } from "../../../lib/client/use-policy.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { openOwnPage } from "../../../lib/platform/tabs.ts";
import { hasWebAuthn } from "../../../lib/platform/webauthn.ts";
import type { DeriveOptions } from "../../../lib/platform/workers.ts";
import type { UnlockMethods } from "../../../lib/protocol/vault-requests.ts";
import styles from "../manager.module.css";

export interface MissingPasswordProps {
  readonly methods: UnlockMethods;
  readonly onDone: () => void;
}

export function MissingPassword({ methods, onDone }: MissingPasswordProps) {
  const passkeys = hasWebAuthn() ? methods.passkeys : [];
  const hasRecovery = methods.recovery !== null;
  return (
    <div class={styles["stack"]}>
      <Notice tone="warning" title={t("recovery.missing.title")}>
        {t("recovery.missing.body")}
      </Notice>
      {passkeys.length > 0 && <ByPasskey passkeys={passkeys} onDone={onDone} />}
      {hasRecovery && <ByCode />}
      {!hasRecovery && passkeys.length === 0 && <p>{t("recovery.missing.noWay")}</p>}
    </div>
  );
}

interface ByPasskeyProps {
  readonly passkeys: readonly { readonly slotId: string; readonly name: string }[];
  readonly onDone: () => void;
}

function ByPasskey({ passkeys, onDone }: ByPasskeyProps) {
  const policy = usePolicy();
  const [chosenId, setChosenId] = useState<string | null>(null);
  // A chosen passkey may have been removed in another window.
  const chosen = passkeys.find(({ slotId }) => slotId === chosenId) ?? passkeys[0];
  if (chosen === undefined) return null;
  return (
    <Card title={t("recovery.missing.byPasskeyTitle")} icon={<KeyIcon />}>
      <p>{t("recovery.missing.byPasskey")}</p>
      {passkeys.length > 1 && (
        <RadioGroup
          label={t("recovery.missing.whichPasskey")}
          options={passkeys.map(({ slotId, name }) => ({ value: slotId, label: name }))}
          value={chosen.slotId}
          onChange={setChosenId}
        />
      )}
      <NewPasswordForm
        minCharacters={policy?.minPasswordLength}
        help={passwordHelp}
        act={({ next }, options) => setByPasskey(chosen.slotId, next, options)}
        onDone={onDone}
        actLabel={t("recovery.missing.act")}
        workingLabel={t("recovery.missing.working")}
        failedTitle={t("recovery.missing.failed")}
      />
    </Card>
  );
}

/** The form has no field for the present password to put a wrong proof beside: it is said below instead. */
const setByPasskey = async (
  slotId: string,
  password: string,
  options: DeriveOptions,
): Promise<PasswordResult> => {
  const result = await setMissingPassword({ kind: "passkey", slotId }, password, options);
  if (result.status !== "wrong-password") return result;
  return { status: "failed", text: t("password.missing.passkeyFailed") };
};

function ByCode() {
  return (
    <div>
      <p>{t("recovery.missing.byCode")}</p>
      <Button onClick={() => void openOwnPage("recover")}>{t("password.forgotRecover")}</Button>
    </div>
  );
}
