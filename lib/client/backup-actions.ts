/** What a person does with back-ups, with its failures in words. Passwords become root keys here and go no further. */

import { handOverFile } from "../platform/download.ts";
import { askBackground } from "../platform/messaging.ts";
import { type DeriveOptions, deriveRootKey } from "../platform/workers.ts";
import type { Answer } from "../protocol/answer.ts";
import type {
  BackupTest,
  EntryChoice,
  MadeBackup,
  PlainAnswer,
  RestorePreview,
} from "../protocol/backup-requests.ts";
import type { SlotKey } from "../protocol/vault-requests.ts";
import { type ChosenFile, proveFile, strengthen } from "./backup-file.ts";
import { errorText } from "./error-text.ts";
import { newKdf } from "./kdf-cost.ts";
import type { PasswordResult } from "./password-actions.ts";
import { proofOf } from "./proof.ts";

/** A step that ended well, or how it ended otherwise. */
export type Outcome<Value> =
  | { readonly status: "ok"; readonly value: Value }
  | Exclude<PasswordResult, { status: "done" }>;

const dayOf = (timeMs: number): string => {
  const day = new Date(timeMs);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

/** Makes a file and hands it to the browser; only then does it count as a back-up. The value is the file's name. */
export const saveBackup = async (): Promise<Outcome<string>> => {
  const made = await askBackground("backup.make", null);
  return made.ok ? keepFile(made.value) : failed(made);
};

const keepFile = async ({ text, createdAtMs, countedChanges }: MadeBackup): Promise<Outcome<string>> => {
  const name = `hitotoki-backup-${dayOf(createdAtMs)}.json`;
  handOverFile(name, text, "application/json");
  // A note that is lost costs one reminder; the file is there.
  await askBackground("backup.saved", { createdAtMs, countedChanges });
  return { status: "ok", value: name };
};

/** The same under a password of its own, after proof by the master password. Progress runs over both derivations. */
export const saveOwnBackup = (
  { current, next }: { readonly current: string; readonly next: string },
  { onProgress, signal }: DeriveOptions,
): Promise<Outcome<string>> =>
  derived(async () => {
    const half = (from: number): DeriveOptions => ({
      onProgress: (share) => onProgress?.(from + share / 2),
      ...(signal === undefined ? {} : { signal }),
    });
    const proved = await proofOf({ kind: "password", password: current }, half(0));
    if (proved.status === "cancelled") return proved;
    if (proved.status === "failed") return { status: "failed", text: errorText(proved.code) };
    const kdf = await newKdf(signal);
    const password = { kdf, rootKey: await deriveRootKey(next, kdf, half(0.5)) };
    const made = await askBackground("backup.makeOwn", { password, proof: proved.proof });
    if (!made.ok) return failed(made);
    return made.value.status === "made" ? keepFile(made.value) : { status: "wrong-password" };
  });

/** Opens the file and compares it with the vault. */
export const testBackup = (
  file: ChosenFile,
  password: string,
  options: DeriveOptions,
): Promise<Outcome<Extract<BackupTest, { status: "opened" }>>> =>
  withProof(file, password, options, (proof) => testProved(file, proof));

/** The same with proof made already. */
export const testProved = async (
  { text }: ChosenFile,
  proof: SlotKey,
): Promise<Outcome<Extract<BackupTest, { status: "opened" }>>> => {
  const answer = await askBackground("backup.test", { text, proof });
  if (!answer.ok) return failed(answer);
  return answer.value.status === "opened" ? { status: "ok", value: answer.value } : answer.value;
};

/** A previewed file with the proof that opened it, for the restoring that follows. */
export interface Previewed {
  readonly preview: Extract<RestorePreview, { status: "opened" }>;
  /** Null for a file in clear. */
  readonly proof: SlotKey | null;
}

/** What restoring the file would mean. */
export const previewRestore = (
  file: ChosenFile,
  password: string,
  options: DeriveOptions,
): Promise<Outcome<Previewed>> =>
  file.isInClear
    ? previewProved(file, null)
    : withProof(file, password, options, (proof) => previewProved(file, proof));

/** The same with proof made already. */
export const previewProved = async (
  { text }: ChosenFile,
  proof: SlotKey | null,
): Promise<Outcome<Previewed>> => {
  const answer = await askBackground("backup.preview", { text, proof });
  if (!answer.ok) return failed(answer);
  const preview = answer.value;
  return preview.status === "opened" ? { status: "ok", value: { preview, proof } } : preview;
};

/** Restores what was chosen; the value is the number of accounts that came out of the file. */
export const restoreChosen = async (
  file: ChosenFile,
  proof: SlotKey | null,
  decided: { readonly choices: readonly EntryChoice[]; readonly leavesBad: boolean },
): Promise<Outcome<number>> => {
  const answer = await askBackground("backup.restore", { text: file.text, proof, ...decided });
  if (!answer.ok) return failed(answer);
  return answer.value.status === "restored" ? { status: "ok", value: answer.value.count } : answer.value;
};

/** Where there is no vault: the file becomes it. A password stretched too little is derived once more, stronger. */
export const adoptBackup = async (
  file: ChosenFile,
  password: string,
  { onProgress, signal }: DeriveOptions,
): Promise<PasswordResult> => {
  const part = (from: number): DeriveOptions => ({
    onProgress: (share) => onProgress?.(file.isWeak ? from + share / 2 : share),
    ...(signal === undefined ? {} : { signal }),
  });
  const outcome = await withProof<null>(file, password, part(0), async (proof) => {
    const next = file.isWeak ? await strengthen(password, part(0.5)) : null;
    const answer = await askBackground("backup.adopt", { text: file.text, proof, next });
    if (!answer.ok) return failed(answer);
    return answer.value.status === "adopted" ? { status: "ok", value: null } : { status: "wrong-password" };
  });
  return outcome.status === "ok" ? { status: "done" } : outcome;
};

/** The unencrypted list, for the vault's own password typed now. */
export const listPlainly = async (
  password: string,
  options: DeriveOptions,
): Promise<Outcome<Extract<PlainAnswer, { status: "listed" }>>> => {
  const proved = await proofOf({ kind: "password", password }, options);
  if (proved.status === "cancelled") return proved;
  if (proved.status === "failed") return { status: "failed", text: errorText(proved.code) };
  const answer = await askBackground("backup.plain", { proof: proved.proof });
  if (!answer.ok) return failed(answer);
  return answer.value.status === "listed" ? { status: "ok", value: answer.value } : answer.value;
};

/** Hands the unencrypted list to the browser. */
export const savePlainList = (text: string): string => {
  const name = `hitotoki-unencrypted-${dayOf(Date.now())}.txt`;
  handOverFile(name, text, "text/plain");
  return name;
};

const failed = (answer: Extract<Answer<unknown>, { ok: false }>): PasswordResult & { status: "failed" } => ({
  status: "failed",
  text: errorText(answer.code),
});

const withProof = <Value>(
  file: ChosenFile,
  password: string,
  options: DeriveOptions,
  use: (proof: SlotKey) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> =>
  derived(async () => {
    const proof = await proveFile(file, password, options);
    return proof === null ? { status: "failed", text: errorText("no-password") } : use(proof);
  });

const derived = async <Value>(work: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { status: "cancelled" };
    return { status: "failed", text: errorText("unexpected") }; // the worker could not run; nothing was sent
  }
};
