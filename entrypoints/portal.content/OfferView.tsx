/** The card itself: one sentence, at most one main button, a way to close it. */

import { Mark } from "../../components/brand/Mark.tsx";
import { t } from "../../lib/platform/i18n.ts";
import type { FillCandidate } from "../../lib/protocol/claim.ts";
import { OfferByPolicy as ByPolicy } from "./OfferByPolicy.tsx";
import { OfferMessage as Message } from "./OfferMessage.tsx";
import { OfferTrouble as Trouble } from "./OfferTrouble.tsx";
import type { OfferModel } from "./offer-model.ts";

export interface OfferViewProps {
  readonly model: OfferModel;
  readonly onAct: (event: MouseEvent, accountId: string | null) => void;
  readonly onClose: () => void;
}

export function OfferView({ model, onAct, onClose }: OfferViewProps) {
  return (
    <section class={`card ${toneOf(model)}`} aria-label={t("offer.label")}>
      <header>
        <span class="mark">
          <Mark />
        </span>
        <strong>{t("app.name")}</strong>
        <span class="badge">{t("app.unofficial")}</span>
      </header>
      <div class="body" aria-live="polite">
        <Body model={model} onAct={onAct} />
      </div>
      <button type="button" class="close" aria-label={t("offer.close")} onClick={onClose}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M6 6l12 12M18 6L6 18"
            fill="none"
            stroke="currentColor"
            stroke-width="2.5"
            stroke-linecap="round"
          />
        </svg>
      </button>
    </section>
  );
}

type BodyProps = Pick<OfferViewProps, "model" | "onAct">;

function Body({ model, onAct }: BodyProps) {
  const act = (label: string) => (
    <button type="button" class="act" onClick={(event) => onAct(event, null)}>
      {label}
    </button>
  );
  switch (model.kind) {
    case "setup":
      return (
        <Message title={setupTexts[model.refused].title()}>
          <p>{model.isRegisterOnly ? t("offer.setup.registerOnlyBody") : setupTexts[model.refused].body()}</p>
          {act(setupAct(model))}
        </Message>
      );
    case "entry":
      return (
        <Message title={model.refusals === 0 ? t("offer.entry.title") : t("offer.entry.refusedTitle")}>
          {model.refusals > 0 && (
            <p>{model.refusals === 1 ? t("offer.entry.refusedOnce") : t("offer.entry.refusedTwice")}</p>
          )}
          {act(model.isLocked ? t("offer.entry.actLocked") : t("offer.entry.act"))}
        </Message>
      );
    case "busy":
      return <Message title={t("offer.busy")} />;
    case "unlocking":
      return (
        <Message title={model.isFirstRun ? t("offer.preparing") : t("offer.unlocking")}>
          {act(t("offer.openAgain"))}
        </Message>
      );
    case "waiting":
      return <Waiting reason={model.reason} secondsLeft={model.secondsLeft} />;
    case "ask":
      return <Chooser candidates={model.candidates} otherUser={model.otherUser} onAct={onAct} />;
    case "setup-filled":
      return (
        <Message title={t("offer.setupFilled.title")}>
          <p>{t("offer.setupFilled.body", { device: model.deviceName })}</p>
          {model.pleaseCheck && <p class="note">{t("offer.setupFilled.pleaseCheck")}</p>}
        </Message>
      );
    case "entry-filled":
      return <Message title={t("offer.entryFilled")} />;
    case "confirmed":
      return (
        <Message title={t("offer.confirmed.title")}>
          <p>{model.isByHand ? t("offer.confirmed.bodyByHand") : t("offer.confirmed.body")}</p>
        </Message>
      );
    case "setup-saved":
    case "forbidden":
    case "disabled":
      return <ByPolicy model={model} />;
    default:
      return <Trouble model={model} act={act} />;
  }
}

function Waiting({
  reason,
  secondsLeft,
}: {
  readonly reason: "used" | "ending";
  readonly secondsLeft: number;
}) {
  return (
    <Message title={t("offer.waiting.title")}>
      <p>{reason === "used" ? t("offer.waiting.used") : t("offer.waiting.ending")}</p>
      <p class="count" role="timer" aria-live="off">
        {t("offer.waiting.seconds", { seconds: String(secondsLeft) })}
      </p>
    </Message>
  );
}

interface ChooserProps extends Pick<BodyProps, "onAct"> {
  readonly candidates: readonly FillCandidate[];
  /** The user name on the page when none of the registrations bears it. */
  readonly otherUser: string | null;
}

function Chooser({ candidates, otherUser, onAct }: ChooserProps) {
  return (
    <Message
      title={otherUser === null ? t("offer.ask.title") : t("offer.ask.otherUser", { user: otherUser })}
    >
      {candidates.map(({ accountId, accountName, deviceName }) => (
        <button type="button" class="choice" key={accountId} onClick={(event) => onAct(event, accountId)}>
          <bdi>{deviceName === "" ? t("account.noDevice") : deviceName}</bdi>
          <small>
            <bdi>{accountName === "" ? t("account.noName") : accountName}</bdi>
          </small>
        </button>
      ))}
    </Message>
  );
}

const setupAct = ({ vault, isRegisterOnly }: Extract<OfferModel, { kind: "setup" }>): string =>
  vault === "unlocked" && isRegisterOnly ? t("offer.setup.actRegisterOnly") : setupActs[vault]();

const setupActs = {
  none: () => t("offer.setup.actFirstRun"),
  missing: () => t("offer.setup.actMissing"),
  locked: () => t("offer.setup.actLocked"),
  unlocked: () => t("offer.setup.act"),
} as const;

/** The first offer, and what to say when the portal sent the form back. */
const setupTexts = {
  nothing: { title: () => t("offer.setup.title"), body: () => t("offer.setup.body") },
  code: { title: () => t("offer.setup.refusedTitle"), body: () => t("offer.setup.refusedBody") },
  "device-name": { title: () => t("offer.setup.nameTitle"), body: () => t("offer.setup.nameBody") },
} as const;

const toneOf = ({ kind }: OfferModel): "calm" | "good" | "trouble" => {
  if (kind === "setup-filled" || kind === "entry-filled" || kind === "confirmed") return "good";
  const trouble = ["stale", "no-account", "refused", "fill-failed", "covered", "failed"];
  return trouble.includes(kind) ? "trouble" : "calm";
};
