/** Requests of our own pages about the vault as a whole: its state, creating it, opening and locking it. */

import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";
import type { PrfParameters } from "../core/vault/slot-format.ts";

/** State of the vault as every page needs it to choose its first screen. */
export type VaultStatus = "none" | "locked" | "unlocked";

/** Proof of one key slot: its id and the root key (base64) that password, passkey or recovery code led to. */
export interface SlotKey {
  readonly slotId: string;
  readonly rootKey: string;
}

/** A new password as a page derived it: cost and salt with the root key (base64, 32 bytes). */
export interface NewPassword {
  readonly kdf: ScryptParameters;
  readonly rootKey: string;
}

/** The ways into the stored vault with what a page needs to try each of them. Nothing in it is secret. */
export interface UnlockMethods {
  /** Null in a vault whose password slot was lost: it opens by the other ways, and a new password is set then. */
  readonly password: { readonly slotId: string; readonly kdf: ScryptParameters } | null;
  readonly passkeys: readonly {
    readonly slotId: string;
    readonly name: string;
    readonly kdf: PrfParameters;
    readonly transports: readonly string[];
  }[];
  /** Opens nothing by itself: see `recovery.use`. */
  readonly recovery: { readonly createdAtMs: number } | null;
}

/** Requests about the vault as a whole. */
export interface VaultRequests {
  "vault.status": { payload: null; value: VaultStatus };
  "vault.create": { payload: NewPassword; value: null };
  "vault.unlockMethods": { payload: null; value: UnlockMethods };
  "vault.unlock": { payload: SlotKey; value: { status: "unlocked" | "wrong-password" } };
  "vault.lock": { payload: null; value: null };
  /** A person uses one of our pages: moves the lock's deadline. Pages that only refresh themselves do not count. */
  "vault.inUse": { payload: null; value: null };
  "vault.changePassword": {
    payload: { current: SlotKey; next: NewPassword };
    value: { status: "changed" | "wrong-password" };
  };
}
