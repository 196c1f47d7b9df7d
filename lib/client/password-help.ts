/** The help that every form for a new password is given: an estimate while typing, and a passphrase on request. */

import { makePassphrase, type Passphrase } from "../core/password/passphrase.ts";
import { language } from "../platform/i18n.ts";
import { openStrengthMeter, type StrengthMeter } from "../platform/workers.ts";

export interface PasswordHelp {
  readonly openMeter: () => StrengthMeter;
  /** A passphrase in words of the reader's language, or null when the word list cannot be loaded. */
  readonly suggest: () => Promise<Passphrase | null>;
}

export const passwordHelp: PasswordHelp = {
  openMeter: () => {
    try {
      return openStrengthMeter();
    } catch {
      return { judge: async () => null, end: () => undefined }; // the rules about length decide alone
    }
  },
  suggest: async () => {
    try {
      const { passphraseWords } = await import("../core/password/word-lists.ts");
      return makePassphrase(passphraseWords(language()));
    } catch {
      return null; // the form says so and goes on without
    }
  },
};
