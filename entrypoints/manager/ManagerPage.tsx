/** The frame of the manager: navigation, the chosen part, and the password in its place while locked. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Card } from "../../components/Card.tsx";
import { LockIcon } from "../../components/icons.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageShell } from "../../components/PageShell.tsx";
import { PasswordReminder } from "../../components/PasswordReminder.tsx";
import { StorageNotice } from "../../components/StorageNotice.tsx";
import { UnlockForm } from "../../components/UnlockForm.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { checkAction, unlockAction } from "../../lib/client/password-actions.ts";
import { usePasskeys } from "../../lib/client/use-passkeys.ts";
import { useReminder } from "../../lib/client/use-reminder.ts";
import { useUnlockMethods } from "../../lib/client/use-unlock-methods.ts";
import { useVaultHealth } from "../../lib/client/use-vault-health.ts";
import { useVaultStatus, type VaultView } from "../../lib/client/use-vault-status.ts";
import { t } from "../../lib/platform/i18n.ts";
import { AccountsView } from "./accounts/AccountsView.tsx";
import { AddView } from "./add/AddView.tsx";
import { BackupView } from "./backup/BackupView.tsx";
import { HelpView } from "./HelpView.tsx";
import styles from "./manager.module.css";
import { Navigation, partName } from "./Navigation.tsx";
import type { Route } from "./route.ts";
import { SecurityView } from "./SecurityView.tsx";
import { SettingsView } from "./SettingsView.tsx";
import { MissingPassword } from "./security/MissingPassword.tsx";
import { RecoveryReminder } from "./security/RecoveryReminder.tsx";
import { useRoute } from "./use-route.ts";

export function ManagerPage() {
  const route = useRoute();
  const { view, reload } = useVaultStatus();
  const health = useVaultHealth();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const shownPart = useRef(route.part);

  useEffect(() => {
    document.title = `${partName[route.part]()} – ${t("manager.title")}`;
    if (shownPart.current === route.part) return;
    // A change of part is a change of page for those who do not see it.
    shownPart.current = route.part;
    headingRef.current?.focus();
    scrollTo(0, 0);
  }, [route.part]);

  return (
    <PageShell
      productName={t("app.name")}
      badge={t("app.unofficial")}
      width="wide"
      navigation={<Navigation current={route.part} />}
      footer={t("manager.footer")}
    >
      <h1 ref={headingRef} tabIndex={-1}>
        {partName[route.part]()}
      </h1>
      <StorageNotice
        {...health}
        actions={<Button onClick={() => location.assign("#backup")}>{t("storage.backup")}</Button>}
      />
      <Gate view={view} route={route} onReload={reload} canChange={!health.isDegraded} />
    </PageShell>
  );
}

interface GateProps {
  readonly view: VaultView;
  readonly route: Route;
  readonly onReload: () => void;
  /** False while storage fails: then nothing is proposed that could not be saved. */
  readonly canChange: boolean;
}

/** Help is open to everyone; the rest needs the open vault. */
function Gate({ view, route, onReload, canChange }: GateProps) {
  const { methods, reload } = useUnlockMethods();
  const [isPasswordSet, setIsPasswordSet] = useState(false);
  // Read again after every save and unlock: the password may have been set in another window.
  useEffect(reload, [reload, view]);
  useEffect(() => setIsPasswordSet(false), [route.part]);
  const hasOpened = useRef(false);
  if (view.status === "unlocked") hasOpened.current = true;
  if (view.status === "none" || route.part !== "add") hasOpened.current = view.status === "unlocked";
  if (route.part === "help") return <HelpView />;
  const isOpen = view.status === "unlocked";
  // A back-up is the safest thing to make before the password is set anew, and may be all that can be done.
  if (isOpen && methods !== null && methods.password === null && route.part !== "backup")
    return <MissingPassword methods={methods} onDone={() => setIsPasswordSet(true)} />;
  return (
    <>
      {isOpen && isPasswordSet && <Notice tone="success">{t("recovery.missing.done")}</Notice>}
      {!isOpen && <Closed view={view} onReload={onReload} />}
      {/* A key read from a picture is not thrown away when the vault locks meanwhile: it stays behind the password. */}
      {(isOpen || hasOpened.current) && (
        <div hidden={!isOpen}>
          {isOpen && <ReminderBanner />}
          <PartView
            route={route}
            isOpen={isOpen}
            generation={isOpen ? view.generation : null}
            canChange={canChange}
          />
        </div>
      )}
    </>
  );
}

function Closed({ view, onReload }: Pick<GateProps, "view" | "onReload">) {
  if (view.status === "failed") {
    return (
      <Notice
        tone="danger"
        title={t("manager.failedTitle")}
        actions={<Button onClick={onReload}>{t("manager.retry")}</Button>}
      >
        {errorText(view.code)}
      </Notice>
    );
  }
  if (view.status === "missing") {
    return (
      <Notice
        tone="danger"
        title={t("missing.title")}
        actions={
          <Button variant="primary" onClick={() => location.assign("/welcome.html")}>
            {t("missing.open")}
          </Button>
        }
      >
        {t("missing.what")}
      </Notice>
    );
  }
  if (view.status === "none") {
    return (
      <Notice
        tone="info"
        title={t("manager.none.title")}
        actions={
          <Button variant="primary" onClick={() => location.assign("/welcome.html")}>
            {t("manager.none.act")}
          </Button>
        }
      >
        {t("manager.none.body")}
      </Notice>
    );
  }
  if (view.status !== "locked") return <p role="status">{t("manager.loading")}</p>;
  return <Locked onUnlocked={onReload} />;
}

function Locked({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const passkeys = usePasskeys();
  return (
    <Card title={t("manager.locked.title")} icon={<LockIcon />}>
      {passkeys.missingPassword === undefined && <p>{t("manager.locked.body")}</p>}
      <UnlockForm {...passkeys} unlock={unlockAction} onUnlocked={onUnlocked} />
    </Card>
  );
}

/** For members who open with a passkey: asks now and then whether the password is still known. */
function ReminderBanner() {
  const { state, postpone } = useReminder();
  if (state?.isDue !== true) return null;
  return (
    <div class={styles["banner"]}>
      <PasswordReminder check={checkAction} onLater={() => void postpone()} />
    </div>
  );
}

interface PartViewProps {
  readonly route: Route;
  readonly isOpen: boolean;
  readonly generation: number | null;
  readonly canChange: boolean;
}

function PartView({ route, isOpen, generation, canChange }: PartViewProps) {
  switch (route.part) {
    case "accounts":
      return (
        <>
          {canChange && <RecoveryReminder />}
          <AccountsView generation={generation} shownId={route.argument} />
        </>
      );
    case "add":
      return <AddView captureId={route.argument} isOpen={isOpen} />;
    case "backup":
      return <BackupView generation={generation} />;
    case "security":
      return <SecurityView />;
    case "settings":
      return <SettingsView />;
    case "help":
      return <HelpView />;
    default:
      return route.part satisfies never;
  }
}
