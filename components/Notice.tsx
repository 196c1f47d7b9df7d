import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
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
  /** Takes the focus when it appears, and comes into view: for the end of something whose form is gone. */
  readonly hasFocus?: boolean | undefined;
}

const iconByTone = {
  info: <InfoIcon />,
  success: <CheckIcon />,
  warning: <WarningIcon />,
  danger: <WarningIcon />,
} satisfies Record<NoticeTone, ComponentChildren>;

/** A message in its place in the page. By default warnings and dangers interrupt, the others wait for a pause. */
export function Notice(props: NoticeProps) {
  const { tone, title, children, actions, announce = defaultAnnounce(props.tone), hasFocus = false } = props;
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hasFocus) boxRef.current?.focus();
  }, [hasFocus]);
  return (
    <div
      ref={boxRef}
      class={classNames(styles["notice"], styles[tone])}
      role={announce === "none" ? undefined : announce}
      tabIndex={hasFocus ? -1 : undefined}
    >
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
