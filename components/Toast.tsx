import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { CloseIcon, UndoIcon } from "./icons.tsx";
import styles from "./Toast.module.css";

export interface ToastMessage {
  /** A new id restarts the time. */
  readonly id: string;
  readonly text: string;
  readonly undo?: { readonly label: string; readonly onUndo: () => void } | undefined;
}

export interface ToastProps {
  /** Null while there is nothing to say. Keep the component mounted: a live region must exist before its text. */
  readonly message: ToastMessage | null;
  readonly dismissLabel: string;
  readonly onDismiss: () => void;
  /** Time on screen in milliseconds; it stands still while the pointer or the focus is on the toast. */
  readonly durationMs?: number | undefined;
}

/** A passing message at the foot of the view, with an undo where something was removed. */
export function Toast({ message, dismissLabel, onDismiss, durationMs = 10_000 }: ToastProps) {
  const [isPaused, setIsPaused] = useState(false);
  const dismissRef = useRef(onDismiss);
  dismissRef.current = onDismiss;
  const id = message?.id;

  useEffect(() => setIsPaused(false), [id]);
  useEffect(() => {
    if (id === undefined || isPaused) return;
    // After a pause the full time runs again: whoever lingered may need it.
    const timer = setTimeout(() => dismissRef.current(), durationMs);
    return () => clearTimeout(timer);
  }, [id, isPaused, durationMs]);

  return (
    <>
      <div
        class={styles["region"]}
        onPointerEnter={() => setIsPaused(true)}
        onPointerLeave={() => setIsPaused(false)}
        onFocusIn={() => setIsPaused(true)}
        onFocusOut={() => setIsPaused(false)}
      >
        <div class={message ? styles["toast"] : undefined}>
          <p role="status" class={styles["text"]}>
            {message?.text}
          </p>
          {message?.undo && (
            <Button variant="quiet" isCompact icon={<UndoIcon />} onClick={message.undo.onUndo}>
              {message.undo.label}
            </Button>
          )}
          {message && <IconButton label={dismissLabel} icon={<CloseIcon />} onClick={onDismiss} />}
        </div>
      </div>
      {message && <div class={styles["room"]} aria-hidden="true" />}
    </>
  );
}
