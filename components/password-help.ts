/** What a form for a new password needs from outside; lib/client/password-help.ts has the real thing. */

import type { Passphrase } from "../lib/core/password/passphrase.ts";
import type { Strength } from "../lib/core/password/strength-floor.ts";

export interface PasswordHelp {
  /** Opened with the form and ended with it. `judge` gives null when it cannot tell. */
  readonly openMeter: () => {
    judge(password: string): Promise<Strength | null>;
    end(): void;
  };
  /** A passphrase for the member, or null when none can be made now. */
  readonly suggest: () => Promise<Passphrase | null>;
}
