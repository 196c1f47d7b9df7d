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
  return (
    <PageShell
      productName={t("app.name")}
      badge={t("app.unofficial")}
      title={t("recovery.page.title")}
      lead={t("recovery.page.lead")}
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
      ) : methods.recovery === null ? (
        <NoCode hasPasskey={methods.passkeys.length > 0} />
      ) : (
        <RecoverSteps />
      )}
    </PageShell>
  );
}
