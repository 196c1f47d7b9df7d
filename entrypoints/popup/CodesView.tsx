/** Codes of the unlocked vault: search when there are many, copy, fill, edit, delete with undo, ways to add. */

import { useState } from "preact/hooks";
import { BackupReminder } from "../../components/BackupReminder.tsx";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { ImageIcon, PlusIcon, ScanIcon } from "../../components/icons.tsx";
import { ManagedNote } from "../../components/ManagedNote.tsx";
import { Notice } from "../../components/Notice.tsx";
import { SearchField } from "../../components/SearchField.tsx";
import { Toast } from "../../components/Toast.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { AccountCard } from "./AccountCard.tsx";
import styles from "./CodesView.module.css";
import { RecoveryHint } from "./RecoveryHint.tsx";
import { regionRefusalText } from "./region-refusal.ts";
import type { PopupStore } from "./store.ts";

export interface CodesViewProps {
  readonly store: PopupStore;
  /** Opens the manager at a view. */
  readonly onManage: (hash: string) => void;
}

/** As long as a popup is ever open: an accidental deletion stays undoable where it happened. */
const undoShownMs = 10 * 60_000;

/** From this many accounts on, a search field helps more than it takes room. */
const searchFrom = 6;

export function CodesView({ store, onManage }: CodesViewProps) {
  const all = store.accounts.value.filter(({ deletedAtMs }) => deletedAtMs === null);
  const shown = store.shown.value;
  const deleted = store.deleted.value;
  return (
    <>
      <ByHandNote store={store} />
      {store.hasCopyFailed.value && <Notice tone="warning">{t("popup.copyFailed")}</Notice>}
      {all.length >= searchFrom && (
        <SearchField
          label={t("popup.search")}
          value={store.query.value}
          onInput={(value) => {
            store.query.value = value;
          }}
          clearLabel={t("popup.searchClear")}
          resultText={
            store.query.value === "" ? undefined : t("popup.found", { count: String(shown.length) })
          }
        />
      )}
      {all.length < store.accounts.value.length && deleted === null && (
        <Notice
          tone="info"
          announce="none"
          actions={<Button onClick={() => onManage("accounts")}>{t("popup.bin.open")}</Button>}
        >
          {t("popup.bin.body")}
        </Notice>
      )}
      <BackupReminder
        reminder={store.reminder.value}
        onBackUp={() => onManage("backup")}
        onLater={() => void store.snoozeBackup()}
      />
      {all.length === 0 ? (
        <EmptyState title={t("popup.empty.title")}>{t("popup.empty.body")}</EmptyState>
      ) : (
        <ul class={styles["list"]}>
          {shown.map((account) => (
            <li key={account.id}>
              <AccountCard store={store} account={account} onManage={onManage} />
            </li>
          ))}
        </ul>
      )}
      <AddBar store={store} onManage={onManage} isOpenFirst={all.length === 0} />
      {all.length > 0 && <RecoveryHint onManage={onManage} />}
      <Toast
        message={
          deleted === null
            ? null
            : {
                id: deleted.id,
                text: t("popup.deleted", {
                  name: deleted.issuer || deleted.accountName || t("account.noName"),
                }),
                undo: { label: t("popup.undo"), onUndo: () => void store.undoRemove() },
              }
        }
        durationMs={undoShownMs}
        dismissLabel={t("popup.dismiss")}
        onDismiss={() => store.forgetRemoved()}
      />
    </>
  );
}

function ByHandNote({ store }: Pick<CodesViewProps, "store">) {
  const { allowAutofill, allowCopy, supportText } = store.policy.value;
  if (allowAutofill && allowCopy) return null;
  const text = allowCopy ? t("policy.noFill") : allowAutofill ? t("policy.noCopy") : t("policy.noFillNoCopy");
  return <ManagedNote supportText={supportText}>{text}</ManagedNote>;
}

function AddBar({ store, onManage, isOpenFirst }: CodesViewProps & { readonly isOpenFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  const refusal = store.regionRefusal.value;
  return (
    <section class={styles["add"]} aria-label={t("popup.add.title")}>
      {refusal !== null && (
        <Notice tone="warning" title={t("popup.region.title")}>
          {regionRefusalText(refusal)}
        </Notice>
      )}
      {isOpen ? (
        <>
          <Button icon={<ScanIcon />} isFullWidth={true} onClick={() => void store.startRegion()}>
            {t("popup.add.region")}
          </Button>
          <Button icon={<ImageIcon />} isFullWidth={true} onClick={() => onManage("add")}>
            {t("popup.add.other")}
          </Button>
        </>
      ) : (
        <Button variant="quiet" icon={<PlusIcon />} isFullWidth={true} onClick={() => setIsOpen(true)}>
          {t("popup.add.title")}
        </Button>
      )}
    </section>
  );
}
