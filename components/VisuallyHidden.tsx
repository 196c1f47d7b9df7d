import type { ComponentChildren } from "preact";
import styles from "./VisuallyHidden.module.css";

/** Text for screen readers only, such as the word that explains an icon's state. */
export function VisuallyHidden({ children }: { readonly children: ComponentChildren }) {
  return <span class={styles["hidden"]}>{children}</span>;
}
