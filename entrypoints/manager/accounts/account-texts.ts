/** How an account is named and described in words. */

import type { AccountSummary } from "../../../lib/core/account/account.ts";
import { language, t } from "../../../lib/platform/i18n.ts";

/** The best short name: issuer and account, or whichever there is. */
export const accountTitle = ({
  issuer,
  accountName,
}: Pick<AccountSummary, "issuer" | "accountName">): string => {
  const parts = [issuer, accountName].filter((part) => part !== "");
  return parts.length === 0 ? t("account.noName") : parts.join(" – ");
};

/** A day in the reader's language. */
export const dateText = (timeMs: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(timeMs);

/** "SHA256, 8 digits, every 60 seconds"; null for the usual kind, which nobody needs to read. */
export const parametersText = ({
  algorithm,
  digits,
  period,
}: Pick<AccountSummary, "algorithm" | "digits" | "period">): string | null => {
  if (algorithm === "SHA1" && digits === 6 && period === 30) return null;
  return t("manager.accounts.parametersValue", { algorithm, digits, period });
};

/** The host of a stored origin. */
export const hostText = (origin: string | null): string =>
  origin === null ? t("manager.accounts.noHost") : new URL(origin).host;
