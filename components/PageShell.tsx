import type { ComponentChildren } from "preact";
import { Badge } from "./Badge.tsx";
import { Mark } from "./brand/Mark.tsx";
import { classNames } from "./class-names.ts";
import styles from "./PageShell.module.css";

export interface PageShellProps {
  readonly productName: string;
  /** "非公式": the product is not the portal's. Shown on every page. */
  readonly badge: string;
  /** The page's heading. Leave out where the content brings its own `h1`. */
  readonly title?: string | undefined;
  readonly lead?: ComponentChildren;
  /** Buttons at the right of the header. */
  readonly headerActions?: ComponentChildren;
  /** A `nav` element with the page's parts. */
  readonly navigation?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly footer?: ComponentChildren;
  /** "popup" fills a small window; the others are centred columns of at most 560 or 880 px. */
  readonly width?: "popup" | "narrow" | "wide" | undefined;
}

/** The frame of every page: product mark, content, footer. */
export function PageShell(props: PageShellProps) {
  const { width = "narrow" } = props;
  return (
    <div class={classNames(styles["page"], styles[width])}>
      <header class={styles["header"]}>
        <p class={styles["brand"]}>
          <Mark />
          <span class={styles["name"]}>{props.productName}</span>
          <Badge>{props.badge}</Badge>
        </p>
        {props.headerActions && <div class={styles["headerActions"]}>{props.headerActions}</div>}
      </header>
      {props.navigation}
      <main class={styles["main"]}>
        {props.title && <h1 class={styles["title"]}>{props.title}</h1>}
        {props.lead && <div class={styles["lead"]}>{props.lead}</div>}
        {props.children}
      </main>
      {props.footer && <footer class={styles["footer"]}>{props.footer}</footer>}
    </div>
  );
}
