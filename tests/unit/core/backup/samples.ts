/** Synthetic back-ups for the tests of this folder. */

import { BackupError } from "../../../../lib/core/backup/backup-error.ts";
import { formatBackup, type NewBackup } from "../../../../lib/core/backup/backup-file.ts";
import type { Vault } from "../../../../lib/core/vault/vault.ts";
import { makeSample, type Sample } from "../vault/samples.ts";

export const CREATED_AT_MS = 1_790_000_000_000;

export interface BackupSample extends Sample {
  readonly backup: NewBackup;
  readonly text: string;
}

/** A back-up under the master password. */
export async function makeBackup(vault?: Vault): Promise<BackupSample> {
  const sample = await makeSample(vault);
  const backup: NewBackup = { kind: "master", createdAtMs: CREATED_AT_MS, envelope: sample.envelope };
  return { ...sample, backup, text: formatBackup(backup) };
}

/** The code a reader refused with, or null when it did not. Anything but a BackupError fails the test. */
export function refusalOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof BackupError) return error.code;
    throw error;
  }
}
