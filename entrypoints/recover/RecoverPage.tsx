/** Which face is shown: the steps, or what is left to do for a vault without a recovery code. */

import { useEffect } from "preact/hooks";
import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageShell } from "../../components/PageShell.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { useUnlockMethods } from "../../lib/client/use-unlock-methods.ts";
import { t } from "../../lib/platform/i18n.ts";
import { NoCode } from "./NoCode.tsx";
import { RecoverSteps } from "./RecoverSteps.tsx";

export function RecoverPage() {
  const { methods, error, reload } = useUnlockMethods();
  useEffect(() => {
    if (error === "no-vault") location.replace("/welcome.html");
  }, [error]);
  const hasCode = methods !== null && methods.recovery !== null;
  return (
    <PageShell
      productName={t("app.name")}
      badge={t("app.unofficial")}
      title={t("recovery.page.title")}
      lead={hasCode ? t("recovery.page.lead") : undefined}
      footer={t("manager.footer")}
    >
      {error !== null && (
        <Notice
          tone="danger"
          title={t("recovery.page.loadFailed")}
          actions={<Button onClick={reload}>{t("manager.retry")}</Button>}
        >
          {errorText(error)}
        </Notice>
      )}
      {methods === null ? (
        error === null && <p role="status">{t("manager.loading")}</p>
      ) : hasCode ? (
        <RecoverSteps />
      ) : (
        <NoCode hasPasskey={methods.passkeys.length > 0} />
      )}
    </PageShell>
  );
}
