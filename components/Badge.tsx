import type { ComponentChildren } from "preact";
import styles from "./Badge.module.css";
import { classNames } from "./class-names.ts";

export interface BadgeProps {
  readonly children: ComponentChildren;
  readonly tone?: "neutral" | "primary" | "success" | "warning" | undefined;
}

/** A short standing fact about its neighbour: "非公式", "確認待ち". */
export function Badge({ children, tone = "neutral" }: BadgeProps) {
  return <span class={classNames(styles["badge"], styles[tone])}>{children}</span>;
}
