/** Another name for a passkey. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TextField } from "../../../components/TextField.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import { MAX_PASSKEY_NAME } from "../../../lib/core/vault/slot-format.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { askBackground } from "../../../lib/platform/messaging.ts";
import type { ErrorCode } from "../../../lib/protocol/answer.ts";
import styles from "../manager.module.css";
import type { Passkey } from "./SlotList.tsx";

export interface RenamePasskeyProps {
  /** Null while the dialog is closed. */
  readonly passkey: Passkey | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RenamePasskey({ passkey, onDone, onClose }: RenamePasskeyProps) {
  return (
    <Dialog
      isOpen={passkey !== null}
      title={t("ways.naming.title")}
      closeLabel={t("manager.close")}
      onClose={onClose}
    >
      {passkey !== null && <NameForm passkey={passkey} onDone={onDone} onClose={onClose} />}
    </Dialog>
  );
}

function NameForm({ passkey, onDone, onClose }: RenamePasskeyProps & { readonly passkey: Passkey }) {
  const [name, setName] = useState(passkey.name);
  const [error, setError] = useState<ErrorCode | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const save = async (): Promise<void> => {
    setIsSaving(true);
    const { slotId } = passkey;
    const kept = name.trim() || t("ways.add.usualName");
    const answer = await askBackground("slots.renamePasskey", { slotId, name: kept });
    setIsSaving(false);
    if (answer.ok) onDone();
    else setError(answer.code);
  };
  return (
    <form
      class={styles["stack"]}
      onSubmit={(event) => {
        event.preventDefault();
        void save(); // a failure is shown
      }}
    >
      {error !== null && (
        <Notice tone="danger" title={t("ways.naming.failed")}>
          {errorText(error)}
        </Notice>
      )}
      <TextField
        label={t("ways.add.name")}
        hint={t("ways.add.nameHint", { name: t("ways.add.usualName") })}
        value={name}
        maxLength={MAX_PASSKEY_NAME}
        onInput={setName}
      />
      <div class={styles["actions"]}>
        <Button type="submit" variant="primary" isBusy={isSaving}>
          {t("manager.save")}
        </Button>
        <Button onClick={onClose}>{t("manager.cancel")}</Button>
      </div>
    </form>
  );
}
