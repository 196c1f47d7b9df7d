import { cleanName } from "../core/otpauth/names.ts";

/** A name taken from a page, fit to be kept and shown: without hidden characters, at most `maxCodePoints` long. */
export const pageName = (text: string, maxCodePoints: number): string =>
  [...cleanName(text).name].slice(0, maxCodePoints).join("").trim();
