/** The unencrypted list for other authenticators: behind the password, with what it means said first. */

import { useState } from "preact/hooks";
import { WarningIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { UnlockForm } from "../../../components/UnlockForm.tsx";
import { listPlainly, savePlainList } from "../../../lib/client/backup-actions.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { joinSentences } from "../sentences.ts";
import styles from "./backup.module.css";
import { Section, type SectionState } from "./Section.tsx";

interface Saved {
  readonly name: string;
  readonly count: number;
  readonly leftOut: number;
}

export function PlainList(state: SectionState) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const close = (): void => {
    setSaved(null);
    state.onClose();
  };
  return (
    <Section
      {...state}
      onClose={close}
      tone="sunken"
      title={t("backup.plain.title")}
      icon={<WarningIcon />}
      body={<p>{t("backup.plain.body")}</p>}
      openLabel={t("backup.plain.open")}
      step={saved === null ? "password" : "saved"}
      closeLabel={saved === null ? undefined : t("manager.close")}
    >
      <Notice tone="danger" title={t("backup.plain.warnTitle")} announce="none">
        <ul class={styles["points"]}>
          <li>{t("backup.plain.warnAnyone")}</li>
          <li>{t("backup.plain.warnDelete")}</li>
          <li>{t("backup.plain.warnAsk")}</li>
        </ul>
      </Notice>
      {saved === null ? (
        <UnlockForm
          unlock={async (password, options) => {
            const outcome = await listPlainly(password, options);
            if (outcome.status !== "ok") return outcome;
            const { text, count, leftOut } = outcome.value;
            setSaved({ name: savePlainList(text), count, leftOut });
            return { status: "done" };
          }}
          onUnlocked={() => undefined}
          actLabel={t("backup.plain.act")}
        />
      ) : (
        <Notice tone="success">
          {joinSentences([
            t("backup.plain.saved", { name: saved.name, count: saved.count }),
            saved.leftOut === 0 ? "" : t("backup.plain.leftOut", { count: saved.leftOut }),
          ])}
        </Notice>
      )}
    </Section>
  );
}
