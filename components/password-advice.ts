import { checkNewPassword, MIN_PASSWORD_CHARACTERS } from "../lib/core/vault/password-rules.ts";

/** What a person typing a new password should hear now. `missing`: characters still needed. */
export type PasswordAdvice =
  | { readonly kind: "none" }
  | { readonly kind: "short"; readonly count: number; readonly missing: number }
  | { readonly kind: "digits-only" }
  | { readonly kind: "few-characters" }
  | { readonly kind: "needs-input-method" }
  | { readonly kind: "refused"; readonly reason: "too-long" | "one-character" | "unusable-characters" }
  | { readonly kind: "enough" };

/** Fewer different characters than this in twelve or more are a pattern, not a password. */
const fewCharacters = 5;

/** Advice only: what is refused is decided by `checkNewPassword`, whose rules are met first. */
export const adviseNewPassword = (text: string): PasswordAdvice => {
  if (text === "") return { kind: "none" };
  const check = checkNewPassword(text);
  if (check === "too-short") {
    const count = Array.from(text.normalize("NFKC")).length;
    return { kind: "short", count, missing: MIN_PASSWORD_CHARACTERS - count };
  }
  if (check !== "ok") return { kind: "refused", reason: check };
  const plain = text.normalize("NFKC");
  if (/[^ -~]/.test(plain)) return { kind: "needs-input-method" };
  if (/^\p{Nd}+$/u.test(plain)) return { kind: "digits-only" };
  return new Set(plain).size < fewCharacters ? { kind: "few-characters" } : { kind: "enough" };
};
