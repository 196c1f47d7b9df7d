import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { classNames } from "./class-names.ts";
import frameStyles from "./FieldFrame.module.css";
import { describedByOf, FieldFrame } from "./FieldFrame.tsx";

export interface TextFieldProps {
  readonly label: string;
  readonly labelNote?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly prefixIcon?: ComponentChildren;
  readonly isMultiline?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  /** Wider letters and no spelling help, for keys, codes and URIs. */
  readonly isCode?: boolean | undefined;
  readonly name?: string | undefined;
  readonly autoComplete?: string | undefined;
  readonly inputMode?: "text" | "numeric" | "email" | "url" | undefined;
  readonly maxLength?: number | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** In place of `inputRef` when multiline. */
  readonly textAreaRef?: Ref<HTMLTextAreaElement> | undefined;
}

/** One line of text, or several with `isMultiline`. The page holds the value. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const frame = { id, hint: props.hint, error: props.error };
  const shared = {
    id,
    class: classNames(frameStyles["control"], props.isCode && frameStyles["code"]),
    name: props.name,
    value: props.value,
    required: props.isRequired ?? false,
    disabled: props.isDisabled ?? false,
    readOnly: props.isReadOnly ?? false,
    autocomplete: props.autoComplete ?? "off",
    maxLength: props.maxLength,
    // Spelling services may send the text away; what is typed here is names and keys.
    spellcheck: false,
    autocapitalize: props.isCode ? ("none" as const) : undefined,
    "aria-invalid": props.error ? ("true" as const) : undefined,
    "aria-describedby": describedByOf(frame),
    onInput: (event: { currentTarget: { value: string } }) => props.onInput(event.currentTarget.value),
    onBlur: () => props.onBlur?.(),
  };
  return (
    <FieldFrame {...frame} label={props.label} labelNote={props.labelNote}>
      <div class={frameStyles["box"]}>
        {props.prefixIcon && <span class={frameStyles["prefix"]}>{props.prefixIcon}</span>}
        {props.isMultiline ? (
          <textarea {...shared} ref={props.textAreaRef ?? null} rows={4} />
        ) : (
          <input {...shared} ref={props.inputRef ?? null} type="text" inputMode={props.inputMode} />
        )}
      </div>
    </FieldFrame>
  );
}
