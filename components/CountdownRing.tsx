import styles from "./CountdownRing.module.css";
import { classNames } from "./class-names.ts";

export interface CountdownRingProps {
  /** Whole seconds until the code changes, 0 to `periodSeconds`. */
  readonly secondsLeft: number;
  readonly periodSeconds: number;
  /** The whole statement, for example "残り12秒". */
  readonly label: string;
  /** The last seconds: the ring takes the accent colour and a thicker line. */
  readonly isEnding?: boolean | undefined;
}

const radius = 20;
const circumference = 2 * Math.PI * radius;

/**
 * Seconds left, as a number within a closing ring. Role "timer" is a live region that stays silent (WAI-ARIA 1.2),
 * so a screen reader says the time when asked; "progressbar" would beep each second in NVDA.
 */
export function CountdownRing({ secondsLeft, periodSeconds, label, isEnding = false }: CountdownRingProps) {
  const share = Math.min(1, Math.max(0, secondsLeft / periodSeconds));
  return (
    <div
      role="timer"
      aria-live="off"
      aria-label={label}
      title={label}
      class={classNames(styles["ring"], isEnding && styles["ending"])}
    >
      <svg class={styles["drawing"]} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle class={styles["track"]} cx="24" cy="24" r={radius} />
        <circle
          class={styles["arc"]}
          cx="24"
          cy="24"
          r={radius}
          stroke-dasharray={circumference.toFixed(2)}
          stroke-dashoffset={(circumference * (1 - share)).toFixed(2)}
          transform="rotate(-90 24 24)"
        />
      </svg>
      <span class={styles["number"]} aria-hidden="true">
        {secondsLeft}
      </span>
    </div>
  );
}
