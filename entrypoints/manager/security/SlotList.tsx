/** The ways into the vault as a list; passkeys can be renamed and removed. */

import { useId } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { EditIcon, TrashIcon } from "../../../components/icons.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import type { SlotSummary } from "../../../lib/protocol/slot-requests.ts";
import { dateText } from "../accounts/account-texts.ts";
import styles from "./security.module.css";

/** A slot that has a name. */
export interface Passkey extends SlotSummary {
  readonly type: "passkey";
  readonly name: string;
}

export const isPasskey = (slot: SlotSummary): slot is Passkey =>
  slot.type === "passkey" && slot.name !== null;

export interface SlotListProps {
  readonly slots: readonly SlotSummary[];
  readonly onRename: (passkey: Passkey) => void;
  readonly onRemove: (passkey: Passkey) => void;
}

export function SlotList({ slots, onRename, onRemove }: SlotListProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list without bullets is no list to Safari's reader
    <ul class={styles["list"]} role="list" aria-label={t("ways.list")}>
      {slots.map((slot) => (
        <Slot key={slot.slotId} slot={slot} onRename={onRename} onRemove={onRemove} />
      ))}
    </ul>
  );
}

const titleOf = (slot: SlotSummary): string => {
  switch (slot.type) {
    case "password":
      return t("ways.password");
    case "passkey":
      return t("ways.passkey", { name: slot.name ?? "" });
    case "recovery":
      return t("ways.recovery");
    default:
      return slot.type satisfies never;
  }
};

function Slot({ slot, onRename, onRemove }: Omit<SlotListProps, "slots"> & { readonly slot: SlotSummary }) {
  const titleId = useId();
  return (
    <li class={styles["item"]}>
      <div class={styles["texts"]}>
        <p id={titleId} class={styles["name"]}>
          <bdi dir="auto">{titleOf(slot)}</bdi>
        </p>
        <p class={styles["detail"]}>
          {slot.createdAtMs === null
            ? t("ways.passwordBody")
            : t("ways.created", { date: dateText(slot.createdAtMs) })}
        </p>
      </div>
      {isPasskey(slot) && (
        <div class={styles["actions"]}>
          <Button isCompact icon={<EditIcon />} describedBy={titleId} onClick={() => onRename(slot)}>
            {t("ways.rename")}
          </Button>
          <Button
            isCompact
            variant="quiet"
            icon={<TrashIcon />}
            describedBy={titleId}
            onClick={() => onRemove(slot)}
          >
            {t("ways.remove")}
          </Button>
        </div>
      )}
    </li>
  );
}
