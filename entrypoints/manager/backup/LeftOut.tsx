/** The entries of a file that cannot be kept: each by its name and the reason, so that nobody loses one without knowing. */

import { Notice } from "../../../components/Notice.tsx";
import type { LeftOutEntry, LeftOutReason } from "../../../lib/core/backup/imported.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { accountTitle } from "../accounts/account-texts.ts";
import styles from "./backup.module.css";

const reasons: Readonly<Record<LeftOutReason, () => string>> = {
  hotp: () => t("backup.restore.leftOut.hotp"),
  steam: () => t("backup.restore.leftOut.steam"),
  "other-type": () => t("backup.restore.leftOut.otherType"),
  "bad-entry": () => t("backup.restore.leftOut.bad"),
};

export function LeftOut({ entries }: { readonly entries: readonly LeftOutEntry[] }) {
  if (entries.length === 0) return null;
  const hasBad = entries.some(({ reason }) => reason === "bad-entry");
  return (
    <Notice
      tone="warning"
      announce="none"
      title={t("backup.restore.leftOut.title", { count: entries.length })}
    >
      <ul class={styles["leftOut"]}>
        {entries.map((entry, index) => (
          // Names may repeat and the list never changes: its places are the only keys.
          <li key={index}>
            <bdi dir="auto">{accountTitle(entry)}</bdi>
            {` – ${reasons[entry.reason]()}`}
          </li>
        ))}
      </ul>
      <p>{hasBad ? t("backup.restore.leftOut.badNext") : t("backup.restore.leftOut.next")}</p>
    </Notice>
  );
}
