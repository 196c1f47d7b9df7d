/** From how many guesses on a password is accepted. Free of the word lists, so that every page may ask. */

/** Why a password is too easy to guess: what most of it consists of. */
export type Weakness =
  | "common"
  | "service"
  | "keyboard"
  | "sequence"
  | "repeat"
  | "date"
  | "number"
  | "name"
  | "words"
  | "pattern";

/** All of {@link Weakness}. */
export const weaknesses: readonly Weakness[] = [
  "common",
  "service",
  "keyboard",
  "sequence",
  "repeat",
  "date",
  "number",
  "name",
  "words",
  "pattern",
];

/** An estimate of the guesses that a password needs, and what makes it weak; null = accepted. */
export interface Strength {
  readonly guessesLog10: number;
  readonly weakness: Weakness | null;
}

/**
 * The fewest guesses that are accepted: 10^11. One graphics card makes about 5,700 guesses a second at scrypt N=2^17
 * (bound by memory bandwidth), so all of them take it 200 days and some 2,000 USD of rented time, for the codes of one
 * member whose portal password is needed as well. A higher floor would refuse honest passwords: the estimator counts an
 * unknown character as 10 guesses only, so twelve random ones are worth 10^12, and a chance word among them costs a step.
 */
export const MIN_GUESSES_LOG10 = 11;

/** Whether an estimate reaches {@link MIN_GUESSES_LOG10}. */
export const isStrongEnough = (guessesLog10: number): boolean => guessesLog10 >= MIN_GUESSES_LOG10;
