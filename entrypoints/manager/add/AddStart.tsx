/** The ways in, with whatever went wrong last above them. */

import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { KeyCard } from "./KeyCard.tsx";
import { PictureCard } from "./PictureCard.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import type { Problem } from "./stage.ts";
import type { TypedKeyState } from "./use-typed-key.ts";

export interface AddStartProps {
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly isOpen: boolean;
  readonly form: TypedKeyState;
  readonly onFile: (file: File) => void;
  readonly onCancel: () => void;
  readonly onFound: (found: FoundKey) => void;
  /** Back to the page a picture was taken of, or null. */
  readonly onBack: (() => void) | null;
}

export function AddStart(props: AddStartProps) {
  const { problem, onBack } = props;
  return (
    <div class={styles["stack"]}>
      {problem === null ? <p class={styles["lead"]}>{t("add.lead")}</p> : <ProblemNotice problem={problem} />}
      {onBack !== null && !props.isReading && <Button onClick={onBack}>{t("add.picture.back")}</Button>}
      <PictureCard
        isReading={props.isReading}
        isOpen={props.isOpen}
        onFile={props.onFile}
        onCancel={props.onCancel}
      />
      <KeyCard form={props.form} onFound={props.onFound} />
      <Notice tone="info" announce="none">
        {t("add.copyOnly")}
      </Notice>
    </div>
  );
}
