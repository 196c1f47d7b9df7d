import type { Strength, Weakness } from "../lib/core/password/strength-floor.ts";
import { checkNewPassword, MIN_PASSWORD_CHARACTERS } from "../lib/core/vault/password-rules.ts";

/** What a person typing a new password should hear now. `missing`: characters still needed. */
export type PasswordAdvice =
  | { readonly kind: "none" }
  | { readonly kind: "short"; readonly count: number; readonly missing: number; readonly min: number }
  | { readonly kind: "weak"; readonly weakness: Weakness }
  | { readonly kind: "digits-only" }
  | { readonly kind: "few-characters" }
  | { readonly kind: "needs-input-method" }
  | { readonly kind: "refused"; readonly reason: "too-long" | "one-character" | "unusable-characters" }
  | { readonly kind: "long-enough" }
  | { readonly kind: "accepted" }
  | { readonly kind: "good" };

export interface AdviceOptions {
  readonly minCharacters?: number | undefined;
  /** What the estimator said of this very text; null or undefined = it said nothing (yet). */
  readonly strength?: Strength | null | undefined;
}

/** Fewer different characters than this in twelve or more are a pattern, not a password. */
const fewCharacters = 5;

/** From this length on there is nothing more to recommend. */
const recommendedCharacters = 15;

/**
 * Refused are "none", "short", "weak" and "refused"; the rest is advice. Without an estimate the rules of
 * `checkNewPassword` decide alone.
 */
export const adviseNewPassword = (
  text: string,
  { minCharacters = MIN_PASSWORD_CHARACTERS, strength }: AdviceOptions = {},
): PasswordAdvice => {
  if (text === "") return { kind: "none" };
  const min = Math.max(minCharacters, MIN_PASSWORD_CHARACTERS);
  const check = checkNewPassword(text, min);
  const plain = text.normalize("NFKC");
  const count = Array.from(plain).length;
  if (check === "too-short") return { kind: "short", count, missing: min - count, min };
  if (check !== "ok") return { kind: "refused", reason: check };
  if (strength?.weakness) return { kind: "weak", weakness: strength.weakness };
  if (/[^ -~]/.test(plain)) return { kind: "needs-input-method" };
  if (/^\p{Nd}+$/u.test(plain)) return { kind: "digits-only" };
  if (new Set(plain).size < fewCharacters) return { kind: "few-characters" };
  if (!strength) return { kind: "long-enough" };
  return { kind: count < recommendedCharacters ? "accepted" : "good" };
};
