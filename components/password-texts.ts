import type { Weakness } from "../lib/core/password/strength-floor.ts";
import { t } from "../lib/platform/i18n.ts";
import type { PasswordFieldProps } from "./PasswordField.tsx";
import type { PasswordAdvice } from "./password-advice.ts";

/** The words around every password field. */
export const passwordFieldTexts = (): PasswordFieldProps["texts"] => ({
  show: t("password.show"),
  hide: t("password.hide"),
  showLabel: t("password.showLabel"),
  hideLabel: t("password.hideLabel"),
  capsLock: t("password.capsLock"),
});

/** The sentence under a new password while it is typed. */
export const adviceText = (advice: PasswordAdvice): string => {
  switch (advice.kind) {
    case "none":
      return "";
    case "short":
      return t("password.count", { count: advice.count, missing: advice.missing });
    case "weak":
      return weakText[advice.weakness]();
    case "digits-only":
      return t("password.digitsOnly");
    case "needs-input-method":
      return t("password.needsInputMethod");
    case "few-characters":
      return t("password.fewCharacters");
    case "refused":
      return refusedText[advice.reason]();
    case "long-enough":
      return t("password.enough");
    case "accepted":
      return t("password.accepted");
    case "good":
      return t("password.good");
    default:
      return advice satisfies never;
  }
};

/** Why a new password is not accepted, or undefined when it is. */
export const newPasswordError = (advice: PasswordAdvice): string | undefined => {
  switch (advice.kind) {
    case "none":
      return t("password.empty");
    case "short":
      return t("password.tooShort", { min: advice.min, missing: advice.missing });
    case "weak":
      return weakText[advice.weakness]();
    case "refused":
      return refusedText[advice.reason]();
    default:
      return undefined;
  }
};

const refusedText = {
  "too-long": () => t("password.tooLong"),
  "one-character": () => t("password.oneCharacter"),
  "unusable-characters": () => t("password.unusable"),
} as const;

/** Each says why, and what to do. */
const weakText: Readonly<Record<Weakness, () => string>> = {
  common: () => t("password.weak.common"),
  service: () => t("password.weak.service"),
  keyboard: () => t("password.weak.keyboard"),
  sequence: () => t("password.weak.sequence"),
  repeat: () => t("password.weak.repeat"),
  date: () => t("password.weak.date"),
  number: () => t("password.weak.number"),
  name: () => t("password.weak.name"),
  words: () => t("password.weak.words"),
  pattern: () => t("password.weak.pattern"),
};
