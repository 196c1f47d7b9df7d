/** The passkeys that open the vault, in the shape of the unlock form's properties. */

import { hasWebAuthn } from "../platform/webauthn.ts";
import type { DeriveOptions } from "../platform/workers.ts";
import { onlyPasskeyUnlockAction, type PasswordResult, passkeyUnlockAction } from "./password-actions.ts";
import { useUnlockMethods } from "./use-unlock-methods.ts";

export interface PasskeysView {
  readonly passkeys: readonly { readonly slotId: string; readonly name: string }[];
  readonly onPasskey: (slotId: string, options: DeriveOptions) => Promise<PasswordResult>;
  /** There only for a vault that no password opens any more: whether a recovery code does. */
  readonly missingPassword: { readonly hasRecovery: boolean } | undefined;
}

/** None until the background has answered, and none where the browser has no WebAuthn. `onPasskey` unlocks. */
export const usePasskeys = (): PasskeysView => {
  const { methods } = useUnlockMethods();
  return {
    passkeys: methods !== null && hasWebAuthn() ? methods.passkeys : [],
    onPasskey: methods?.password === null ? onlyPasskeyUnlockAction : passkeyUnlockAction,
    missingPassword: methods?.password === null ? { hasRecovery: methods.recovery !== null } : undefined,
  };
};
