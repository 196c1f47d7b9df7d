/** The three names of an account in a dialog. */

import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TextField } from "../../../components/TextField.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { NAME_LIMITS } from "../../../lib/core/vault/account-limits.ts";
import { t } from "../../../lib/platform/i18n.ts";
import type { ErrorCode } from "../../../lib/protocol/answer.ts";
import styles from "./accounts.module.css";
import type { AccountNames } from "./use-account-actions.ts";

export interface EditNamesProps {
  /** Null while the dialog is closed. */
  readonly account: AccountSummary | null;
  readonly error: ErrorCode | null;
  readonly onSave: (names: AccountNames) => Promise<void>;
  readonly onClose: () => void;
}

export function EditNames({ account, error, onSave, onClose }: EditNamesProps) {
  return (
    <Dialog
      isOpen={account !== null}
      title={t("manager.edit.title")}
      description={t("manager.edit.body")}
      closeLabel={t("manager.close")}
      onClose={onClose}
    >
      {account !== null && <NamesForm account={account} error={error} onSave={onSave} onClose={onClose} />}
    </Dialog>
  );
}

function NamesForm({
  account,
  error,
  onSave,
  onClose,
}: EditNamesProps & { readonly account: AccountSummary }) {
  const [names, setNames] = useState<AccountNames>(account);
  const [isSaving, setIsSaving] = useState(false);
  useEffect(() => setNames(account), [account.id]);
  const set = (part: Partial<AccountNames>): void => setNames((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    setIsSaving(true);
    const { issuer, accountName, deviceName } = names;
    await onSave({ issuer: issuer.trim(), accountName: accountName.trim(), deviceName: deviceName.trim() });
    setIsSaving(false);
  };
  return (
    <form
      class={styles["stack"]}
      onSubmit={(event) => {
        event.preventDefault();
        void save(); // a failure comes back as `error`
      }}
    >
      {error !== null && <Notice tone="danger">{errorText(error)}</Notice>}
      <TextField
        label={t("manager.edit.issuer")}
        value={names.issuer}
        maxLength={NAME_LIMITS.issuer}
        onInput={(issuer) => set({ issuer })}
      />
      <TextField
        label={t("manager.edit.account")}
        value={names.accountName}
        maxLength={NAME_LIMITS.accountName}
        onInput={(accountName) => set({ accountName })}
      />
      <TextField
        label={t("manager.edit.device")}
        hint={t("manager.edit.deviceHint")}
        value={names.deviceName}
        maxLength={NAME_LIMITS.deviceName}
        onInput={(deviceName) => set({ deviceName })}
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
