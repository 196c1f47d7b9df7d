import { Fragment } from "preact";
import styles from "./KeyboardHint.module.css";

export interface KeyboardHintProps {
  /** What the keys do; shown after them. */
  readonly label: string;
  /** Pressed together, for example ["Ctrl", "V"]. */
  readonly keys: readonly string[];
}

/** Keys and what they do, in one line. */
export function KeyboardHint({ label, keys }: KeyboardHintProps) {
  return (
    <span class={styles["hint"]}>
      <kbd class={styles["combination"]}>
        {keys.map((key, index) => (
          <Fragment key={key}>
            {index > 0 && "+"}
            <kbd class={styles["key"]}>{key}</kbd>
          </Fragment>
        ))}
      </kbd>{" "}
      {label}
    </span>
  );
}
