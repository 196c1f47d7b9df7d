/** The sentence for each error code: what happened, that nothing was lost, what to do next. */

import { t } from "../platform/i18n.ts";
import type { FailureCode } from "./proof.ts";

const texts: Readonly<Record<FailureCode, () => string>> = {
  "bad-request": () => t("errors.unexpected"),
  forbidden: () => t("errors.unexpected"),
  locked: () => t("errors.locked"),
  "no-vault": () => t("errors.noVault"),
  "no-password": () => t("errors.noPassword"),
  "must-wait": () => t("errors.mustWait"),
  "no-recovery": () => t("errors.noRecovery"),
  "vault-exists": () => t("errors.vaultExists"),
  "vault-damaged": () => t("errors.vaultDamaged"),
  "vault-newer": () => t("errors.vaultNewer"),
  "vault-missing": () => t("errors.vaultMissing"),
  "storage-degraded": () => t("errors.storageDegraded"),
  "storage-unreadable": () => t("errors.storageUnreadable"),
  "storage-busy": () => t("errors.storageBusy"),
  "storage-failed": () => t("errors.storageFailed"),
  "backup-damaged": () => t("backup.refused.damaged"),
  "backup-newer": () => t("backup.refused.newer"),
  "changed-elsewhere": () => t("errors.changedElsewhere"),
  "account-missing": () => t("errors.accountMissing"),
  "too-many-accounts": () => t("errors.tooManyAccounts"),
  "invalid-uri": () => t("errors.invalidUri"),
  "invalid-name": () => t("errors.invalidName"),
  "page-gone": () => t("errors.pageGone"),
  "forbidden-by-policy": () => t("errors.forbiddenByPolicy"),
  "disabled-by-policy": () => t("errors.disabledByPolicy"),
  "passkey-unsupported": () => t("passkey.unsupported"),
  "passkey-not-allowed": () => t("passkey.notAllowed"),
  "passkey-exists": () => t("passkey.exists"),
  "passkey-failed": () => t("passkey.failed"),
  "passkey-gone": () => t("passkey.gone"),
  unexpected: () => t("errors.unexpected"),
};

export const errorText = (code: FailureCode): string => texts[code]();

/** The same where no password opens the vault: a passkey's trouble does not end in "use your master password" then. */
export const errorTextWithoutPassword = (code: FailureCode): string =>
  code.startsWith("passkey-") ? t("password.missing.passkeyFailed") : errorText(code);
