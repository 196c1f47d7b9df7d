/** Which texts may become a master password. Small and free of key derivation, so that forms can load it alone. */

/** Shortest new password in characters (Unicode code points after NFKC). */
export const MIN_PASSWORD_CHARACTERS = 12;

/** Longest new password in characters. NIST SP 800-63B-4 asks for at least 64; a pasted document is a mistake. */
export const MAX_PASSWORD_CHARACTERS = 1024;

/**
 * What `checkNewPassword` found. "one-character": nothing but repetitions of one character.
 * "unusable-characters": control characters, lone surrogates or code points without a meaning in this Unicode version,
 * whose normal form may change with the next one.
 */
export type NewPasswordCheck = "ok" | "too-short" | "too-long" | "one-character" | "unusable-characters";

/**
 * Whether `text` may become a password. Counts code points after NFKC, the form that is derived from. `minCharacters`: a
 * company may ask for more than {@link MIN_PASSWORD_CHARACTERS}, never for less.
 */
export function checkNewPassword(
  text: string,
  minCharacters: number = MIN_PASSWORD_CHARACTERS,
): NewPasswordCheck {
  // Composing may shorten a text to a third, so this refuses only what is too long anyway, before a huge paste costs time.
  if (text.length > 4 * MAX_PASSWORD_CHARACTERS) return "too-long";
  const characters = Array.from(text.normalize("NFKC"));
  if (characters.length > MAX_PASSWORD_CHARACTERS) return "too-long";
  if (characters.some((character) => /[\p{Cc}\p{Cs}\p{Cn}]/u.test(character))) return "unusable-characters";
  if (characters.length < Math.max(minCharacters, MIN_PASSWORD_CHARACTERS)) return "too-short";
  return new Set(characters).size === 1 ? "one-character" : "ok";
}
