/** Offers the recovery code right after the password, when the paper with the password is at hand. Can be put off. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { MakeCode } from "../recover/MakeCode.tsx";
import styles from "./welcome.module.css";

/** How the step ended. "unsaved": put off after a code was shown, so that a paper may exist that does not work. */
export type CodeOutcome = "made" | "put-off" | "unsaved";

export function RecoveryStep({ onDone }: { readonly onDone: (outcome: CodeOutcome) => void }) {
  const [isMaking, setIsMaking] = useState(false);
  const headingRef = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone; reading goes on here.
  useEffect(() => headingRef.current?.focus(), []);
  const later = (
    <Button onClick={() => onDone(isMaking ? "unsaved" : "put-off")}>{t("recovery.offer.later")}</Button>
  );
  if (isMaking) return <MakeCode onSaved={() => onDone("made")} otherActions={later} />;
  return (
    <>
      <h2 ref={headingRef} tabIndex={-1} class={styles["ready"]}>
        {t("recovery.offer.passwordSaved")}
      </h2>
      <p>{t("recovery.what")}</p>
      <p>{t("recovery.offer.need")}</p>
      <p>{t("recovery.offer.laterHint")}</p>
      <div class={styles["actions"]}>
        <Button variant="primary" onClick={() => setIsMaking(true)}>
          {t("recovery.make")}
        </Button>
        {later}
      </div>
    </>
  );
}
