import type { Ref } from "preact";
import { useId, useState } from "preact/hooks";
import {
  CHECK_SYMBOLS,
  parseRecoveryCode,
  type RecoveryCodeReading,
} from "../lib/core/vault/recovery-code.ts";
import { t } from "../lib/platform/i18n.ts";
import frameStyles from "./FieldFrame.module.css";
import { describedByOf, FieldFrame } from "./FieldFrame.tsx";
import styles from "./RecoveryCodeField.module.css";

export interface RecoveryCodeFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly error?: string | undefined;
  /** Read the code from here when it is needed, and empty the field afterwards. */
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onInput?: (() => void) | undefined;
}

/**
 * Takes a recovery code as it stands on paper and helps while it is typed: how much is missing, which symbol cannot be.
 * The field is uncontrolled, so that the code lives in the input alone.
 */
export function RecoveryCodeField({ label, hint, error, inputRef, onInput }: RecoveryCodeFieldProps) {
  const id = useId();
  const [help, setHelp] = useState<RecoveryCodeHelp>({ text: "", tone: "careful" });
  const frame = { id, hint, error };
  return (
    <FieldFrame {...frame} label={label}>
      <div class={frameStyles["box"]}>
        <input
          id={id}
          ref={inputRef}
          class={`${frameStyles["control"]} ${styles["input"]}`}
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedByOf(frame)}
          onInput={(event) => {
            setHelp(helpFor(event.currentTarget.value));
            onInput?.();
          }}
        />
      </div>
      {error === undefined && (
        <p role="status" class={`${styles["help"]} ${styles[help.tone]}`}>
          {help.text}
        </p>
      )}
    </FieldFrame>
  );
}

interface RecoveryCodeHelp {
  readonly text: string;
  readonly tone: "good" | "careful";
}

const helpFor = (typed: string): RecoveryCodeHelp => {
  if (typed.trim() === "") return { text: "", tone: "careful" };
  const reading = parseRecoveryCode(typed);
  return reading.status === "ok"
    ? { text: t("recovery.field.complete"), tone: "good" }
    : { text: recoveryCodeTrouble(reading), tone: "careful" };
};

/** What is wrong with a typed code, and where, in the numbers of the groups on the paper. */
export const recoveryCodeTrouble = (reading: Exclude<RecoveryCodeReading, { status: "ok" }>): string => {
  switch (reading.status) {
    case "too-short":
      return reading.missing === 1
        ? t("recovery.field.lastMissing", { symbols: CHECK_SYMBOLS })
        : t("recovery.field.tooShort", { missing: String(reading.missing) });
    case "too-long":
      return t("recovery.field.tooLong", { extra: String(reading.extra) });
    case "bad-character":
      return t("recovery.field.badCharacter", {
        group: String(Math.ceil(reading.position / 4)),
        place: String(((reading.position - 1) % 4) + 1),
      });
    case "check-mismatch":
      return t("recovery.field.mismatch");
    default:
      return reading satisfies never;
  }
};
