/** The password or a passkey once more, before something about the keys changes. */

import { Button } from "../../../components/Button.tsx";
import { UnlockForm } from "../../../components/UnlockForm.tsx";
import type { ProvedAct } from "../../../lib/client/slot-actions.ts";
import { usePasskeys } from "../../../lib/client/use-passkeys.ts";
import { t } from "../../../lib/platform/i18n.ts";

export interface ProofFormProps {
  readonly act: ProvedAct;
  readonly actLabel: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly hasFocus?: boolean | undefined;
}

export function ProofForm({ act, actLabel, onDone, onClose, hasFocus }: ProofFormProps) {
  const { passkeys } = usePasskeys();
  return (
    <UnlockForm
      unlock={(password, options) => act({ kind: "password", password }, options)}
      passkeys={passkeys}
      onPasskey={(slotId, options) => act({ kind: "passkey", slotId }, options)}
      onUnlocked={onDone}
      actLabel={actLabel}
      hasFocus={hasFocus}
      otherActions={<Button onClick={onClose}>{t("manager.cancel")}</Button>}
    />
  );
}
