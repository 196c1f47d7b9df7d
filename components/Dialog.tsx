import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import styles from "./Dialog.module.css";
import { IconButton } from "./IconButton.tsx";
import { CloseIcon } from "./icons.tsx";

export interface DialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** A sentence read out after the title when the dialog opens. */
  readonly description?: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly closeLabel: string;
  /** Asked for by Escape and by the close button; the page then sets `isOpen` to false. */
  readonly onClose: () => void;
  /** An alert dialog asks before something is lost and is announced at once. */
  readonly isAlert?: boolean | undefined;
}

/**
 * A modal question or form on a native dialog: focus stays inside and returns to where it was.
 * A click beside it does not close it, since that would throw away what was typed.
 */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose } = props;
  const id = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!isOpen || !dialog) return;
    const root = dialog.getRootNode();
    const before = "activeElement" in root ? root.activeElement : null;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isOpen]);

  return (
    <dialog
      ref={dialogRef}
      class={styles["dialog"]}
      role={props.isAlert ? "alertdialog" : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // The browser closes without "cancel" on a second Escape; the page must hear of that too.
      onClose={() => isOpen && onClose()}
    >
      {isOpen && (
        <div class={styles["layout"]}>
          <h2 id={`${id}-title`} class={styles["title"]}>
            {props.title}
          </h2>
          {props.description && <p id={`${id}-description`}>{props.description}</p>}
          {props.children}
          {props.actions && <div class={styles["actions"]}>{props.actions}</div>}
          {/* Last in the order, so that the dialog opens with the focus on its content or its first action. */}
          <div class={styles["close"]}>
            <IconButton label={props.closeLabel} icon={<CloseIcon />} onClick={onClose} />
          </div>
        </div>
      )}
    </dialog>
  );
}
