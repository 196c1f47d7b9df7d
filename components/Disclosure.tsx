import type { ComponentChildren } from "preact";
import styles from "./Disclosure.module.css";

export interface DisclosureProps {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly isOpen?: boolean | undefined;
}

/** Text that opens on demand: a native details element, so that the browser's own search finds it. */
export function Disclosure({ summary, children, isOpen = false }: DisclosureProps) {
  return (
    <details class={styles["box"]} open={isOpen}>
      <summary class={styles["summary"]}>{summary}</summary>
      <div class={styles["content"]}>{children}</div>
    </details>
  );
}
