/** A new recovery code for the open vault: shown once, typed back, saved with proof of the password. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { RecoveryCodeMaker } from "../../components/RecoveryCodeMaker.tsx";
import { newRecoveryCode, setRecoveryCode } from "../../lib/client/recovery-client.ts";
import { t } from "../../lib/platform/i18n.ts";
import { dateText } from "../manager/accounts/account-texts.ts";
import { ProofForm } from "../manager/security/ProofForm.tsx";

export interface MakeCodeProps {
  readonly onSaved: () => void;
  readonly otherActions?: ComponentChildren;
}

export function MakeCode({ onSaved, otherActions }: MakeCodeProps) {
  // Kept in this page alone until it is saved; closing the page forgets it.
  const [code] = useState(newRecoveryCode);
  const [date] = useState(() => dateText(Date.now()));
  const [isConfirmed, setIsConfirmed] = useState(false);
  if (!isConfirmed) {
    return (
      <RecoveryCodeMaker
        code={code.text}
        date={date}
        onConfirmed={() => setIsConfirmed(true)}
        otherActions={otherActions}
      />
    );
  }
  return (
    <>
      <h3>{t("recovery.save.title")}</h3>
      <p>{t("recovery.save.body")}</p>
      <ProofForm
        act={(way, options) => setRecoveryCode(code.rootKey, way, options)}
        onDone={onSaved}
        actLabel={t("recovery.save.act")}
        hasCode={false}
        otherActions={otherActions}
      />
    </>
  );
}
