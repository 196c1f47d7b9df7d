/** The list before its first account: where accounts come from. */

import { EmptyState } from "../../../components/EmptyState.tsx";
import { KeyIcon } from "../../../components/icons.tsx";
import { t } from "../../../lib/platform/i18n.ts";

export function NoAccounts() {
  return (
    <EmptyState
      icon={<KeyIcon />}
      title={t("manager.accounts.empty")}
      actions={<a href="#add">{t("manager.accounts.emptyAct")}</a>}
    >
      {t("manager.accounts.emptyBody")}
    </EmptyState>
  );
}
