/** What was read, for the member to check; nothing is kept before this. */

import { useState } from "preact/hooks";
import { AccountPreview } from "../../../components/AccountPreview.tsx";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { PlusIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { TextField } from "../../../components/TextField.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import { cleanName } from "../../../lib/core/otpauth/names.ts";
import { NAME_LIMITS } from "../../../lib/core/vault/account-limits.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { uriErrorText } from "./add-texts.ts";
import { previewRows } from "./preview-rows.ts";
import { SameNameDialog } from "./SameNameDialog.tsx";
import { StageHeading } from "./StageHeading.tsx";
import type { Stage } from "./stage.ts";
import { useSaving } from "./use-saving.ts";

export interface PreviewKeyProps {
  readonly found: FoundKey;
  /** The picture held codes of other kinds too. */
  readonly hasForeign: boolean;
  readonly onCancel: () => void;
  readonly setStage: (stage: Stage) => void;
}

export function PreviewKey({ found, hasForeign, onCancel, setStage }: PreviewKeyProps) {
  const [name, setName] = useState("");
  const [isNameMissing, setIsNameMissing] = useState(false);
  const asksName = found.key.accountName === "";
  const accountName = asksName ? cleanName(name).name : found.key.accountName;
  const saving = useSaving(found, accountName, setStage);
  const submit = (): void => {
    setIsNameMissing(accountName === "");
    if (accountName !== "" && !saving.isBusy) saving.save("ask");
  };
  return (
    <Card>
      <StageHeading>{t("add.preview.title")}</StageHeading>
      <form
        class={styles["stack"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <AccountPreview label={t("add.preview.label")} rows={previewRows(found)} />
        {asksName && (
          <TextField
            label={t("add.preview.account")}
            hint={t("add.preview.nameAsk")}
            error={isNameMissing ? t("add.key.accountMissing") : undefined}
            maxLength={NAME_LIMITS.accountName}
            value={name}
            onInput={(value) => {
              setName(value);
              setIsNameMissing(false);
            }}
          />
        )}
        {hasForeign && <Notice tone="info">{t("add.foreign.beside")}</Notice>}
        <p>{t("add.copyOnly")}</p>
        {saving.error !== null && (
          <Notice tone="danger">
            {saving.error.kind === "uri" ? uriErrorText(saving.error.code) : errorText(saving.error.code)}
          </Notice>
        )}
        <div class={styles["actions"]}>
          <Button type="submit" variant="primary" icon={<PlusIcon />} isBusy={saving.isBusy}>
            {t("add.preview.act")}
          </Button>
          <Button onClick={onCancel}>{t("add.preview.back")}</Button>
        </div>
      </form>
      <SameNameDialog saving={saving} />
    </Card>
  );
}
