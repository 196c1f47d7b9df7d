import type { ComponentChildren, TargetedDragEvent } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { classNames } from "./class-names.ts";
import styles from "./DropZone.module.css";
import { ImageIcon } from "./icons.tsx";

export interface DropZoneProps {
  /** What to do here: "ここに画像をドラッグ、または貼り付け（Ctrl+V）". */
  readonly label: string;
  readonly hint?: string | undefined;
  readonly chooseLabel: string;
  /** In place of a picture's. */
  readonly icon?: ComponentChildren;
  /** The file input's `accept`, for example "image/png,image/jpeg". */
  readonly accept: string;
  readonly isMultiple?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Files from any of the three ways; never empty. Their kind is still unchecked. */
  readonly onFiles: (files: readonly File[]) => void;
}

/**
 * Takes files by dragging, by pasting anywhere in the document, or by the chooser (keyboard complete).
 * Pasted text is left to the field it was meant for.
 */
export function DropZone(props: DropZoneProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const give = (list: FileList | null | undefined) => {
    const { isDisabled, isMultiple, onFiles } = latest.current;
    const files = [...(list ?? [])].slice(0, isMultiple ? undefined : 1);
    if (files.length > 0 && !isDisabled) onFiles(files);
    return files.length > 0;
  };

  useEffect(() => {
    const stop = new AbortController();
    const takePaste = (event: ClipboardEvent) => {
      if (give(event.clipboardData?.files)) event.preventDefault();
    };
    document.addEventListener("paste", takePaste, { signal: stop.signal });
    return () => stop.abort();
  }, []);

  const hover = (event: TargetedDragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setIsOver(!props.isDisabled);
  };
  const drop = (event: TargetedDragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setIsOver(false);
    give(event.dataTransfer?.files);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target for the pointer; the chooser within serves the keyboard.
    <div
      class={classNames(styles["zone"], isOver && styles["over"])}
      onDragEnter={hover}
      onDragOver={hover}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <span class={styles["picture"]}>{props.icon ?? <ImageIcon />}</span>
      <p id={`${id}-label`} class={styles["label"]}>
        {props.label}
      </p>
      {props.hint && (
        <p id={`${id}-hint`} class={styles["hint"]}>
          {props.hint}
        </p>
      )}
      <label class={styles["chooser"]}>
        {props.chooseLabel}
        <input
          class={styles["input"]}
          type="file"
          accept={props.accept}
          multiple={props.isMultiple ?? false}
          disabled={props.isDisabled ?? false}
          aria-describedby={props.hint ? `${id}-label ${id}-hint` : `${id}-label`}
          onChange={(event) => {
            give(event.currentTarget.files);
            // Emptied, so that choosing the same file again is a change.
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
