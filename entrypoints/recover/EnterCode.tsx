/** The code from the paper: read here, then checked against the vault. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { ArrowIcon } from "../../components/icons.tsx";
import { RecoveryCodeField, recoveryCodeTrouble } from "../../components/RecoveryCodeField.tsx";
import { WorkForm } from "../../components/WorkForm.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { encodeBase64, wipe } from "../../lib/core/bytes.ts";
import { parseRecoveryCode } from "../../lib/core/vault/recovery-code.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";

export interface EnterCodeProps {
  /** The root key of a code that is this vault's. */
  readonly onRight: (rootKey: string) => void;
  readonly otherActions: ComponentChildren;
}

export function EnterCode({ onRight, otherActions }: EnterCodeProps) {
  const inputRef = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => inputRef.current?.focus(), []);

  const submit = async (): Promise<void> => {
    const input = inputRef.current;
    if (input === null || isBusy) return;
    setIsBusy(true);
    const outcome = await check(input.value);
    setIsBusy(false);
    setError(outcome.trouble);
    if (outcome.trouble !== undefined) return input.focus();
    input.value = "";
    onRight(outcome.rootKey);
  };

  return (
    <WorkForm
      submit={submit}
      actions={
        <>
          <Button type="submit" variant="primary" icon={<ArrowIcon />} isBusy={isBusy}>
            {t("recovery.enter.act")}
          </Button>
          {otherActions}
        </>
      }
    >
      <p>{t("recovery.enter.body")}</p>
      <RecoveryCodeField
        label={t("recovery.field.label")}
        hint={t("recovery.field.hint")}
        error={error}
        inputRef={inputRef}
        onInput={() => setError(undefined)}
      />
    </WorkForm>
  );
}

type Checked = { readonly trouble: string } | { readonly trouble?: undefined; readonly rootKey: string };

const check = async (typed: string): Promise<Checked> => {
  if (typed.trim() === "") return { trouble: t("recovery.field.empty") };
  const reading = parseRecoveryCode(typed);
  if (reading.status !== "ok") return { trouble: recoveryCodeTrouble(reading) };
  const rootKey = encodeBase64(reading.bytes);
  wipe(reading.bytes);
  const answer = await askBackground("recovery.check", { rootKey });
  if (!answer.ok) return { trouble: errorText(answer.code) };
  return answer.value.status === "right" ? { rootKey } : { trouble: t("recovery.enter.wrong") };
};
