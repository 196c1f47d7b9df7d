/** The page's side of the key slots: what each change needs from the member is proved here, the background carries it out. */

import { encodeBase64 } from "../core/bytes.ts";
import { t } from "../platform/i18n.ts";
import { askBackground } from "../platform/messaging.ts";
import { createPasskey } from "../platform/webauthn.ts";
import type { DeriveOptions } from "../platform/workers.ts";
import type { Answer } from "../protocol/answer.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import { type FailureCode, passkeyFailure, proofOf, type Way } from "./proof.ts";

/** How a change of key slots ended. Only "done" has changed anything. */
export type SlotOutcome =
  | { readonly status: "done" | "wrong-password" | "cancelled" | "full" }
  | { readonly status: "failed"; readonly code: FailureCode };

/**
 * Makes a passkey of this PC a way into the vault. The proof is tried first, so that nobody goes through the browser's
 * windows for a mistyped password. A passkey whose slot could not be saved stays unused with the authenticator.
 */
export const addPasskey = async (
  way: Way,
  name: string,
  { signal = new AbortController().signal, ...options }: DeriveOptions = {},
): Promise<SlotOutcome> =>
  withProof(way, { signal, ...options }, async (proof) => {
    const tried = await askBackground("vault.checkKey", proof);
    if (!tried.ok) return { status: "failed", code: tried.code };
    if (tried.value.status === "wrong-password") return { status: "wrong-password" };
    const methods = await askBackground("vault.unlockMethods", null);
    if (!methods.ok) return { status: "failed", code: methods.code };
    const excluded = methods.value.passkeys.map(({ kdf, transports }) => ({ ...kdf, transports }));
    const salt = encodeBase64(crypto.getRandomValues(new Uint8Array(32)));
    const created = await createPasskey({ productName: t("app.name"), salt, excluded, signal });
    if (created.status !== "done") return passkeyFailure(created);
    const { credentialId, transports, rootKey } = created;
    const kdf = { algorithm: "webauthn-prf", salt, credentialId } as const;
    const passkey = { kdf, rootKey, name, transports };
    return outcomeOf(await askBackground("slots.addPasskey", { proof, passkey }));
  });

export const removePasskey = (way: Way, slotId: string, options: DeriveOptions = {}): Promise<SlotOutcome> =>
  withProof(way, options, async (proof) =>
    outcomeOf(await askBackground("slots.removePasskey", { proof, slotId })),
  );

/** All keys new, by the password: no other proof can wrap the new key. */
export const rotateKeys = (password: string, options: DeriveOptions = {}): Promise<SlotOutcome> =>
  withProof({ kind: "password", password }, options, async (proof) =>
    outcomeOf(await askBackground("slots.rotate", { proof })),
  );

const withProof = async (
  way: Way,
  options: DeriveOptions,
  use: (proof: SlotKey) => Promise<SlotOutcome>,
): Promise<SlotOutcome> => {
  const outcome = await proofOf(way, options);
  return outcome.status === "proved" ? use(outcome.proof) : outcome;
};

type Change = "added" | "removed" | "rotated";

const outcomeOf = (answer: Answer<{ readonly status: Change | "wrong-password" | "full" }>): SlotOutcome => {
  if (!answer.ok) return { status: "failed", code: answer.code };
  const { status } = answer.value;
  return { status: status === "wrong-password" || status === "full" ? status : "done" };
};
