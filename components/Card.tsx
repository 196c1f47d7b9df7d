import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import styles from "./Card.module.css";
import { classNames } from "./class-names.ts";

export interface CardProps {
  readonly title?: string | undefined;
  readonly headingLevel?: 2 | 3 | undefined;
  readonly icon?: ComponentChildren;
  readonly children: ComponentChildren;
  /** Buttons at the foot. */
  readonly actions?: ComponentChildren;
  /** "sunken" recedes, for secondary matter. */
  readonly tone?: "surface" | "sunken" | undefined;
}

/** A group of things that belong together; with a title it is a named section. */
export function Card({ title, headingLevel = 2, icon, children, actions, tone = "surface" }: CardProps) {
  const titleId = useId();
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section class={classNames(styles["card"], styles[tone])} aria-labelledby={title ? titleId : undefined}>
      {title && (
        <Heading id={titleId} class={styles["title"]}>
          {icon}
          <span>{title}</span>
        </Heading>
      )}
      <div class={styles["content"]}>{children}</div>
      {actions && <div class={styles["actions"]}>{actions}</div>}
    </section>
  );
}
