/** Filling and the device name. */

import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { DeviceIcon, FillIcon } from "../../components/icons.tsx";
import { KeyboardHint } from "../../components/KeyboardHint.tsx";
import { ManagedNote } from "../../components/ManagedNote.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Switch } from "../../components/Switch.tsx";
import { TextField } from "../../components/TextField.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { usePolicy } from "../../lib/client/use-policy.ts";
import { type SettingsState, useSettings } from "../../lib/client/use-settings.ts";
import type { Policy } from "../../lib/core/policy/policy.ts";
import { t } from "../../lib/platform/i18n.ts";
import type { Settings } from "../../lib/protocol/requests.ts";
import { IgnoredPolicies } from "./IgnoredPolicies.tsx";
import styles from "./manager.module.css";

export function SettingsView() {
  const { settings, error, reload, change } = useSettings();
  const policy = usePolicy();
  return (
    <div class={styles["stack"]}>
      {error !== null && (
        <Notice
          tone="danger"
          title={t("manager.failedTitle")}
          actions={<Button onClick={reload}>{t("manager.retry")}</Button>}
        >
          {errorText(error)}
        </Notice>
      )}
      {settings === null && error === null && <p role="status">{t("manager.loading")}</p>}
      {settings !== null && policy !== null && (
        <>
          <Filling settings={settings} change={change} policy={policy} />
          <DeviceName settings={settings} change={change} />
          <IgnoredPolicies />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly settings: Settings;
  readonly change: SettingsState["change"];
}

function Filling({ settings, change, policy }: PartProps & { readonly policy: Policy }) {
  return (
    <Card title={t("manager.settings.shortcut")} icon={<FillIcon />}>
      {!policy.allowAutofill && (
        <ManagedNote supportText={policy.supportText}>{t("policy.noFill")}</ManagedNote>
      )}
      {policy.allowAutofill && (
        <>
          <KeyboardHint keys={["Ctrl", "Shift", "9"]} label={t("manager.settings.shortcutKeys")} />
          <p>{t("manager.settings.shortcutHint")}</p>
          <Switch
            label={t("manager.settings.autoSubmit")}
            description={t("manager.settings.autoSubmitHint")}
            stateTexts={{ on: t("manager.settings.on"), off: t("manager.settings.off") }}
            isOn={settings.autoSubmit}
            onChange={(autoSubmit) => void change({ autoSubmit })}
          />
        </>
      )}
    </Card>
  );
}

/** As the settings' own limit. */
const deviceNameLength = 64;

function DeviceName({ settings, change }: PartProps) {
  const [name, setName] = useState(settings.deviceName);
  const [isSaved, setIsSaved] = useState(false);
  useEffect(() => setName(settings.deviceName), [settings.deviceName]);
  const isTooLong = name.trim().length > deviceNameLength;
  const save = async (): Promise<void> => {
    if (!isTooLong) setIsSaved(await change({ deviceName: name.trim() }));
  };
  return (
    <Card title={t("manager.settings.deviceTitle")} icon={<DeviceIcon />}>
      <form
        class={styles["stack"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save(); // a failure is shown above
        }}
      >
        <TextField
          label={t("manager.settings.device")}
          labelNote={t("manager.settings.deviceNote")}
          hint={t("manager.settings.deviceHint")}
          error={isTooLong ? t("manager.settings.deviceTooLong") : undefined}
          value={name}
          onInput={(value) => {
            setName(value);
            setIsSaved(false);
          }}
        />
        <div class={styles["actions"]}>
          <Button type="submit">{t("manager.save")}</Button>
          <p role="status">{isSaved && t("manager.saved")}</p>
        </div>
      </form>
    </Card>
  );
}
