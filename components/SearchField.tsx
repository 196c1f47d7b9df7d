import type { Ref } from "preact";
import { useId } from "preact/hooks";
import frameStyles from "./FieldFrame.module.css";
import { IconButton } from "./IconButton.tsx";
import { CloseIcon, SearchIcon } from "./icons.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface SearchFieldProps {
  /** The accessible name, also shown while the field is empty. */
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly clearLabel: string;
  /** For example "3件見つかりました"; announced politely when it changes. */
  readonly resultText?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
}

/** Narrows a list while typing. Escape or the clear button empties it; Escape in an empty field is left to the page. */
export function SearchField(props: SearchFieldProps) {
  const id = useId();
  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || props.value === "" || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    props.onInput("");
  };
  return (
    <search>
      <label for={id}>
        <VisuallyHidden>{props.label}</VisuallyHidden>
      </label>
      <div class={frameStyles["box"]}>
        <span class={frameStyles["prefix"]}>
          <SearchIcon />
        </span>
        <input
          id={id}
          ref={props.inputRef ?? null}
          class={frameStyles["control"]}
          type="search"
          autocomplete="off"
          spellcheck={false}
          placeholder={props.label}
          value={props.value}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={clearOnEscape}
        />
        {props.value !== "" && (
          <IconButton label={props.clearLabel} icon={<CloseIcon />} onClick={() => props.onInput("")} />
        )}
      </div>
      <VisuallyHidden>
        <span role="status">{props.resultText}</span>
      </VisuallyHidden>
    </search>
  );
}
