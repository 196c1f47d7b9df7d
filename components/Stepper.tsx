import type { ComponentChildren } from "preact";
import { classNames } from "./class-names.ts";
import { CheckIcon } from "./icons.tsx";
import styles from "./Stepper.module.css";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface Step {
  readonly id: string;
  readonly title: string;
  /** Shown for the current step only, unless `isAllOpen`. */
  readonly content?: ComponentChildren;
  /** Passed over: neither done nor to be done. */
  readonly isSkipped?: boolean | undefined;
}

export interface StepperProps {
  readonly label: string;
  readonly steps: readonly Step[];
  /** Index of the step being done; `steps.length` when all are done. */
  readonly currentIndex: number;
  /** Said after the number of a finished step, for example "完了". */
  readonly doneLabel: string;
  /** A manual rather than a wizard: every step shows its content. */
  readonly isAllOpen?: boolean | undefined;
}

/** Numbered steps from top to bottom, in the numbers the societies' manuals use. */
export function Stepper({ label, steps, currentIndex, doneLabel, isAllOpen = false }: StepperProps) {
  return (
    <ol class={styles["list"]} aria-label={label}>
      {steps.map((step, index) => {
        const isSkipped = step.isSkipped === true && index < currentIndex;
        const isDone = index < currentIndex && !isSkipped;
        const isCurrent = index === currentIndex;
        return (
          <li
            key={step.id}
            class={classNames(styles["step"], isDone && styles["done"], isCurrent && styles["current"])}
            aria-current={isCurrent ? "step" : undefined}
          >
            <span class={styles["number"]} aria-hidden="true">
              {isDone ? <CheckIcon /> : isSkipped ? "–" : index + 1}
            </span>
            <div class={styles["body"]}>
              <p class={styles["title"]}>
                {step.title}
                {isDone && <VisuallyHidden> {doneLabel}</VisuallyHidden>}
              </p>
              {(isCurrent || isAllOpen) && step.content && (
                <div class={styles["content"]}>{step.content}</div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
