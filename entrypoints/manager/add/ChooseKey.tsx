/** Several set-up codes in one picture: the member chooses, the first never wins by itself. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { RadioGroup } from "../../../components/RadioGroup.tsx";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { accountTitle, parametersText } from "../accounts/account-texts.ts";
import styles from "./add.module.css";
import { StageHeading } from "./StageHeading.tsx";

export interface ChooseKeyProps {
  readonly found: readonly FoundKey[];
  /** Set-up codes in the same picture that were refused. */
  readonly broken: number;
  readonly onChoose: (found: FoundKey) => void;
  readonly onCancel: () => void;
}

export function ChooseKey({ found, broken, onChoose, onCancel }: ChooseKeyProps) {
  const [value, setValue] = useState<string | null>(null);
  const chosen = value === null ? undefined : found[Number(value)];
  return (
    <Card>
      <StageHeading>{t("add.choose.title", { count: found.length })}</StageHeading>
      <p>{t("add.choose.body")}</p>
      {broken > 0 && <p>{t("add.choose.broken", { count: broken })}</p>}
      <RadioGroup
        label={t("add.choose.label")}
        options={found.map(({ key }, index) => ({
          value: String(index),
          label: accountTitle(key),
          description: parametersText(key) ?? undefined,
        }))}
        value={value}
        onChange={setValue}
      />
      <div class={styles["actions"]}>
        <Button
          variant="primary"
          isDisabled={chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) onChoose(chosen);
          }}
        >
          {t("add.choose.act")}
        </Button>
        <Button onClick={onCancel}>{t("add.choose.back")}</Button>
      </div>
    </Card>
  );
}
