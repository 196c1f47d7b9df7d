import { t } from "../../lib/platform/i18n.ts";
import type { RegionStart } from "../../lib/protocol/requests.ts";

type Reason = Extract<RegionStart, { status: "not-capturable" }>["reason"];

/** Why this page cannot be photographed, and the other ways to the same end. */
const texts: Readonly<Record<Reason, () => string>> = {
  "browser-page": () => t("popup.region.browserPage"),
  store: () => t("popup.region.store"),
  pdf: () => t("popup.region.pdf"),
  "no-permission": () => t("popup.region.noPermission"),
};

export const regionRefusalText = (reason: Reason): string => texts[reason]();
