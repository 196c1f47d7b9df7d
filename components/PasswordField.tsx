import type { ComponentChildren, Ref } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import frameStyles from "./FieldFrame.module.css";
import { describedByOf, FieldFrame } from "./FieldFrame.tsx";
import { EyeIcon, EyeOffIcon } from "./icons.tsx";
import styles from "./PasswordField.module.css";

export interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly autoComplete: "current-password" | "new-password" | "off";
  readonly texts: {
    /** Visible words of the toggle, for example "表示" and "隠す". */
    readonly show: string;
    readonly hide: string;
    /** Accessible names of the toggle: the whole action, beginning with the visible word. */
    readonly showLabel: string;
    readonly hideLabel: string;
    readonly capsLock: string;
  };
  readonly name?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onInput?: ((value: string) => void) | undefined;
  /** Every change to another number above 0 shows what is in the field. */
  readonly reveal?: number | undefined;
  /** Called when what is in the field becomes visible or hidden. */
  readonly onShownChange?: ((isShown: boolean) => void) | undefined;
  /** Read the password from here when it is needed, and empty the field afterwards. */
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/**
 * A password with a show/hide button and a Caps Lock hint.
 * The field is uncontrolled, so that the password lives in the input alone and never in component state.
 */
export function PasswordField(props: PasswordFieldProps) {
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const [hasCapsLock, setHasCapsLock] = useState(false);
  const frame = { id, hint: props.hint, error: props.error };
  const { texts, reveal = 0 } = props;
  const show = (isVisible: boolean): void => {
    setIsShown(isVisible);
    props.onShownChange?.(isVisible);
  };
  useEffect(() => {
    if (reveal > 0) show(true);
  }, [reveal]);
  const watchCapsLock = (event: KeyboardEvent) => setHasCapsLock(event.getModifierState("CapsLock"));
  return (
    <FieldFrame {...frame} label={props.label}>
      <div class={frameStyles["box"]}>
        <input
          id={id}
          ref={props.inputRef ?? null}
          class={frameStyles["control"]}
          {...(isShown ? { type: "text" as const } : { type: "password" as const })}
          name={props.name}
          required={props.isRequired ?? false}
          disabled={props.isDisabled ?? false}
          autocomplete={props.autoComplete}
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={describedByOf(frame)}
          onInput={(event) => props.onInput?.(event.currentTarget.value)}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setHasCapsLock(false)}
        />
        <button
          type="button"
          class={styles["toggle"]}
          aria-label={isShown ? texts.hideLabel : texts.showLabel}
          aria-controls={id}
          onClick={() => show(!isShown)}
        >
          {isShown ? <EyeOffIcon /> : <EyeIcon />}
          <span>{isShown ? texts.hide : texts.show}</span>
        </button>
      </div>
      <div role="status" class={styles["capsLock"]}>
        {hasCapsLock && texts.capsLock}
      </div>
    </FieldFrame>
  );
}
