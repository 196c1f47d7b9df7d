/** The single characters of a typed key: what counts as base32, what is mere spacing, what a wrong one was meant to be. */

/** What the user probably did: typed a digit that looks like a letter, left the Japanese input on, or took a foreign look-alike. */
export type CharacterHint = "look-alike-digit" | "japanese-input" | "look-alike-letter" | "other";

/** One character of the user's text, judged. `value`: upper-case base32 character. */
export type KeyCharacter =
  | { readonly kind: "base32"; readonly value: string }
  | { readonly kind: "spacing" }
  | { readonly kind: "padding" }
  | { readonly kind: "wrong"; readonly hint: CharacterHint; readonly suggestion: string | null };

// Blanks of every script, line ends, zero-width and other format characters, and hyphens. U+30FC and U+FF70 are the long
// vowel mark that the hyphen key gives while Japanese input is on; U+2212 is the minus sign.
const SPACING = /^[\s\p{Z}\p{Cf}\p{Pd}\u2212\u30fc\uff70]$/u;

const JAPANESE = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f\uff61-\uff9f]$/u;

// The digits that base32 leaves out because they resemble letters (RFC 4648 §6), and signs that resemble them too.
const DIGIT_LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ["0", "O"],
  ["1", "I"],
  ["8", "B"],
  ["9", "G"],
  ["|", "I"],
  ["!", "I"],
  ["$", "S"],
]);

// Cyrillic and Greek capitals drawn like Latin ones.
const LETTER_LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [..."АAВBЕEКKМMНHОOРPСCТTХXУYЅSІIЈJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX".matchAll(/(.)(.)/gu)].map(
    ([, foreign = "", latin = ""]) => [foreign, latin],
  ),
);

/** Judges one code point. Full-width letters and digits count as their ASCII forms (NFKC). */
export function readKeyCharacter(codePoint: string): KeyCharacter {
  if (SPACING.test(codePoint)) return { kind: "spacing" };
  const plain = codePoint.normalize("NFKC");
  if (/^[A-Za-z2-7]$/.test(plain)) return { kind: "base32", value: plain.toUpperCase() };
  if (SPACING.test(plain)) return { kind: "spacing" };
  if (plain === "=") return { kind: "padding" };
  return { kind: "wrong", ...explain(codePoint, plain) };
}

function explain(codePoint: string, plain: string): { hint: CharacterHint; suggestion: string | null } {
  const digit = DIGIT_LOOK_ALIKES.get(plain);
  if (digit !== undefined) return { hint: "look-alike-digit", suggestion: digit };
  const letter = LETTER_LOOK_ALIKES.get(plain.toUpperCase());
  if (letter !== undefined) return { hint: "look-alike-letter", suggestion: letter };
  return { hint: JAPANESE.test(codePoint) ? "japanese-input" : "other", suggestion: null };
}
