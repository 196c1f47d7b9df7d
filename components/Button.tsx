import type { ComponentChildren, Ref, TargetedMouseEvent } from "preact";
import styles from "./Button.module.css";
import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly variant?: ButtonVariant | undefined;
  readonly type?: "button" | "submit" | undefined;
  readonly icon?: ComponentChildren;
  /** While busy the button keeps its focus and ignores clicks, Enter in its form included. */
  readonly isBusy?: boolean | undefined;
  /** 0 to 1. Shown while busy as a thin bar; without it a turning ring is shown. */
  readonly progress?: number | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isFullWidth?: boolean | undefined;
  /** Smaller side padding, for rows of several buttons. The height stays 44 px. */
  readonly isCompact?: boolean | undefined;
  /** Id of text that says more about the action. */
  readonly describedBy?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
  readonly onClick?: ((event: TargetedMouseEvent<HTMLButtonElement>) => void) | undefined;
}

/** A button with words. One "primary" per view; "danger" only where something is removed. */
export function Button(props: ButtonProps) {
  const { variant = "secondary", type = "button", isBusy = false, isDisabled = false } = props;
  const handleClick = (event: TargetedMouseEvent<HTMLButtonElement>) => {
    if (isBusy) {
      event.preventDefault();
      return;
    }
    props.onClick?.(event);
  };
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={classNames(
        styles["button"],
        styles[variant],
        props.isFullWidth && styles["fullWidth"],
        props.isCompact && styles["compact"],
      )}
      disabled={isDisabled}
      aria-disabled={isBusy ? "true" : undefined}
      aria-busy={isBusy ? "true" : undefined}
      aria-describedby={props.describedBy}
      onClick={handleClick}
    >
      {isBusy && props.progress === undefined ? (
        <span class={styles["spinner"]} aria-hidden="true" />
      ) : (
        props.icon
      )}
      <span class={styles["label"]}>{props.children}</span>
      {isBusy && props.progress !== undefined && <ProgressLine progress={props.progress} />}
    </button>
  );
}

function ProgressLine({ progress }: { readonly progress: number }) {
  const width = Math.round(Math.min(1, Math.max(0, progress)) * 100);
  return (
    <svg class={styles["progress"]} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width={width} height="4" fill="currentColor" />
    </svg>
  );
}
