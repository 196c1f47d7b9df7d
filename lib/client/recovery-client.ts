/** The page's side of the recovery code: codes are made and read here, and only their root keys go inward. */

import { encodeBase64, wipe } from "../core/bytes.ts";
import { newScryptParameters } from "../core/vault/kdf.ts";
import { formatRecoveryCode } from "../core/vault/recovery-code.ts";
import { newRecoveryRootKey } from "../core/vault/recovery-slot.ts";
import { askBackground } from "../platform/messaging.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import type { Answer } from "../protocol/answer.ts";
import type { NewPassword } from "../protocol/vault-requests.ts";
import { errorText, errorTextWithoutPassword } from "./error-text.ts";
import type { PasswordResult } from "./password-actions.ts";
import { proofOf, type Way } from "./proof.ts";

/** A new code as text for the paper and as the root key it stands for. Lives in one page, until that page closes. */
export interface NewRecoveryCode {
  readonly text: string;
  readonly rootKey: string;
}

export const newRecoveryCode = (): NewRecoveryCode => {
  const bytes = newRecoveryRootKey();
  try {
    return { text: formatRecoveryCode(bytes), rootKey: encodeBase64(bytes) };
  } finally {
    wipe(bytes);
  }
};

/** Saves a code that was typed back, in the place of any earlier one. */
export const setRecoveryCode = (rootKey: string, way: Way, options: DeriveOptions): Promise<PasswordResult> =>
  withProof(way, options, (proof) => askBackground("recovery.set", { proof, rootKey }));

export const removeRecoveryCode = (way: Way, options: DeriveOptions): Promise<PasswordResult> =>
  withProof(way, options, (proof) => askBackground("recovery.remove", { proof }));

/** A new password as the background takes it; the password itself is not kept. Rejects when it was stopped. */
export const deriveNewPassword = async (password: string, options: DeriveOptions): Promise<NewPassword> => {
  const kdf = newScryptParameters();
  return { kdf, rootKey: await deriveRootKey(password, kdf, options) };
};

/** A derivation that was stopped or could not run, as a result; nothing was sent. */
export const resultOfFailure = (error: unknown): PasswordResult =>
  error instanceof DOMException && error.name === "AbortError"
    ? { status: "cancelled" }
    : { status: "failed", text: errorText("unexpected") };

/** Gives a password to an open vault that has none, by the passkey that opened it. */
export const setMissingPassword = (
  way: Way,
  password: string,
  options: DeriveOptions,
): Promise<PasswordResult> =>
  withProof(
    way,
    options,
    async (proof) =>
      askBackground("recovery.setMissingPassword", {
        proof,
        next: await deriveNewPassword(password, options),
      }),
    errorTextWithoutPassword,
  );

const withProof = async (
  way: Way,
  options: DeriveOptions,
  ask: (proof: Proof) => Promise<Answer<{ readonly status: string }>>,
  textOf: typeof errorText = errorText,
): Promise<PasswordResult> => {
  const outcome = await proofOf(way, options);
  if (outcome.status === "failed") return { status: "failed", text: textOf(outcome.code) };
  if (outcome.status === "cancelled") return { status: "cancelled" };
  try {
    const answer = await ask(outcome.proof);
    if (!answer.ok) return { status: "failed", text: errorText(answer.code) };
    return { status: answer.value.status === "wrong-password" ? "wrong-password" : "done" };
  } catch (error) {
    return resultOfFailure(error);
  }
};

type Proof = Extract<Awaited<ReturnType<typeof proofOf>>, { status: "proved" }>["proof"];
