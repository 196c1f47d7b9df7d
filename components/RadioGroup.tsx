import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import styles from "./RadioGroup.module.css";

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description?: ComponentChildren;
  readonly isDisabled?: boolean | undefined;
}

export interface RadioGroupProps<Value extends string> {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly options: readonly RadioOption<Value>[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

/** One of a few. Native radio buttons, so arrows and Space behave as everywhere. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const id = useId();
  return (
    <fieldset class={styles["group"]} aria-describedby={props.hint ? `${id}-hint` : undefined}>
      <legend class={styles["legend"]}>{props.label}</legend>
      {props.hint && (
        <div id={`${id}-hint`} class={styles["hint"]}>
          {props.hint}
        </div>
      )}
      {props.options.map((option) => {
        const optionId = `${id}-${option.value}`;
        return (
          <div key={option.value} class={styles["option"]}>
            <input
              type="radio"
              class={styles["radio"]}
              id={optionId}
              name={id}
              value={option.value}
              checked={props.value === option.value}
              disabled={option.isDisabled ?? false}
              aria-describedby={option.description ? `${optionId}-description` : undefined}
              onChange={() => props.onChange(option.value)}
            />
            <div class={styles["texts"]}>
              <label class={styles["label"]} for={optionId}>
                {option.label}
              </label>
              {option.description && (
                <div id={`${optionId}-description`} class={styles["description"]}>
                  {option.description}
                </div>
              )}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
