/** How often to ask for the master password; shown to those who can open with a passkey. */

import { useState } from "preact/hooks";
import { Card } from "../../components/Card.tsx";
import { ClockIcon } from "../../components/icons.tsx";
import { RadioGroup } from "../../components/RadioGroup.tsx";
import { useReminder } from "../../lib/client/use-reminder.ts";
import { t } from "../../lib/platform/i18n.ts";
import type { ReminderState } from "../../lib/protocol/vault-requests.ts";

const choices = ["14", "30", "90", "0"] as const;
type Choice = (typeof choices)[number];

const labels: Readonly<Record<Choice, () => string>> = {
  "14": () => t("reminder.days14"),
  "30": () => t("reminder.days30"),
  "90": () => t("reminder.days90"),
  "0": () => t("reminder.never"),
};

const daysOf: Readonly<Record<Choice, ReminderState["everyDays"]>> = { "14": 14, "30": 30, "90": 90, "0": 0 };

export function ReminderCard() {
  const { state, choose } = useReminder();
  const [isSaved, setIsSaved] = useState(false);
  if (state === null || !state.hasPasskey) return null;
  return (
    <Card title={t("reminder.settingTitle")} icon={<ClockIcon />}>
      <RadioGroup
        label={t("reminder.setting")}
        hint={t("reminder.settingHint")}
        options={choices.map((value) => ({ value, label: labels[value]() }))}
        value={choices.find((value) => daysOf[value] === state.everyDays) ?? null}
        onChange={(value) => {
          setIsSaved(false);
          void choose(daysOf[value]).then(setIsSaved); // what is not saved stays as it was
        }}
      />
      <p role="status">{isSaved && t("manager.saved")}</p>
    </Card>
  );
}
