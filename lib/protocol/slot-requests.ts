/** Requests of our own pages about the key slots: which ways into the vault there are, and changing them. */

import type { KeySlot, PrfParameters } from "../core/vault/slot-format.ts";
import type { SlotKey } from "./vault-requests.ts";

/** One way into the vault as the settings show it. Name and time are null where the slot keeps none. */
export interface SlotSummary {
  readonly slotId: string;
  readonly type: KeySlot["type"];
  readonly name: string | null;
  readonly createdAtMs: number | null;
}

/** A passkey as a page enrolled it: `rootKey` is the PRF output (base64, 32 bytes) for `kdf.salt`. */
export interface EnrolledPasskey {
  readonly kdf: PrfParameters;
  readonly rootKey: string;
  readonly name: string;
  readonly transports: readonly string[];
}

/** Requests about key slots. A wrong proof changes nothing. */
export interface SlotRequests {
  "slots.list": { payload: null; value: readonly SlotSummary[] };
  /** "full": there are as many passkeys as there may be. */
  "slots.addPasskey": {
    payload: { proof: SlotKey; passkey: EnrolledPasskey };
    value: { status: "added" | "wrong-password" | "full" };
  };
  "slots.renamePasskey": { payload: { slotId: string; name: string }; value: null };
  "slots.removePasskey": {
    payload: { proof: SlotKey; slotId: string };
    value: { status: "removed" | "wrong-password" };
  };
  /** All keys made new. The proof is the password's: its root key wraps the new vault key. */
  "slots.rotate": { payload: { proof: SlotKey }; value: { status: "rotated" | "wrong-password" } };
}
