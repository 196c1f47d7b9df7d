import type { PageDevice } from "./page-features.ts";
import { foldText } from "./page-words.ts";

/** What the choice needs of a stored account of this portal. `deviceName`: the name given at set-up, or "". */
export interface StoredDevice {
  readonly id: string;
  readonly accountName: string;
  readonly deviceName: string;
  readonly createdAtMs: number;
}

/** An account the user may pick. `deviceId`: the one device that bears its recorded name, or null. */
export interface DeviceCandidate {
  readonly accountId: string;
  readonly deviceId: string | null;
}

/**
 * Which account to fill and which device to select on the page (null: the page has no list). "ask": more than one answer
 * or no sure one; `candidates` are newest first. "none": no account is stored for this portal.
 */
export type DeviceChoice =
  | { readonly status: "fill"; readonly accountId: string; readonly deviceId: string | null }
  | { readonly status: "ask"; readonly candidates: readonly DeviceCandidate[] }
  | { readonly status: "none" };

/**
 * Chooses account and device for an entry page. The portal judges the code against the selected device alone, and a
 * wrong guess counts towards the lock-out, so anything but one unambiguous match is asked.
 * `attemptedUsername`: the user name shown on the page, or null.
 */
export function chooseDevice(input: {
  readonly devices: readonly PageDevice[];
  readonly accounts: readonly StoredDevice[];
  readonly attemptedUsername: string | null;
}): DeviceChoice {
  if (input.accounts.length === 0) return { status: "none" };
  const { accounts, isCertain } = filterByUsername(input.accounts, input.attemptedUsername);
  const candidates = [...accounts]
    .sort((a, b) => b.createdAtMs - a.createdAtMs)
    .map((account) => ({ accountId: account.id, deviceId: findDevice(input.devices, account, accounts) }));
  if (!isCertain) return { status: "ask", candidates };
  const fitting =
    input.devices.length === 0 ? candidates : candidates.filter((candidate) => candidate.deviceId !== null);
  const only = fitting[0];
  return only !== undefined && fitting.length === 1
    ? { status: "fill", accountId: only.accountId, deviceId: only.deviceId }
    : { status: "ask", candidates };
}

/**
 * The accounts whose name is the shown user name, compared in NFKC without regard to case (the portal lower-cases user
 * ids). Without a shown name all of them. When a name is shown that none bears, all of them too, but not `isCertain`:
 * the name may be an e-mail address, or the accounts somebody else's.
 */
export function filterByUsername<Item extends { readonly accountName: string }>(
  accounts: readonly Item[],
  attemptedUsername: string | null,
): { readonly accounts: readonly Item[]; readonly isCertain: boolean } {
  if (attemptedUsername === null || foldText(attemptedUsername) === "") return { accounts, isCertain: true };
  const wanted = foldText(attemptedUsername);
  const matching = accounts.filter((account) => foldText(account.accountName) === wanted);
  return matching.length > 0 ? { accounts: matching, isCertain: true } : { accounts, isCertain: false };
}

function findDevice(
  devices: readonly PageDevice[],
  account: StoredDevice,
  accounts: readonly StoredDevice[],
): string | null {
  const name = foldText(account.deviceName);
  if (name === "") return null;
  if (accounts.filter((other) => foldText(other.deviceName) === name).length !== 1) return null;
  const bearing = devices.filter((device) => foldText(device.label) === name);
  return bearing.length === 1 ? (bearing[0]?.id ?? null) : null;
}
