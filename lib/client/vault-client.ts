/** The page's side of the vault: passwords become root keys here, and only root keys go inward to the background. */

import { askBackground } from "../platform/messaging.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import { catchUpWithCost, newKdf } from "./kdf-cost.ts";
import { type FailureCode, proofOf, type Way } from "./proof.ts";

/**
 * How an attempt with a password ended. "cancelled": the member stopped the derivation; nothing was sent.
 * "must-wait": nothing was tried, because of many wrong attempts in a row.
 */
export type PasswordOutcome =
  | { readonly status: "done" }
  | { readonly status: "wrong-password" }
  | { readonly status: "cancelled" }
  | { readonly status: "must-wait"; readonly waitMs: number }
  | { readonly status: "failed"; readonly code: FailureCode };

/** Creates the vault under a new password and leaves it unlocked. */
export const createVault = (password: string, options: DeriveOptions = {}): Promise<PasswordOutcome> =>
  attempt(async () => {
    const kdf = await newKdf(options.signal);
    const rootKey = await deriveRootKey(password, kdf, options);
    const answer = await askBackground("vault.create", { kdf, rootKey });
    return answer.ok ? { status: "done" } : { status: "failed", code: answer.code };
  });

/** Unlocks by one way. */
export const unlockVault = async (way: Way, options: DeriveOptions = {}): Promise<PasswordOutcome> => {
  let elapsedMs: number | null = null;
  const onElapsed = (ms: number): void => {
    elapsedMs = ms;
  };
  const outcome = await proofOf(way, { ...options, onElapsed });
  if (outcome.status !== "proved") return outcome;
  const answer = await askBackground("vault.unlock", outcome.proof);
  if (!answer.ok) return { status: "failed", code: answer.code };
  if (answer.value.status === "must-wait") return answer.value;
  if (answer.value.status !== "unlocked") return { status: "wrong-password" };
  // Not waited for: the vault is open.
  if (way.kind === "password" && elapsedMs !== null)
    void catchUpWithCost({ password: way.password, proof: outcome.proof, elapsedMs });
  return { status: "done" };
};

/** Whether the member still knows the key of one way. Opens and changes nothing. */
export const checkKey = async (way: Way, options: DeriveOptions = {}): Promise<PasswordOutcome> => {
  const outcome = await proofOf(way, options);
  if (outcome.status !== "proved") return outcome;
  const answer = await askBackground("vault.checkKey", outcome.proof);
  if (!answer.ok) return { status: "failed", code: answer.code };
  return { status: answer.value.status === "right" ? "done" : "wrong-password" };
};

/** Replaces the password; the accounts stay as they are. Two derivations: progress runs from 0 to 1 over both. */
export const changePassword = (
  way: Way,
  newPassword: string,
  { onProgress, signal }: DeriveOptions = {},
): Promise<PasswordOutcome> =>
  attempt(async () => {
    const half = (from: number): DeriveOptions => ({
      onProgress: (share) => onProgress?.(from + share / 2),
      ...(signal === undefined ? {} : { signal }),
    });
    const outcome = await proofOf(way, half(0));
    if (outcome.status !== "proved") return outcome;
    const kdf = await newKdf(signal);
    const next = { kdf, rootKey: await deriveRootKey(newPassword, kdf, half(0.5)) };
    const answer = await askBackground("vault.changePassword", { current: outcome.proof, next });
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
