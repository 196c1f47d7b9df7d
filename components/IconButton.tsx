import type { ComponentChildren, Ref, TargetedKeyboardEvent } from "preact";
import { classNames } from "./class-names.ts";
import styles from "./IconButton.module.css";

export interface IconButtonProps {
  /** Says the action; also shown as the tooltip. */
  readonly label: string;
  readonly icon: ComponentChildren;
  readonly onClick: () => void;
  readonly isDisabled?: boolean | undefined;
  readonly isDanger?: boolean | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement> | undefined;
  readonly onKeyDown?: ((event: TargetedKeyboardEvent<HTMLButtonElement>) => void) | undefined;
  /** For a button that opens a menu. */
  readonly popup?: { readonly isOpen: boolean; readonly menuId: string } | undefined;
}

/** A square 44 px button with an icon and no visible words. Prefer Button where there is room for words. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      ref={props.buttonRef ?? null}
      type="button"
      class={classNames(styles["button"], props.isDanger && styles["danger"])}
      aria-label={props.label}
      title={props.label}
      disabled={props.isDisabled ?? false}
      aria-haspopup={props.popup && "menu"}
      aria-expanded={props.popup && (props.popup.isOpen ? "true" : "false")}
      aria-controls={props.popup?.isOpen ? props.popup.menuId : undefined}
      onClick={() => props.onClick()}
      onKeyDown={props.onKeyDown}
    >
      {props.icon}
    </button>
  );
}
