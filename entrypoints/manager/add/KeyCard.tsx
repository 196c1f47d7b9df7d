/** The form for a written key; an otpauth URI may be pasted into the same field. */

import { useRef, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Disclosure } from "../../../components/Disclosure.tsx";
import { KeyIcon } from "../../../components/icons.tsx";
import { RadioGroup } from "../../../components/RadioGroup.tsx";
import { TextField } from "../../../components/TextField.tsx";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import { readTypedKey, type TypedKey } from "../../../lib/client/typed-key.ts";
import { NAME_LIMITS } from "../../../lib/core/vault/account-limits.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { type KeyFormErrors, keyFormErrors } from "./key-form-errors.ts";
import { MarkedKey } from "./MarkedKey.tsx";
import { RestoredNotice } from "./RestoredNotice.tsx";
import type { TypedKeyState } from "./use-typed-key.ts";

export interface KeyCardProps {
  readonly form: TypedKeyState;
  readonly onFound: (found: FoundKey) => void;
}

/** Beyond any key and any URI that is read; a longer paste is refused by its length all the same. */
const longestInput = 4_096;

export function KeyCard({ form, onFound }: KeyCardProps) {
  const { typed } = form;
  const keyRef = useRef<HTMLInputElement>(null);
  const accountRef = useRef<HTMLInputElement>(null);
  const [errors, setErrors] = useState<KeyFormErrors>({});
  const set = (part: Partial<TypedKey>): void => {
    setErrors({});
    form.setTyped({ ...typed, ...part });
  };
  const submit = (): void => {
    const outcome = readTypedKey(typed);
    if (outcome.status === "ok") {
      onFound(outcome.found);
      return;
    }
    setErrors(keyFormErrors(outcome, typed.keyText));
    if (outcome.status === "no-account-name") accountRef.current?.focus();
    else if (outcome.status !== "bad-period") keyRef.current?.focus();
  };
  return (
    <Card title={t("add.key.title")} icon={<KeyIcon />}>
      {form.isRestored && <RestoredNotice onClear={form.clear} />}
      <form
        class={styles["stack"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t("add.key.key")}
          hint={t("add.key.keyHint")}
          error={errors.key}
          isCode
          maxLength={longestInput}
          value={typed.keyText}
          inputRef={keyRef}
          onInput={(keyText) => set({ keyText })}
        />
        {errors.position !== undefined && <MarkedKey text={typed.keyText} position={errors.position} />}
        <TextField
          label={t("add.key.issuer")}
          labelNote={t("add.key.optional")}
          hint={t("add.key.issuerHint")}
          maxLength={NAME_LIMITS.issuer}
          value={typed.issuer}
          onInput={(issuer) => set({ issuer })}
        />
        <TextField
          label={t("add.key.account")}
          hint={t("add.key.accountHint")}
          error={errors.account}
          maxLength={NAME_LIMITS.accountName}
          value={typed.accountName}
          inputRef={accountRef}
          onInput={(accountName) => set({ accountName })}
        />
        <Advanced typed={typed} error={errors.period} onChange={set} />
        <Button type="submit" variant="primary">
          {t("add.key.act")}
        </Button>
      </form>
    </Card>
  );
}

const algorithms = ["SHA1", "SHA256", "SHA512"] as const;
const digits = [6, 7, 8] as const;

interface AdvancedProps {
  readonly typed: TypedKey;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<TypedKey>) => void;
}

function Advanced({ typed, error, onChange }: AdvancedProps) {
  return (
    <Disclosure summary={t("add.key.advanced")}>
      <RadioGroup
        label={t("add.key.algorithm")}
        options={algorithms.map((value) => ({ value, label: value }))}
        value={typed.algorithm}
        onChange={(algorithm) => onChange({ algorithm })}
      />
      <RadioGroup
        label={t("add.key.digits")}
        options={digits.map((value) => ({
          value: `${value}` as const,
          label: t("add.key.digitsValue", { digits: value }),
        }))}
        value={`${typed.digits}` as const}
        onChange={(chosen) => onChange({ digits: digits.find((value) => `${value}` === chosen) ?? 6 })}
      />
      <TextField
        label={t("add.key.period")}
        error={error}
        inputMode="numeric"
        maxLength={8}
        value={typed.period}
        onInput={(period) => onChange({ period })}
      />
    </Disclosure>
  );
}
