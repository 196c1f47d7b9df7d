/**
 * The words that passphrases are drawn from: the short ones of the BIP-39 lists (2,048 words each, well-known and chosen
 * to be told apart; MIT). Loaded only when a passphrase is asked for.
 */
import { wordlist as englishWords } from "@scure/bip39/wordlists/english.js";
import { wordlist as japaneseWords } from "@scure/bip39/wordlists/japanese.js";
import { romanise } from "./romaji.ts";

/** Longer words are left out: six of them must be typed twice, by people who do not type much. */
const MAX_LETTERS = 6;

/** Nobody wants to write these on paper. */
const unwelcome: ReadonlySet<string> = new Set(["hentai", "kisama", "manuke", "pantsu", "ratai", "zenra"]);

/**
 * Words of two to six Latin letters, each once, in a fixed order. Japanese words are written in the letters of station
 * signs, so that they can be typed with the input method switched off, which is how password fields are typed in; words
 * whose letters could be read in two ways (n before a vowel) are left out.
 */
export function passphraseWords(language: "ja" | "en"): readonly string[] {
  const words = language === "en" ? englishWords : japaneseWords.filter(isUnambiguous).map(romanise);
  return [...new Set(words)].filter((word) => word.length <= MAX_LETTERS && !unwelcome.has(word));
}

function isUnambiguous(kana: string): boolean {
  return !/ん[あいうえおやゆよ]/.test(kana.normalize("NFKC"));
}
