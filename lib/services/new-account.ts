import type { Account } from "../core/account/account.ts";
import type { OtpKey } from "../core/otp/otp-key.ts";

/** What an account has beside its key. `nowMs`: Unix milliseconds. `origin`: null for an account of no page. */
export interface NewAccount {
  readonly origin: string | null;
  readonly deviceName: string;
  readonly nowMs: number;
}

/** An account with a fresh random id; pending or confirmed is decided by how it is added to the vault. */
export const newAccount = (key: OtpKey, { origin, deviceName, nowMs }: NewAccount): Account => ({
  id: crypto.randomUUID(),
  key,
  origin,
  deviceName,
  status: "pending",
  createdAtMs: nowMs,
  deletedAtMs: null,
});
