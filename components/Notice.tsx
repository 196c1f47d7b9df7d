import type { ComponentChildren } from "preact";
import { classNames } from "./class-names.ts";
import { CheckIcon, InfoIcon, WarningIcon } from "./icons.tsx";
import styles from "./Notice.module.css";

export type NoticeTone = "info" | "success" | "warning" | "danger";

export interface NoticeProps {
  readonly tone: NoticeTone;
  /** Says the kind in words ("ご注意"), since colour and icon do not reach everyone. */
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  /** Buttons: what to do next. */
  readonly actions?: ComponentChildren;
  /** "status" and "alert" announce the text when it appears; "none" is for text that is there from the start. */
  readonly announce?: "status" | "alert" | "none" | undefined;
}

const iconByTone = {
  info: <InfoIcon />,
  success: <CheckIcon />,
  warning: <WarningIcon />,
  danger: <WarningIcon />,
} satisfies Record<NoticeTone, ComponentChildren>;

/** A message in its place in the page. By default warnings and dangers interrupt, the others wait for a pause. */
export function Notice({ tone, title, children, actions, announce = defaultAnnounce(tone) }: NoticeProps) {
  return (
    <div class={classNames(styles["notice"], styles[tone])} role={announce === "none" ? undefined : announce}>
      <span class={styles["icon"]}>{iconByTone[tone]}</span>
      <div class={styles["body"]}>
        {title && <p class={styles["title"]}>{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div class={styles["actions"]}>{actions}</div>}
      </div>
    </div>
  );
}

function defaultAnnounce(tone: NoticeTone): "status" | "alert" {
  return tone === "danger" || tone === "warning" ? "alert" : "status";
}
