/** In the place of everything else for an open vault whose password is gone: first a new password, then the rest. */

import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import { openOwnPage } from "../../../lib/platform/tabs.ts";

export function MissingPassword() {
  return (
    <Notice
      tone="warning"
      title={t("recovery.missing.title")}
      actions={
        <Button variant="primary" onClick={() => void openOwnPage("recover")}>
          {t("password.forgotRecover")}
        </Button>
      }
    >
      {t("recovery.missing.body")}
    </Notice>
  );
}
