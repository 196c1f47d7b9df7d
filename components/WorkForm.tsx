import type { ComponentChildren } from "preact";
import styles from "./PasswordForm.module.css";
import { PasswordWorkStatus, type PasswordWorkStatusProps } from "./PasswordWorkStatus.tsx";

export interface WorkFormProps {
  /** Shows every outcome in the form itself; never rejects. */
  readonly submit: () => Promise<void> | void;
  /** The state of work that takes its time; shown between fields and buttons. */
  readonly status?: PasswordWorkStatusProps | undefined;
  readonly actions: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A form that is submitted by its button or Enter, checked by us and never by the browser. */
export function WorkForm({ submit, status, actions, children }: WorkFormProps) {
  return (
    <form
      class={styles["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      {status !== undefined && <PasswordWorkStatus {...status} />}
      <div class={styles["actions"]}>{actions}</div>
    </form>
  );
}
