/** Requests of our own pages about the recovery code, and about a vault whose password is gone. */

import type { NewPassword, SlotKey } from "./vault-requests.ts";

/**
 * `rootKey` of a recovery code: its 16 bytes in base64. The code as written on paper never leaves the page that made or
 * read it. There is no request that merely unlocks by a code: using one always replaces the password and the code.
 */
export interface RecoveryRequests {
  /** Makes the code, or puts a new one in the place of the old. Proof by password or passkey. */
  "recovery.set": {
    payload: { proof: SlotKey; rootKey: string };
    value: { status: "set" | "wrong-password" };
  };
  /** From then on there is no code. */
  "recovery.remove": {
    payload: { proof: SlotKey };
    value: { status: "removed" | "wrong-password" };
  };
  /** Opens nothing and keeps nothing: a form tells a wrong code before it asks for a new password. */
  "recovery.check": { payload: { rootKey: string }; value: { status: "right" | "wrong" } };
  /** In one save: the new password and the new code in place of the old ones, whatever they were. Then unlocked. */
  "recovery.use": {
    payload: { rootKey: string; next: NewPassword; nextRecoveryRootKey: string };
    value: { status: "recovered" | "wrong-code" };
  };
  /** Only in a vault without a password, while it is unlocked. Proof by the passkey that opened it. */
  "recovery.setMissingPassword": {
    payload: { proof: SlotKey; next: NewPassword };
    value: { status: "set" | "wrong-password" };
  };
}
