/**
 * Proof of one key slot, made in this page from what the member gives: the password is turned into a root key in this
 * page's own worker and never travels further. Used for unlocking and wherever a person is asked to prove it again.
 */

import { askBackground } from "../platform/messaging.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";

/** What the member gives to open one key slot. */
export type Way = { readonly kind: "password"; readonly password: string };

/** "cancelled": the member stopped it; nothing was sent. */
export type ProofOutcome =
  | { readonly status: "proved"; readonly proof: SlotKey }
  | { readonly status: "cancelled" }
  | { readonly status: "failed"; readonly code: ErrorCode };

/** The proof that `way` leads to. Whether it fits the slot only the background can tell. */
export const proofOf = async (way: Way, options: DeriveOptions = {}): Promise<ProofOutcome> => {
  const methods = await askBackground("vault.unlockMethods", null);
  if (!methods.ok) return { status: "failed", code: methods.code };
  if (methods.value.password === null) return { status: "failed", code: "no-password" };
  const { slotId, kdf } = methods.value.password;
  try {
    const rootKey = await deriveRootKey(way.password, kdf, options);
    return { status: "proved", proof: { slotId, rootKey } };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { status: "cancelled" };
    return { status: "failed", code: "unexpected" }; // the worker could not run; nothing was sent
  }
};
