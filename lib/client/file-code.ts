/** A back-up file opened by the recovery code of its day: read and tried in this page, for a file whose password is forgotten. */

import { readBackup } from "../core/backup/backup-file.ts";
import { encodeBase64, wipe } from "../core/bytes.ts";
import { parseRecoveryCode, type RecoveryCodeReading } from "../core/vault/recovery-code.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import { VaultError } from "../core/vault/vault-error.ts";
import { askBackground } from "../platform/messaging.ts";
import type { DeriveOptions } from "../platform/workers.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import { type ChosenFile, strengthen } from "./backup-file.ts";
import { errorText } from "./error-text.ts";
import type { PasswordResult } from "./password-actions.ts";
import { resultOfFailure } from "./recovery-client.ts";

/** "mistyped": it is no code yet, see `reading`. "wrong": a code, but not this file's. */
export type FileCodeOutcome =
  | { readonly status: "proved"; readonly proof: SlotKey }
  | { readonly status: "mistyped"; readonly reading: Exclude<RecoveryCodeReading, { status: "ok" }> }
  | { readonly status: "wrong" }
  | { readonly status: "failed"; readonly text: string };

/** Tries a typed code on the file here, so that a member is told before a new password is asked for. */
export const proveFileByCode = async (
  { text, recoverySlotId }: ChosenFile,
  typed: string,
): Promise<FileCodeOutcome> => {
  if (recoverySlotId === null) return { status: "wrong" };
  const reading = parseRecoveryCode(typed);
  if (reading.status !== "ok") return { status: "mistyped", reading };
  try {
    const outcome = await unlockVault(readBackup(text).envelope, recoverySlotId, reading.bytes);
    if (outcome.status === "wrong-password") return { status: "wrong" };
    wipe(outcome.vaultKey);
    return { status: "proved", proof: { slotId: recoverySlotId, rootKey: encodeBase64(reading.bytes) } };
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    return { status: "failed", text: errorText("backup-damaged") };
  } finally {
    wipe(reading.bytes);
  }
};

/** Where there is no vault: the file becomes it under a new password, and the code is used up. */
export const adoptByCode = async (
  { text }: ChosenFile,
  { proof, password }: { readonly proof: SlotKey; readonly password: string },
  options: DeriveOptions,
): Promise<PasswordResult> => {
  try {
    const next = await strengthen(password, options);
    const answer = await askBackground("backup.adopt", { text, proof, next });
    if (!answer.ok) return { status: "failed", text: errorText(answer.code) };
    return { status: answer.value.status === "adopted" ? "done" : "wrong-password" };
  } catch (error) {
    return resultOfFailure(error);
  }
};
