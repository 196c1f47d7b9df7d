/**
 * The page's side of the vault: the password is turned into a root key in this page's own worker and never travels
 * further; only the root key goes inward to the background.
 */

import { newScryptParameters } from "../core/vault/kdf.ts";
import { askBackground } from "../platform/messaging.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import type { ErrorCode } from "../protocol/answer.ts";

/** How an attempt with a password ended. "cancelled": the member stopped the derivation; nothing was sent. */
export type PasswordOutcome =
  | { readonly status: "done" }
  | { readonly status: "wrong-password" }
  | { readonly status: "cancelled" }
  | { readonly status: "failed"; readonly code: ErrorCode };

/** Creates the vault under a new password and leaves it unlocked. */
export const createVault = (password: string, options: DeriveOptions = {}): Promise<PasswordOutcome> =>
  attempt(async () => {
    const kdf = newScryptParameters();
    const rootKey = await deriveRootKey(password, kdf, options);
    const answer = await askBackground("vault.create", { kdf, rootKey });
    return answer.ok ? { status: "done" } : { status: "failed", code: answer.code };
  });

/** Unlocks with the password. */
export const unlockVault = (password: string, options: DeriveOptions = {}): Promise<PasswordOutcome> =>
  attempt(async () => {
    const parameters = await askBackground("vault.unlockParameters", null);
    if (!parameters.ok) return { status: "failed", code: parameters.code };
    const { slotId, kdf } = parameters.value;
    const rootKey = await deriveRootKey(password, kdf, options);
    const answer = await askBackground("vault.unlock", { slotId, rootKey });
    if (!answer.ok) return { status: "failed", code: answer.code };
    return { status: answer.value.status === "unlocked" ? "done" : "wrong-password" };
  });

/** Replaces the password; the accounts stay as they are. Two derivations: progress runs from 0 to 1 over both. */
export const changePassword = (
  password: string,
  newPassword: string,
  { onProgress, signal }: DeriveOptions = {},
): Promise<PasswordOutcome> =>
  attempt(async () => {
    const parameters = await askBackground("vault.unlockParameters", null);
    if (!parameters.ok) return { status: "failed", code: parameters.code };
    const { slotId, kdf } = parameters.value;
    const half = (from: number): DeriveOptions => ({
      onProgress: (share) => onProgress?.(from + share / 2),
      ...(signal === undefined ? {} : { signal }),
    });
    const rootKey = await deriveRootKey(password, kdf, half(0));
    const newKdf = newScryptParameters();
    const newRootKey = await deriveRootKey(newPassword, newKdf, half(0.5));
    const answer = await askBackground("vault.changePassword", { slotId, rootKey, newKdf, newRootKey });
    if (!answer.ok) return { status: "failed", code: answer.code };
    return { status: answer.value.status === "changed" ? "done" : "wrong-password" };
  });

const attempt = async (work: () => Promise<PasswordOutcome>): Promise<PasswordOutcome> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { status: "cancelled" };
    return { status: "failed", code: "unexpected" }; // the worker could not run; nothing was sent
  }
};
