import type { ComponentChildren } from "preact";
import { t } from "../lib/platform/i18n.ts";
import { Notice } from "./Notice.tsx";
import { type OnPasskey, PasskeyButtons, type PasskeyChoice } from "./PasskeyButtons.tsx";
import styles from "./PasswordForm.module.css";

/** What is left of a vault whose password slot is lost, apart from passkeys. */
export interface MissingPassword {
  readonly hasRecovery: boolean;
}

export interface WaysWithoutPasswordProps extends MissingPassword {
  readonly passkeys?: readonly PasskeyChoice[] | undefined;
  readonly onPasskey?: OnPasskey | undefined;
  readonly onDone: () => void;
  readonly otherActions?: ComponentChildren;
}

/** In the place of the password field where no password can be right: says why, and offers what does open the vault. */
export function WaysWithoutPassword(props: WaysWithoutPasswordProps) {
  const { hasRecovery, passkeys = [], onPasskey, onDone, otherActions } = props;
  const hasPasskey = passkeys.length > 0 && onPasskey !== undefined;
  return (
    <div class={styles["form"]}>
      <Notice tone="warning" title={t("password.missing.title")} announce="none">
        <p>{t("password.missing.why")}</p>
        {hasRecovery && (
          <p>
            {t("password.missing.byCode")}{" "}
            {/* A tab of its own: the popup closes as soon as a person looks for the sheet. */}
            <a href="/recover.html" target="_blank" rel="noreferrer">
              {t("password.forgotRecover")}
            </a>
          </p>
        )}
        {!(hasRecovery || hasPasskey) && <p>{t("password.missing.noWay")}</p>}
      </Notice>
      <PasskeyButtons
        passkeys={passkeys}
        onPasskey={onPasskey}
        onDone={onDone}
        lead={t("password.missing.byPasskey")}
      />
      {otherActions && <div class={styles["actions"]}>{otherActions}</div>}
    </div>
  );
}
