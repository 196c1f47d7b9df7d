/** The vault is ready, but the page that waited for it is not there any more. */

import { Button } from "../../components/Button.tsx";
import { Notice } from "../../components/Notice.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { closeOwnTab, openOwnPage } from "../../lib/platform/tabs.ts";

export function PageGone() {
  return (
    <Notice
      tone="warning"
      title={t("welcome.gone.title")}
      actions={
        <>
          <Button variant="primary" onClick={() => void closeOwnTab()}>
            {t("welcome.done.close")}
          </Button>
          <Button onClick={() => void openOwnPage("manager")}>{t("welcome.done.manager")}</Button>
        </>
      }
    >
      {t("welcome.gone.body")}
    </Notice>
  );
}
