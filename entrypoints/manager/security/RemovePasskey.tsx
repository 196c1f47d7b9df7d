/** Asks before a passkey is removed, and for proof. */

import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { removePasskeyAction } from "../../../lib/client/slot-actions.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { ProofForm } from "./ProofForm.tsx";
import type { Passkey } from "./SlotList.tsx";

export interface RemovePasskeyProps {
  /** Null while the dialog is closed. */
  readonly passkey: Passkey | null;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

export function RemovePasskey({ passkey, onDone, onClose }: RemovePasskeyProps) {
  return (
    <Dialog
      isOpen={passkey !== null}
      isAlert
      title={t("ways.removing.title", { name: passkey?.name ?? "" })}
      description={t("ways.removing.body")}
      closeLabel={t("manager.close")}
      onClose={onClose}
    >
      {passkey !== null && (
        <ProofForm
          act={removePasskeyAction(passkey.slotId)}
          actLabel={t("ways.removing.act")}
          onDone={() => onDone(passkey.name)}
          otherActions={<Button onClick={onClose}>{t("manager.cancel")}</Button>}
        />
      )}
    </Dialog>
  );
}
