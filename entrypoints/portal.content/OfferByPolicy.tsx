/** The card's states that an administrator's rules bring about. Their own words stay out of the page: they are in the popup. */

import { t } from "../../lib/platform/i18n.ts";
import { OfferMessage as Message } from "./OfferMessage.tsx";
import type { OfferModel } from "./offer-model.ts";

export type PolicyModel = Extract<OfferModel, { kind: "setup-saved" | "forbidden" | "disabled" }>;

export function OfferByPolicy({ model }: { readonly model: PolicyModel }) {
  switch (model.kind) {
    case "setup-saved":
      return (
        <Message title={t("offer.setupSaved.title")}>
          <p>{t("offer.setupSaved.body", { device: model.deviceName })}</p>
          {model.pleaseCheck && <p class="note">{t("offer.setupFilled.pleaseCheck")}</p>}
        </Message>
      );
    case "forbidden":
      return (
        <Message title={t("offer.forbidden.title")}>
          <p>{t("offer.forbidden.body")}</p>
        </Message>
      );
    case "disabled":
      return (
        <Message title={t("offer.disabled.title")}>
          <p>{t("offer.disabled.body")}</p>
        </Message>
      );
  }
}
