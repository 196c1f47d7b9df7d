import styles from "./CodeDigits.module.css";
import { classNames } from "./class-names.ts";

export interface CodeDigitsProps {
  readonly code: string;
  readonly size?: "large" | "small" | undefined;
}

/**
 * A code shown in two halves, "066 474". The gap is drawn, not written: the text stays "066474" for copying, for
 * screen readers and for translation tools, which leave it alone. The first half of an odd code is the shorter one.
 */
export function CodeDigits({ code, size = "large" }: CodeDigitsProps) {
  const middle = Math.floor(code.length / 2);
  return (
    <data value={code} translate={false} class={classNames(styles["digits"], styles[size])}>
      <span>{code.slice(0, middle)}</span>
      <span class={styles["second"]}>{code.slice(middle)}</span>
    </data>
  );
}
