import { useId } from "preact/hooks";
import styles from "./AccountPreview.module.css";
import { WarningIcon } from "./icons.tsx";

export interface PreviewRow {
  readonly id: string;
  /** For example "発行元". */
  readonly term: string;
  /** Foreign text is welcome: it is shown as text, isolated in its direction. */
  readonly value: string;
  /** What the user should know before accepting this value. */
  readonly warning?: string | undefined;
}

export interface AccountPreviewProps {
  readonly label: string;
  /** Issuer, account, device, host, and digits/period/algorithm, in the page's words. */
  readonly rows: readonly PreviewRow[];
}

/** What is about to be registered, for the user to check: terms beside values, warnings under the value they concern. */
export function AccountPreview({ label, rows }: AccountPreviewProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} class={styles["preview"]}>
      <h3 id={id} class={styles["label"]}>
        {label}
      </h3>
      <dl class={styles["list"]}>
        {rows.map((row) => (
          <div key={row.id} class={styles["row"]}>
            <dt class={styles["term"]}>{row.term}</dt>
            <dd>
              <bdi dir="auto">{row.value}</bdi>
              {row.warning && (
                <p class={styles["warning"]}>
                  <WarningIcon />
                  <span>{row.warning}</span>
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
