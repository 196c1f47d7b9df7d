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
    case "digits-only":
      return t("password.digitsOnly");
    case "needs-input-method":
      return t("password.needsInputMethod");
    case "few-characters":
      return t("password.fewCharacters");
    case "refused":
      return refusedText[advice.reason]();
    case "enough":
      return t("password.enough");
    default:
      return advice satisfies never;
  }
};

/** Why a new password is not accepted, or undefined when it is. */
export const newPasswordError = (advice: PasswordAdvice): string | undefined => {
  if (advice.kind === "none") return t("password.empty");
  if (advice.kind === "short") return t("password.tooShort", { missing: advice.missing });
  return advice.kind === "refused" ? refusedText[advice.reason]() : undefined;
};

const refusedText = {
  "too-long": () => t("password.tooLong"),
  "one-character": () => t("password.oneCharacter"),
  "unusable-characters": () => t("password.unusable"),
} as const;
