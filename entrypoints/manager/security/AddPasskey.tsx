/** A new passkey: its name, proof, then the browser's own windows. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { TextField } from "../../../components/TextField.tsx";
import { addPasskeyAction } from "../../../lib/client/slot-actions.ts";
import { MAX_PASSKEY_NAME } from "../../../lib/core/vault/slot-format.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { ProofForm } from "./ProofForm.tsx";

export interface AddPasskeyProps {
  readonly isOpen: boolean;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

export function AddPasskey(props: AddPasskeyProps) {
  return (
    <Dialog
      isOpen={props.isOpen}
      title={t("ways.add.act")}
      description={t("ways.add.bound")}
      closeLabel={t("manager.close")}
      onClose={props.onClose}
    >
      {props.isOpen && <Steps {...props} />}
    </Dialog>
  );
}

function Steps({ onDone, onClose }: AddPasskeyProps) {
  const usualName = t("ways.add.usualName");
  const [typed, setTyped] = useState(usualName);
  const name = typed.trim() || usualName;
  return (
    <>
      <TextField
        label={t("ways.add.name")}
        hint={t("ways.add.nameHint", { name: usualName })}
        value={typed}
        maxLength={MAX_PASSKEY_NAME}
        onInput={setTyped}
      />
      <p>{t("ways.add.next")}</p>
      <ProofForm
        act={addPasskeyAction(name)}
        actLabel={t("ways.add.act")}
        onDone={() => onDone(name)}
        otherActions={<Button onClick={onClose}>{t("manager.cancel")}</Button>}
        hasFocus={false}
      />
    </>
  );
}
