/** Names out of foreign texts: made safe to show, and checked for letters that pretend to be others. */

/** A name made safe. `hadHidden`: characters were taken out that a reader could not have seen. */
export interface CleanName {
  readonly name: string;
  readonly hadHidden: boolean;
}

// Controls, line separators, format characters (bidi controls, zero-width, tags) and everything Unicode lets a font ignore.
// Variation selectors pick a kanji's or an emoji's form and stay behind one; elsewhere they could only carry hidden data.
const HIDDEN =
  /(?!\p{VS})[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]|(?<![\p{Script=Han}\p{Extended_Pictographic}])\p{VS}/gu;

const CONFUSABLE_SCRIPTS: readonly RegExp[] = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** `text` without hidden characters and without blanks around it. */
export function cleanName(text: string): CleanName {
  const visible = text.replace(HIDDEN, "");
  return { name: visible.trim(), hadHidden: visible !== text };
}

/**
 * Whether the name mixes alphabets whose letters look alike, as impostors do (Unicode TR 39). Japanese beside Latin is the
 * normal case and no mixture.
 */
export function hasMixedScripts(name: string): boolean {
  return CONFUSABLE_SCRIPTS.filter((script) => script.test(name)).length > 1;
}

/** Length in code points, the unit of the name limits. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
