import type { ComponentChildren } from "preact";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  readonly icon?: ComponentChildren;
  readonly title: string;
  readonly children?: ComponentChildren;
  /** The way out of emptiness, most helpful first. */
  readonly actions?: ComponentChildren;
}

/** Stands where a list would be, and says how it gets its first element. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div class={styles["empty"]}>
      {icon && <span class={styles["icon"]}>{icon}</span>}
      <h2 class={styles["title"]}>{title}</h2>
      {children && <div class={styles["text"]}>{children}</div>}
      {actions && <div class={styles["actions"]}>{actions}</div>}
    </div>
  );
}
