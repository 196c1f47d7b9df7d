/** The typed key with its wrong character marked: by colour, by a frame and, for a screen reader, in words. */

import { VisuallyHidden } from "../../../components/VisuallyHidden.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { markCharacter } from "./mark-character.ts";

export function MarkedKey({ text, position }: { readonly text: string; readonly position: number }) {
  const parts = markCharacter(text, position);
  if (parts === null) return null;
  return (
    <figure class={styles["figure"]}>
      <figcaption class={styles["caption"]}>{t("add.key.marked")}</figcaption>
      <p class={styles["typed"]}>
        {parts.before}
        <mark class={styles["mark"]}>
          <VisuallyHidden>{t("add.key.markOpen")}</VisuallyHidden>
          {parts.marked}
          <VisuallyHidden>{t("add.key.markClose")}</VisuallyHidden>
        </mark>
        {parts.after}
      </p>
    </figure>
  );
}
