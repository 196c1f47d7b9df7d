/** The ways in, with whatever went wrong last above them. */

import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import type { TypedKey } from "../../../lib/client/typed-key.ts";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { KeyCard } from "./KeyCard.tsx";
import { PictureCard } from "./PictureCard.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import type { Problem } from "./stage.ts";

export interface AddStartProps {
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly isOpen: boolean;
  readonly typed: TypedKey;
  readonly onTyped: (typed: TypedKey) => void;
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
      <KeyCard typed={props.typed} onTyped={props.onTyped} onFound={props.onFound} />
      <Notice tone="info" announce="none">
        {t("add.copyOnly")}
      </Notice>
    </div>
  );
}
