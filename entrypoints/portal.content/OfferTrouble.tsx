/** The card's states in which something did not go as hoped: what happened, and what to do next. */

import type { ComponentChildren } from "preact";
import { t } from "../../lib/platform/i18n.ts";
import { OfferMessage as Message } from "./OfferMessage.tsx";
import type { OfferModel } from "./offer-model.ts";
import { refusalMessage } from "./refusal-message.ts";

export type TroubleModel = Extract<
  OfferModel,
  { kind: "stale" | "no-account" | "refused" | "fill-failed" | "covered" | "failed" }
>;

export function OfferTrouble({
  model,
  act,
}: {
  readonly model: TroubleModel;
  readonly act: (label: string) => ComponentChildren;
}) {
  switch (model.kind) {
    case "stale":
      return (
        <Message title={t("offer.stale.title")}>
          <p>{t("offer.stale.body")}</p>
          {act(t("offer.stale.act"))}
        </Message>
      );
    case "no-account":
      return (
        <Message title={t("offer.noAccount.title")}>
          <p>{t("offer.noAccount.body")}</p>
        </Message>
      );
    case "refused":
      return (
        <Message title={t("offer.refused.title")}>
          <p>{refusalMessage(model.code)}</p>
        </Message>
      );
    case "fill-failed":
      return (
        <Message title={t("offer.fillFailed.title")}>
          <p>{t("offer.fillFailed.body")}</p>
        </Message>
      );
    case "covered":
      return (
        <Message title={t("offer.covered.title")}>
          <p>{t("offer.covered.body")}</p>
          {act(t("offer.tryAgain"))}
        </Message>
      );
    case "failed":
      return (
        <Message title={t("offer.failed.title")}>
          <p>{t("offer.failed.body")}</p>
          {act(t("offer.tryAgain"))}
        </Message>
      );
  }
}
