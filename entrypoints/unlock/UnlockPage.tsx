/** One card: the password, for which page, and the way back there. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageShell } from "../../components/PageShell.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { resumePortalPage } from "../../lib/client/resume.ts";
import { useVaultStatus } from "../../lib/client/use-vault-status.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import { closeOwnTab } from "../../lib/platform/tabs.ts";
import type { PendingIntent } from "../../lib/protocol/requests.ts";
import { Gone, NothingWaiting, UnlockCard } from "./UnlockViews.tsx";

/** "resuming" begins as soon as the vault is open, whoever opened it. */
type Way = "waiting" | "resuming" | "page-gone" | "nothing";

export function UnlockPage() {
  const { view, reload } = useVaultStatus();
  const [pending, setPending] = useState<PendingIntent | null | undefined>(undefined);
  const [way, setWay] = useState<Way>("waiting");
  const hasResumed = useRef(false);

  useEffect(() => {
    void askBackground("intent.pending", null).then((answer) => setPending(answer.ok ? answer.value : null)); // a failure shows no host
  }, []);

  const resume = async (): Promise<void> => {
    if (hasResumed.current) return; // the form and the watcher both report the same unlock
    hasResumed.current = true;
    setWay("resuming");
    const outcome = await resumePortalPage();
    if (outcome !== "resumed") setWay(outcome);
  };

  useEffect(() => {
    if (view.status === "unlocked") void resume(); // its outcome is shown
    if (view.status === "none" || view.status === "missing") location.replace("/welcome.html");
  });

  return (
    <PageShell productName={t("app.name")} badge={t("app.unofficial")} footer={t("manager.footer")}>
      <Content
        isLoading={
          view.status === "loading" ||
          view.status === "none" ||
          view.status === "missing" ||
          pending === undefined
        }
        way={way}
        pending={pending ?? null}
        onUnlocked={() => void resume()}
        onCancel={() => void cancel()}
        {...(view.status === "failed" ? { failure: errorText(view.code), onRetry: reload } : {})}
      />
    </PageShell>
  );
}

/** The waiting page stays as it is; only our memory of it goes. */
const cancel = async (): Promise<void> => {
  await askBackground("intent.drop", null);
  await closeOwnTab();
};

interface ContentProps {
  readonly isLoading: boolean;
  readonly way: Way;
  readonly pending: PendingIntent | null;
  readonly onUnlocked: () => void;
  readonly onCancel: () => void;
  readonly failure?: string;
  readonly onRetry?: () => void;
}

function Content(props: ContentProps) {
  if (props.way === "page-gone") return <Gone />;
  if (props.way === "nothing") return <NothingWaiting />;
  if (props.way === "resuming") return <p role="status">{t("unlock.resuming")}</p>;
  if (props.failure !== undefined) {
    return (
      <Notice
        tone="danger"
        title={t("unlock.failedTitle")}
        actions={<Button onClick={() => props.onRetry?.()}>{t("manager.retry")}</Button>}
      >
        {props.failure}
      </Notice>
    );
  }
  if (props.isLoading) return <p role="status">{t("unlock.loading")}</p>;
  return <UnlockCard pending={props.pending} onUnlocked={props.onUnlocked} onCancel={props.onCancel} />;
}
