/** The ways into the vault: which there are, and changing them. */

import { useRef, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { PasskeyIcon, UnlockIcon } from "../../../components/icons.tsx";
import { ManagedNote } from "../../../components/ManagedNote.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import { useSlots } from "../../../lib/client/use-slots.ts";
import type { Policy } from "../../../lib/core/policy/policy.ts";
import { SLOT_LIMITS } from "../../../lib/core/vault/envelope.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { hasWebAuthn } from "../../../lib/platform/webauthn.ts";
import { AddPasskey } from "./AddPasskey.tsx";
import { RemovePasskey } from "./RemovePasskey.tsx";
import { RenamePasskey } from "./RenamePasskey.tsx";
import { isPasskey, type Passkey, SlotList } from "./SlotList.tsx";
import styles from "./security.module.css";

/** Which dialog is open. */
type Asked =
  | { readonly kind: "add" }
  | { readonly kind: "rename" | "remove"; readonly passkey: Passkey }
  | null;

export interface KeySlotsCardProps {
  /** Null until read. */
  readonly policy: Policy | null;
}

export function KeySlotsCard({ policy }: KeySlotsCardProps) {
  const { slots, error, reload } = useSlots();
  const [asked, setAsked] = useState<Asked>(null);
  const [news, setNews] = useState<string | null>(null);
  const doneRef = useRef<HTMLDivElement>(null);
  const ask = (next: Asked): void => {
    setNews(null);
    setAsked(next);
  };
  /** `text`: null where the list itself shows it. The button that was pressed may have gone with its passkey. */
  const done = (text: string | null): void => {
    setAsked(null);
    setNews(text);
    reload();
    requestAnimationFrame(() => doneRef.current?.focus());
  };
  const close = (): void => setAsked(null);
  const passkeys = slots?.filter(isPasskey) ?? [];
  return (
    <Card title={t("ways.title")} icon={<UnlockIcon />}>
      <p>{t("ways.lead")}</p>
      {error !== null && (
        <Notice tone="danger" actions={<Button onClick={reload}>{t("manager.retry")}</Button>}>
          {errorText(error)}
        </Notice>
      )}
      {slots === null && error === null && <p role="status">{t("manager.loading")}</p>}
      <div ref={doneRef} tabIndex={-1} class={styles["area"]}>
        {slots !== null && (
          <SlotList
            slots={slots}
            onRename={(passkey) => ask({ kind: "rename", passkey })}
            onRemove={(passkey) => ask({ kind: "remove", passkey })}
          />
        )}
      </div>
      {news !== null && <Notice tone="success">{news}</Notice>}
      <p>{t("ways.weakest")}</p>
      {slots !== null && policy !== null && (
        <AddButton policy={policy} count={passkeys.length} onAdd={() => ask({ kind: "add" })} />
      )}
      <AddPasskey
        isOpen={asked?.kind === "add"}
        onDone={(name) => done(t("ways.add.done", { name }))}
        onClose={close}
      />
      <RenamePasskey
        passkey={asked?.kind === "rename" ? asked.passkey : null}
        onDone={() => done(null)}
        onClose={close}
      />
      <RemovePasskey
        passkey={asked?.kind === "remove" ? asked.passkey : null}
        onDone={(name) => done(t("ways.removing.done", { name }))}
        onClose={close}
      />
    </Card>
  );
}

interface AddButtonProps {
  readonly policy: Policy;
  readonly count: number;
  readonly onAdd: () => void;
}

function AddButton({ policy, count, onAdd }: AddButtonProps) {
  if (policy.disablePasskeySlot) {
    return <ManagedNote supportText={policy.supportText}>{t("ways.byPolicy")}</ManagedNote>;
  }
  if (!hasWebAuthn()) return <p>{t("ways.noWebAuthn")}</p>;
  if (count >= SLOT_LIMITS.passkey) return <p>{t("ways.full")}</p>;
  return (
    <>
      <p>{t("ways.add.what")}</p>
      <div>
        <Button icon={<PasskeyIcon />} onClick={onAdd}>
          {t("ways.add.act")}
        </Button>
      </div>
    </>
  );
}
