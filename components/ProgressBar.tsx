import { useId } from "preact/hooks";
import { Button } from "./Button.tsx";
import styles from "./ProgressBar.module.css";

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1, or null while the length of the work is unknown. */
  readonly progress: number | null;
  /** For example "3 / 12" or "あと少しです". */
  readonly detail?: string | undefined;
  readonly cancel?: { readonly label: string; readonly onCancel: () => void } | undefined;
}

/** Work that takes more than a moment, with a way out where there is one. */
export function ProgressBar({ label, progress, detail, cancel }: ProgressBarProps) {
  const id = useId();
  return (
    <div class={styles["block"]}>
      <div class={styles["texts"]}>
        <label for={id}>{label}</label>
        {detail && <span class={styles["detail"]}>{detail}</span>}
      </div>
      <progress id={id} class={styles["bar"]} max={1} {...(progress === null ? {} : { value: progress })} />
      {cancel && (
        <div>
          <Button isCompact onClick={cancel.onCancel}>
            {cancel.label}
          </Button>
        </div>
      )}
    </div>
  );
}
