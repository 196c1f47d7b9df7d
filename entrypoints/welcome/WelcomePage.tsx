/** Which of the page's faces is shown: the steps, "already set up", or what to do when the waiting page is gone. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageShell } from "../../components/PageShell.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { resumePortalPage } from "../../lib/client/resume.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import type { ErrorCode } from "../../lib/protocol/answer.ts";
import type { PendingIntent } from "../../lib/protocol/requests.ts";
import { AlreadySetUp } from "./AlreadySetUp.tsx";
import { Missing } from "./Missing.tsx";
import { PageGone } from "./PageGone.tsx";
import { Restored, RestoreStart } from "./RestoreStart.tsx";
import { WelcomeSteps } from "./WelcomeSteps.tsx";

type Face =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly code: ErrorCode }
  | { readonly kind: "exists"; readonly status: "locked" | "unlocked" }
  | { readonly kind: "missing" }
  | { readonly kind: "steps"; readonly index: 0 | 1 | 2 | 3 }
  | { readonly kind: "restore" }
  | { readonly kind: "restored" }
  | { readonly kind: "gone" };

export function WelcomePage() {
  const [face, setFace] = useState<Face>({ kind: "loading" });
  const [pending, setPending] = useState<PendingIntent | null>(null);

  const load = async (): Promise<void> => {
    setFace({ kind: "loading" });
    const [status, waiting] = await Promise.all([
      askBackground("vault.status", null),
      askBackground("intent.pending", null),
    ]);
    setPending(waiting.ok ? waiting.value : null);
    if (!status.ok) setFace({ kind: "failed", code: status.code });
    else if (status.value === "none") setFace({ kind: "steps", index: 0 });
    else if (status.value === "missing") setFace({ kind: "missing" });
    else setFace({ kind: "exists", status: status.value });
  };
  useEffect(() => void load(), []); // failures become a face of their own

  /** After the vault is open: back to the waiting page, or on with `otherwise`. */
  const goOn = async (otherwise: Face): Promise<void> => {
    const outcome = await resumePortalPage();
    setPending(null);
    setFace(outcome === "page-gone" ? { kind: "gone" } : otherwise);
  };

  return (
    <Frame isMissing={face.kind === "missing"}>
      {pending !== null && (
        <Notice tone="info" title={t("welcome.pending", { host: pending.host })}>
          {t("welcome.pendingBody")}
        </Notice>
      )}
      <FaceView
        face={face}
        onNext={() => setFace({ kind: "steps", index: 1 })}
        onRestore={() => setFace({ kind: "restore" })}
        onBack={() => setFace({ kind: "steps", index: 0 })}
        onAdopted={() => void goOn({ kind: "restored" })}
        onCreated={() => void goOn({ kind: "steps", index: 2 })}
        onCodeDone={() => setFace({ kind: "steps", index: 3 })}
        onUnlocked={() => void goOn({ kind: "exists", status: "unlocked" })}
        onRetry={() => void load()}
      />
    </Frame>
  );
}

interface FrameProps {
  /** A page for members whose data is gone is no preparation. */
  readonly isMissing: boolean;
  readonly children: ComponentChildren;
}

function Frame({ isMissing, children }: FrameProps) {
  return (
    <PageShell
      productName={t("app.name")}
      badge={t("app.unofficial")}
      title={isMissing ? t("missing.title") : t("welcome.title")}
      lead={isMissing ? t("missing.what") : t("welcome.lead")}
      footer={t("manager.footer")}
    >
      {children}
    </PageShell>
  );
}

interface FaceViewProps {
  readonly face: Face;
  readonly onNext: () => void;
  readonly onRestore: () => void;
  readonly onBack: () => void;
  readonly onAdopted: () => void;
  readonly onCreated: () => void;
  readonly onCodeDone: () => void;
  readonly onUnlocked: () => void;
  readonly onRetry: () => void;
}

function FaceView(props: FaceViewProps) {
  const { face, onUnlocked, onRetry } = props;
  switch (face.kind) {
    case "loading":
      return <p role="status">{t("welcome.loading")}</p>;
    case "failed":
      return (
        <Notice
          tone="danger"
          title={t("welcome.loadFailed")}
          actions={<Button onClick={onRetry}>{t("welcome.retry")}</Button>}
        >
          {errorText(face.code)}
        </Notice>
      );
    case "exists":
      return <AlreadySetUp status={face.status} onUnlocked={onUnlocked} />;
    case "steps":
      return (
        <WelcomeSteps
          index={face.index}
          onNext={props.onNext}
          onRestore={props.onRestore}
          onCreated={props.onCreated}
          onCodeDone={props.onCodeDone}
        />
      );
    case "restore":
      return (
        <RestoreStart title={t("welcome.restore.title")} onBack={props.onBack} onAdopted={props.onAdopted} />
      );
    case "restored":
      return <Restored />;
    case "missing":
      return <Missing onRetry={onRetry} onAdopted={props.onAdopted} />;
    case "gone":
      return <PageGone />;
    default:
      return face satisfies never;
  }
}
