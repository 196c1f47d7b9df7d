import { useRef } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Button } from "./Button.tsx";
import { PasskeyIcon } from "./icons.tsx";
import { Notice } from "./Notice.tsx";
import styles from "./PasswordForm.module.css";
import { ProgressBar } from "./ProgressBar.tsx";
import {
  type PasswordResult,
  type PasswordWork,
  type PasswordWorkOptions,
  usePasswordWork,
} from "./password-work.ts";
import { WaitNotice } from "./WaitNotice.tsx";

export interface PasskeyChoice {
  readonly slotId: string;
  readonly name: string;
}

export type OnPasskey = (slotId: string, options: PasswordWorkOptions) => Promise<PasswordResult>;

export interface PasskeyButtonsProps {
  readonly passkeys: readonly PasskeyChoice[] | undefined;
  readonly onPasskey: OnPasskey | undefined;
  readonly onDone: () => void;
  /** In place of "instead of the master password", where there is none. */
  readonly lead?: string | undefined;
}

/** One button per passkey, beside the password. Nothing where there are none. */
export function PasskeyButtons({ passkeys = [], onPasskey, onDone, lead }: PasskeyButtonsProps) {
  const groupRef = useRef<HTMLElement>(null);
  const { work, run, cancel, clear } = usePasswordWork();
  if (onPasskey === undefined || passkeys.length === 0) return null;

  const use = async (slotId: string): Promise<void> => {
    const button = document.activeElement;
    const result = await run((options) => onPasskey(slotId, options));
    if (result.status === "done") onDone();
    // The cancel button has gone; the one that was pressed is where to go on from.
    else if (button instanceof HTMLElement && groupRef.current?.contains(button)) button.focus();
  };
  return (
    <section ref={groupRef} class={styles["passkeys"]} aria-label={t("passkey.group")}>
      <p class={styles["or"]}>{lead ?? t("passkey.or")}</p>
      <div class={styles["actions"]}>
        {passkeys.map(({ slotId, name }) => (
          <Button
            key={slotId}
            icon={<PasskeyIcon />}
            isBusy={work.status === "working"}
            isDisabled={work.status === "must-wait"}
            onClick={() => void use(slotId)} // every outcome is shown
          >
            {passkeys.length === 1 ? t("passkey.use") : t("passkey.useNamed", { name })}
          </Button>
        ))}
      </div>
      <PasskeyStatus work={work} onCancel={cancel} onWaited={clear} />
    </section>
  );
}

interface PasskeyStatusProps {
  readonly work: PasswordWork;
  readonly onCancel: () => void;
  readonly onWaited: () => void;
}

function PasskeyStatus({ work, onCancel, onWaited }: PasskeyStatusProps) {
  switch (work.status) {
    case "working":
      return (
        <ProgressBar
          label={t("passkey.working")}
          progress={null}
          cancel={{ label: t("password.cancel"), onCancel }}
        />
      );
    case "must-wait":
      return <WaitNotice waitMs={work.waitMs} onOver={onWaited} />;
    case "failed":
      return <Notice tone="danger">{work.text}</Notice>;
    case "wrong-password":
      return <Notice tone="danger">{t("passkey.wrong")}</Notice>;
    case "cancelled":
      return <Notice tone="info">{t("password.cancelled")}</Notice>;
    default:
      return null;
  }
}
