/** Joins whole sentences: Japanese sets no blank between them. */

import { language } from "../../lib/platform/i18n.ts";

export const joinSentences = (sentences: readonly string[]): string =>
  sentences.filter((sentence) => sentence !== "").join(language() === "ja" ? "" : " ");
