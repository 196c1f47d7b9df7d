import type { Algorithm, Digits, OtpKey } from "../otp/otp-key.ts";

/**
 * One stored account. `origin`: the portal origin on which it was enrolled (`https://host`), or null when it was added
 * from an image, a region or a typed key; only accounts with an origin are ever filled into a page.
 * `deviceName`: the name given to Keycloak (`userLabel`), or "".
 * `status`: "pending" until the portal accepted the set-up code. Times are Unix milliseconds.
 * `deletedAtMs`: set while the account lies in the bin (kept 30 days), else null.
 */
export interface Account {
  readonly id: string;
  readonly key: OtpKey;
  readonly origin: string | null;
  readonly deviceName: string;
  readonly status: "pending" | "confirmed";
  readonly createdAtMs: number;
  readonly deletedAtMs: number | null;
}

/** What a page of the extension may know of an account: names and parameters, never the secret. */
export interface AccountSummary {
  readonly id: string;
  readonly issuer: string;
  readonly accountName: string;
  readonly origin: string | null;
  readonly deviceName: string;
  readonly status: "pending" | "confirmed";
  readonly algorithm: Algorithm;
  readonly digits: Digits;
  readonly period: number;
  readonly createdAtMs: number;
  readonly deletedAtMs: number | null;
}
