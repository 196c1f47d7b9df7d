/** The popup's first decision: what state is the vault in? */

import { useEffect } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { DisabledPage } from "../../components/DisabledPage.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { IconButton } from "../../components/IconButton.tsx";
import { LockIcon, SettingsIcon } from "../../components/icons.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageShell } from "../../components/PageShell.tsx";
import { PasswordReminder } from "../../components/PasswordReminder.tsx";
import { StorageNotice } from "../../components/StorageNotice.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { checkAction } from "../../lib/client/password-actions.ts";
import { useReminder } from "../../lib/client/use-reminder.ts";
import { useVaultHealth } from "../../lib/client/use-vault-health.ts";
import { t } from "../../lib/platform/i18n.ts";
import { openOwnPage } from "../../lib/platform/tabs.ts";
import { CodesView } from "./CodesView.tsx";
import { PageNotice } from "./PageNotice.tsx";
import type { PopupStore } from "./store.ts";
import { UnlockView } from "./UnlockView.tsx";

const open = (page: "welcome" | "manager", hash?: string): void => {
  void openOwnPage(page, hash).then(() => window.close()); // the popup gives way to the page
};

export function PopupView({ store }: { readonly store: PopupStore }) {
  const status = store.status.value;
  const health = useVaultHealth();
  const { allowCopy, disabled, disabledMessage, supportText } = store.policy.value;
  useNoCopying(!allowCopy);
  if (disabled) return <DisabledPage message={disabledMessage} supportText={supportText} width="popup" />;
  return (
    <PageShell
      productName={t("app.name")}
      badge={t("app.unofficial")}
      width="popup"
      headerActions={
        <>
          {status === "unlocked" && (
            <IconButton label={t("popup.lock")} icon={<LockIcon />} onClick={() => void store.lock()} />
          )}
          {(status === "unlocked" || status === "locked") && (
            <IconButton label={t("popup.manage")} icon={<SettingsIcon />} onClick={() => open("manager")} />
          )}
        </>
      }
    >
      {store.error.value !== null && <Notice tone="danger">{errorText(store.error.value)}</Notice>}
      <StorageNotice
        {...health}
        actions={<Button onClick={() => open("manager", "backup")}>{t("storage.backup")}</Button>}
      />
      <PageNotice store={store} />
      <Body store={store} />
    </PageShell>
  );
}

/** Selecting the digits and pressing Ctrl+C, or dragging them out, is copying as well. */
const useNoCopying = (isForbidden: boolean): void => {
  useEffect(() => {
    if (!isForbidden) return;
    const allowed = new AbortController();
    for (const way of ["copy", "cut", "dragstart"])
      document.addEventListener(way, (event) => event.preventDefault(), { signal: allowed.signal });
    return () => allowed.abort();
  }, [isForbidden]);
};

function Body({ store }: { readonly store: PopupStore }) {
  switch (store.status.value) {
    case "loading":
      return <p role="status">{t("popup.loading")}</p>;
    case "none":
      return (
        <EmptyState
          title={t("popup.none.title")}
          actions={
            <Button variant="primary" isFullWidth={true} onClick={() => open("welcome")}>
              {t("popup.none.start")}
            </Button>
          }
        >
          {t("popup.none.body")}
        </EmptyState>
      );
    case "missing":
      return (
        <EmptyState
          title={t("missing.title")}
          actions={
            <Button variant="primary" isFullWidth={true} onClick={() => open("welcome")}>
              {t("missing.open")}
            </Button>
          }
        >
          {t("missing.what")}
        </EmptyState>
      );
    case "locked":
      return <UnlockView onUnlocked={() => void store.refresh()} />;
    case "unlocked":
      return (
        <>
          <CodesView store={store} onManage={(hash) => open("manager", hash)} />
          <ReminderBanner />
        </>
      );
  }
}

/** Below the codes: they are what the popup was opened for. */
function ReminderBanner() {
  const { state, postpone } = useReminder();
  if (state?.isDue !== true) return null;
  return <PasswordReminder check={checkAction} onLater={() => void postpone()} />;
}
