import { t } from "../../lib/platform/i18n.ts";
import type { EnrolRefusal } from "../../lib/protocol/requests.ts";

/** Why this page's code was not registered, and what to do; total, so that no reason is left without words. */
const messages: Readonly<Record<EnrolRefusal, () => string>> = {
  "qr-unreadable": () => t("offer.refused.qrUnreadable"),
  "several-codes": () => t("offer.refused.severalCodes"),
  "copies-disagree": () => t("offer.refused.copiesDisagree"),
  "foreign-link": () => t("offer.refused.foreignLink"),
  "foreign-migration": () => t("offer.refused.foreignMigration"),
  "foreign-hotp": () => t("offer.refused.foreignHotp"),
  "foreign-steam": () => t("offer.refused.foreignSteam"),
  "foreign-microsoft": () => t("offer.refused.foreignMicrosoft"),
  "foreign-other": () => t("offer.refused.foreignOther"),
  "damaged-code": () => t("offer.refused.damagedCode"),
  "damaged-key": () => t("offer.refused.damagedKey"),
  unsupported: () => t("offer.refused.unsupported"),
};

export const refusalMessage = (code: EnrolRefusal): string => messages[code]();
