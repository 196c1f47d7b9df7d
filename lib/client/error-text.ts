/** The sentence for each error code: what happened, that nothing was lost, what to do next. */

import { t } from "../platform/i18n.ts";
import type { ErrorCode } from "../protocol/answer.ts";

const texts: Readonly<Record<ErrorCode, () => string>> = {
  "bad-request": () => t("errors.unexpected"),
  forbidden: () => t("errors.unexpected"),
  locked: () => t("errors.locked"),
  "no-vault": () => t("errors.noVault"),
  "no-password": () => t("errors.noPassword"),
  "vault-exists": () => t("errors.vaultExists"),
  "vault-damaged": () => t("errors.vaultDamaged"),
  "vault-newer": () => t("errors.vaultNewer"),
  "storage-failed": () => t("errors.storageFailed"),
  "backup-damaged": () => t("backup.refused.damaged"),
  "backup-newer": () => t("backup.refused.newer"),
  "changed-elsewhere": () => t("errors.changedElsewhere"),
  "account-missing": () => t("errors.accountMissing"),
  "too-many-accounts": () => t("errors.tooManyAccounts"),
  "invalid-uri": () => t("errors.invalidUri"),
  "invalid-name": () => t("errors.invalidName"),
  "page-gone": () => t("errors.pageGone"),
  unexpected: () => t("errors.unexpected"),
};

export const errorText = (code: ErrorCode): string => texts[code]();
