import type { ComponentChildren } from "preact";
import styles from "./FieldFrame.module.css";
import { WarningIcon } from "./icons.tsx";

export interface FieldFrameProps {
  readonly id: string;
  readonly label: string;
  /** Shown after the label, for example "任意" or "必須". */
  readonly labelNote?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly children: ComponentChildren;
}

/** The `aria-describedby` of a field framed by FieldFrame: its error first, then its hint. */
export function describedByOf(frame: Pick<FieldFrameProps, "id" | "hint" | "error">): string | undefined {
  const ids = [frame.error && `${frame.id}-error`, frame.hint && `${frame.id}-hint`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Label above, hint between, control, error below: the same order for every field. */
export function FieldFrame({ id, label, labelNote, hint, error, children }: FieldFrameProps) {
  return (
    <div class={styles["frame"]}>
      <label class={styles["label"]} for={id}>
        {label}
        {labelNote && <span class={styles["note"]}>{labelNote}</span>}
      </label>
      {hint && (
        <div class={styles["hint"]} id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {children}
      {/* The live region stays in the tree so that an error appearing later is announced. */}
      <div role="alert" class={styles["errorRegion"]}>
        {error && (
          <p class={styles["error"]} id={`${id}-error`}>
            <WarningIcon />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
