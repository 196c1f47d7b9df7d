/**
 * How long a password would hold out against somebody who has a copy of the vault. Half a megabyte of word lists: meant
 * for a dedicated worker, loaded where a new password is chosen and nowhere else.
 */
import { ZxcvbnFactory, type ZxcvbnResult } from "@zxcvbn-ts/core";
import adjacencyGraphs from "@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs";
import commonPasswords from "@zxcvbn-ts/language-common/dist/passwords.json.mjs";
import englishWords from "@zxcvbn-ts/language-en/dist/commonWords.json.mjs";
import englishNames from "@zxcvbn-ts/language-en/dist/firstnames.json.mjs";
import { dictionary as japanese } from "@zxcvbn-ts/language-ja";
import { foldJapaneseDates } from "./japanese-dates.ts";
import { EVERYDAY_WORDS, KNOWN_PHRASES, SERVICE_WORDS } from "./local-words.ts";
import { foldRomaji, romanise } from "./romaji.ts";
import { isStrongEnough, type Strength, type Weakness } from "./strength-floor.ts";

/** What one password is worth. */
export type StrengthEstimator = (password: string) => Strength;

/** The rest of a longer password only adds to what its beginning is worth. */
const MAX_CHARACTERS = 100;

/**
 * Builds the dictionaries (a tenth of a second) and gives the estimator over them. Every password is looked at as it is
 * (NFKC), with its words joined, in Latin letters, in one spelling of all romanisations and with written days as digits; the
 * weakest reading counts.
 */
export function createStrengthEstimator(): StrengthEstimator {
  const zxcvbn = new ZxcvbnFactory({ dictionary: dictionaries(), graphs: adjacencyGraphs });
  return (password) => {
    const plain = Array.from(password.normalize("NFKC")).slice(0, MAX_CHARACTERS).join("");
    if (isKnownPhrase(plain)) return { guessesLog10: 0, weakness: "common" };
    if (isNumber(plain)) return { guessesLog10: 8, weakness: "number" };
    const joined = plain.replace(/[\s\-_.,、。・]/g, "");
    const readings = [...new Set([plain, joined, romanise(joined), foldRomaji(joined)])];
    const dated = foldJapaneseDates(joined);
    const weakest = [
      ...readings.map((text) => ({ text, addedLog10: spellingsLog10(plain.length - text.length) })),
      ...(dated === joined ? [] : [{ text: dated, addedLog10: WAYS_TO_WRITE_A_DAY_LOG10 }]),
    ]
      .map(({ text, addedLog10 }) => ({ result: zxcvbn.check(text), addedLog10 }))
      .map(({ result, addedLog10 }) => ({ result, guessesLog10: result.guessesLog10 + addedLog10 }))
      .reduce((a, b) => (b.guessesLog10 < a.guessesLog10 ? b : a));
    const { guessesLog10 } = weakest;
    if (isOfServiceWords(plain)) return { guessesLog10: Math.min(guessesLog10, 6), weakness: "service" };
    return { guessesLog10, weakness: isStrongEnough(guessesLog10) ? null : weaknessOf(weakest.result) };
  };
}

function dictionaries(): Record<string, string[]> {
  const folded = (words: readonly (string | number)[]): string[] => [
    ...new Set(words.map((word) => foldRomaji(String(word)))),
  ];
  const both = (words: readonly string[]): string[] => [...new Set([...words, ...folded(words)])];
  return {
    common: commonPasswords,
    "words-en": englishWords,
    "names-en": englishNames,
    service: both(SERVICE_WORDS),
    everyday: both(EVERYDAY_WORDS),
    ...Object.fromEntries(
      Object.entries(japanese).flatMap(([name, words]) => [
        [`${name}-ja`, words.map(String)],
        [`${name}-ja-folded`, folded(words)],
      ]),
    ),
  };
}

/** A separator, doubled letter or long vowel that was taken away leaves two or three ways to write the word. */
function spellingsLog10(lettersLost: number): number {
  return 0.5 * Math.max(0, lettersLost);
}

/** By era or not, in kanji or in one of the romanisations, with or without zeros: some thirty. */
const WAYS_TO_WRITE_A_DAY_LOG10 = 1.5;

/** Up to this many digits: a telephone, card, account or insurance number, which others know as well. */
const MAX_NUMBER_DIGITS = 16;

function isNumber(plain: string): boolean {
  const compact = lettersAndDigits(plain);
  return /^\p{N}+$/u.test(compact) && compact.length <= MAX_NUMBER_DIGITS;
}

const lettersAndDigits = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function isKnownPhrase(plain: string): boolean {
  const compact = lettersAndDigits(plain);
  return KNOWN_PHRASES.some((phrase) => compact.includes(phrase) && compact.length < phrase.length + 8);
}

const serviceWords: readonly string[] = SERVICE_WORDS.flatMap((word) => [word, foldRomaji(word)]).sort(
  (a, b) => b.length - a.length,
);

/** Fewer letters than this beside the service's words are decoration. */
const MIN_OTHER_LETTERS = 4;

/** Nothing but words of this service, with digits, signs and a letter or two between them. */
function isOfServiceWords(plain: string): boolean {
  const letters = plain.toLowerCase().replace(/[^\p{L}]/gu, "");
  return [letters, foldRomaji(letters)].some((text) => {
    const rest = serviceWords.reduce((left, word) => left.replaceAll(word, " "), text);
    return rest.includes(" ") && rest.replaceAll(" ", "").length < MIN_OTHER_LETTERS;
  });
}

/** What most of the password consists of, in the words that advice is given in. */
function weaknessOf({ sequence }: ZxcvbnResult): Weakness {
  const lengths = new Map<Weakness, number>();
  for (const match of sequence) {
    const kind = kindOf(match.pattern, String(match["dictionaryName"] ?? ""));
    if (kind !== null) lengths.set(kind, (lengths.get(kind) ?? 0) + match.token.length);
  }
  const [first] = [...lengths].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? "pattern";
}

function kindOf(pattern: string, dictionary: string): Weakness | null {
  switch (pattern) {
    case "dictionary":
      if (dictionary === "common") return "common";
      if (dictionary === "service") return "service";
      return /names/.test(dictionary) ? "name" : "words";
    case "spatial":
      return "keyboard";
    case "repeat":
      return "repeat";
    case "sequence":
    case "wordSequence":
      return "sequence";
    case "date":
    case "regex":
      return "date";
    default:
      return null;
  }
}
