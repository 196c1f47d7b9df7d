/** The honest answer for a vault without a recovery code. */

import { Card } from "../../components/Card.tsx";
import { InfoIcon } from "../../components/icons.tsx";
import { t } from "../../lib/platform/i18n.ts";
import styles from "./recover.module.css";

export function NoCode({ hasPasskey }: { readonly hasPasskey: boolean }) {
  return (
    <Card title={t("recovery.none.title")} icon={<InfoIcon />}>
      <p>{t("recovery.none.body")}</p>
      <ul class={styles["points"]}>
        <li>{t("recovery.none.try")}</li>
        {hasPasskey && <li>{t("recovery.none.passkey")}</li>}
        <li>{t("recovery.none.backup")}</li>
        <li>{t("recovery.none.society")}</li>
      </ul>
    </Card>
  );
}
