/** The vault's actions by password and passkey, with their failures in words: what the password forms are given. */

import type { DeriveOptions } from "../platform/workers.ts";
import { errorText, errorTextWithoutPassword } from "./error-text.ts";
import { changePassword, checkKey, createVault, type PasswordOutcome, unlockVault } from "./vault-client.ts";

export type PasswordResult =
  | { readonly status: "done" | "wrong-password" | "cancelled" }
  | { readonly status: "must-wait"; readonly waitMs: number }
  | { readonly status: "failed"; readonly text: string };

export const unlockAction = async (password: string, options: DeriveOptions): Promise<PasswordResult> =>
  withText(await unlockVault({ kind: "password", password }, options));

export const passkeyUnlockAction = async (slotId: string, options: DeriveOptions): Promise<PasswordResult> =>
  withText(await unlockVault({ kind: "passkey", slotId }, options));

/** The same for a vault that no password opens. */
export const onlyPasskeyUnlockAction = async (
  slotId: string,
  options: DeriveOptions,
): Promise<PasswordResult> => {
  const outcome = await unlockVault({ kind: "passkey", slotId }, options);
  if (outcome.status === "failed") return { status: "failed", text: errorTextWithoutPassword(outcome.code) };
  return outcome.status === "wrong-password"
    ? { status: "failed", text: errorTextWithoutPassword("passkey-failed") }
    : outcome;
};

export const checkAction = async (password: string, options: DeriveOptions): Promise<PasswordResult> =>
  withText(await checkKey({ kind: "password", password }, options));

export const createAction = async (
  { next }: { readonly next: string },
  options: DeriveOptions,
): Promise<PasswordResult> => withText(await createVault(next, options));

export const changeAction = async (
  { current, next }: { readonly current: string; readonly next: string },
  options: DeriveOptions,
): Promise<PasswordResult> =>
  withText(await changePassword({ kind: "password", password: current }, next, options));

const withText = (outcome: PasswordOutcome): PasswordResult =>
  outcome.status === "failed" ? { status: "failed", text: errorText(outcome.code) } : outcome;
