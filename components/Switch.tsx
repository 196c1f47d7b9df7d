import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import styles from "./Switch.module.css";

export interface SwitchProps {
  readonly label: string;
  readonly description?: ComponentChildren;
  readonly isOn: boolean;
  readonly isDisabled?: boolean | undefined;
  /** Shown beside the switch, since its position alone is easily misread: "オン" and "オフ". */
  readonly stateTexts: { readonly on: string; readonly off: string };
  readonly onChange: (isOn: boolean) => void;
}

/** A setting that takes effect at once. */
export function Switch(props: SwitchProps) {
  const id = useId();
  return (
    <div class={styles["row"]}>
      <div class={styles["texts"]}>
        <label class={styles["label"]} for={id}>
          {props.label}
        </label>
        {props.description && (
          <div id={`${id}-description`} class={styles["description"]}>
            {props.description}
          </div>
        )}
      </div>
      <span class={styles["control"]}>
        <span class={styles["state"]} aria-hidden="true">
          {props.isOn ? props.stateTexts.on : props.stateTexts.off}
        </span>
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: the checkbox's own state is the switch's (ARIA in HTML).
          role="switch"
          id={id}
          class={styles["switch"]}
          checked={props.isOn}
          disabled={props.isDisabled ?? false}
          aria-describedby={props.description ? `${id}-description` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      </span>
    </div>
  );
}
