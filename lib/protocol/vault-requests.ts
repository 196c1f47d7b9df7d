/** Requests of our own pages about the vault as a whole: its state, creating it, opening and locking it. */

import type { ReminderDays } from "../core/vault/password-reminder.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";
import type { PrfParameters } from "../core/vault/slot-format.ts";

/** State of the vault as every page needs it to choose its first screen. "missing": there was one, and it is gone. */
export type VaultStatus = "none" | "missing" | "locked" | "unlocked";

/**
 * How the vault's storage is doing. `serial`: of the newest save, null while there is no vault. `isDegraded`: storage
 * failed since the browser was started, so nothing can be changed until it is started again. `isRolledBack`: an older
 * state than the last confirmed one is open, and the member has not said yet that they know.
 */
export interface VaultHealth {
  readonly serial: number | null;
  readonly isDegraded: boolean;
  readonly isRolledBack: boolean;
}

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

/** "must-wait": nothing was tried, because of many wrong attempts in a row; `waitMs` from now on it will be. */
export type UnlockResult =
  | { readonly status: "unlocked" | "wrong-password" }
  | { readonly status: "must-wait"; readonly waitMs: number };

/** Whether to ask for the master password now, and how often the member wants to be asked (days; 0 = never). */
export interface ReminderState {
  readonly everyDays: ReminderDays;
  readonly hasPasskey: boolean;
  readonly isDue: boolean;
}

/** Requests about the vault as a whole. */
export interface VaultRequests {
  "vault.status": { payload: null; value: VaultStatus };
  "vault.health": { payload: null; value: VaultHealth };
  "vault.acknowledgeRollback": { payload: null; value: null };
  /** The member gives a missing vault up; a new one can be created then. */
  "vault.startOver": { payload: null; value: null };
  "vault.create": { payload: NewPassword; value: null };
  "vault.unlockMethods": { payload: null; value: UnlockMethods };
  "vault.unlock": { payload: SlotKey; value: UnlockResult };
  "vault.lock": { payload: null; value: null };
  /** A person uses one of our pages: moves the lock's deadline. Pages that only refresh themselves do not count. */
  "vault.inUse": { payload: null; value: null };
  /** Whether a key is right; opens and changes nothing. */
  "vault.checkKey": { payload: SlotKey; value: { status: "right" | "wrong-password" } };
  "reminder.get": { payload: null; value: ReminderState };
  "reminder.set": { payload: { everyDays: ReminderDays }; value: ReminderState };
  "reminder.postpone": { payload: null; value: null };
  /** The same password at a higher cost: the session and its deadline stay as they are. A lower cost is refused. */
  "vault.rewrap": {
    payload: { current: SlotKey; next: NewPassword };
    value: { status: "rewrapped" | "unchanged" };
  };
  "vault.changePassword": {
    payload: { current: SlotKey; next: NewPassword };
    value: { status: "changed" | "wrong-password" };
  };
}
