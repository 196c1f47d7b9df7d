/** The passkeys that open the vault, in the shape of the unlock form's properties. */

import { useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { hasWebAuthn } from "../platform/webauthn.ts";
import type { DeriveOptions } from "../platform/workers.ts";
import { type PasswordResult, passkeyUnlockAction } from "./password-actions.ts";

export interface PasskeysView {
  readonly passkeys: readonly { readonly slotId: string; readonly name: string }[];
  readonly onPasskey: (slotId: string, options: DeriveOptions) => Promise<PasswordResult>;
}

/** None until the background has answered, and none where the browser has no WebAuthn. `onPasskey` unlocks. */
export const usePasskeys = (): PasskeysView => {
  const [passkeys, setPasskeys] = useState<PasskeysView["passkeys"]>([]);
  useEffect(() => {
    const load = async (): Promise<void> => {
      if (!hasWebAuthn()) return;
      const answer = await askBackground("vault.unlockMethods", null);
      if (answer.ok) setPasskeys(answer.value.passkeys);
    };
    void load(); // failures are answers
  }, []);
  return { passkeys, onPasskey: passkeyUnlockAction };
};
