/**
 * Proof of one key slot, made in this page from what the member gives: the password is turned into a root key in this
 * page's own worker and never travels further; a passkey's root key is what its authenticator answers. Used for
 * unlocking and wherever a person is asked to prove it again.
 */

import { askBackground } from "../platform/messaging.ts";
import { evaluatePasskey, type NoAnswer } from "../platform/webauthn.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { SlotKey, UnlockMethods } from "../protocol/vault-requests.ts";

/** What the member gives to open one key slot. */
export type Way =
  | { readonly kind: "password"; readonly password: string }
  | { readonly kind: "passkey"; readonly slotId: string };

/** Why a passkey gave no key, apart from being stopped by the member in our page. */
export type PasskeyTrouble = `passkey-${Exclude<NoAnswer["status"], "cancelled">}` | "passkey-gone";

/** Everything that has a sentence: the background's codes and those of this page. */
export type FailureCode = ErrorCode | PasskeyTrouble;

/** "cancelled": the member stopped it; nothing was sent. */
export type ProofOutcome =
  | { readonly status: "proved"; readonly proof: SlotKey }
  | { readonly status: "cancelled" }
  | { readonly status: "failed"; readonly code: FailureCode };

/** The proof that `way` leads to. Whether it fits the slot only the background can tell. */
export const proofOf = async (way: Way, options: DeriveOptions = {}): Promise<ProofOutcome> => {
  const methods = await askBackground("vault.unlockMethods", null);
  if (!methods.ok) return { status: "failed", code: methods.code };
  switch (way.kind) {
    case "password":
      return passwordProof(methods.value, way.password, options);
    case "passkey":
      return passkeyProof(methods.value, way.slotId, options);
    default:
      return way satisfies never;
  }
};

const passwordProof = async (
  { password: slot }: UnlockMethods,
  password: string,
  options: DeriveOptions,
): Promise<ProofOutcome> => {
  if (slot === null) return { status: "failed", code: "no-password" };
  try {
    const rootKey = await deriveRootKey(password, slot.kdf, options);
    return { status: "proved", proof: { slotId: slot.slotId, rootKey } };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { status: "cancelled" };
    return { status: "failed", code: "unexpected" }; // the worker could not run; nothing was sent
  }
};

const passkeyProof = async (
  { passkeys }: UnlockMethods,
  slotId: string,
  { signal = new AbortController().signal }: DeriveOptions,
): Promise<ProofOutcome> => {
  const slot = passkeys.find((passkey) => passkey.slotId === slotId);
  if (slot === undefined) return { status: "failed", code: "passkey-gone" };
  const { credentialId, salt } = slot.kdf;
  const answer = await evaluatePasskey({ credentialId, transports: slot.transports }, { salt, signal });
  if (answer.status === "done") return { status: "proved", proof: { slotId, rootKey: answer.rootKey } };
  return passkeyFailure(answer);
};

/** How a page tells that an authenticator gave no answer. */
export const passkeyFailure = ({
  status,
}: NoAnswer):
  | { readonly status: "cancelled" }
  | { readonly status: "failed"; readonly code: PasskeyTrouble } =>
  status === "cancelled" ? { status } : { status: "failed", code: `passkey-${status}` };
