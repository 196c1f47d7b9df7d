import { CodedError } from "../errors.ts";

/**
 * Why a file is not restored from. Each has its own text under `backup.refused`.
 * - "empty", "too-large": nothing in it, or more than any back-up of ours.
 * - "utf-16", "not-text": saved by another program in another encoding, or no text at all.
 * - "archive", "program", "web-page", "table", "plain-list", "other-file": told by the content, whatever the name says.
 * - "aegis": the vault of another authenticator app, which this release does not read.
 * - "cut-off": the text ends before it is complete.
 * - "damaged": a back-up that was altered or damaged, be it by one bit.
 * - "newer-version": made by a later release.
 * - "kdf-out-of-range": asks for a key derivation that is too cheap or too costly; refused before any work.
 */
export const backupErrorCodes = [
  "empty",
  "too-large",
  "utf-16",
  "not-text",
  "archive",
  "program",
  "web-page",
  "table",
  "plain-list",
  "other-file",
  "aegis",
  "cut-off",
  "damaged",
  "newer-version",
  "kdf-out-of-range",
] as const;

/** One of {@link backupErrorCodes}. */
export type BackupErrorCode = (typeof backupErrorCodes)[number];

/** A file that is no back-up to restore from. A wrong password is not an error but an outcome. */
export class BackupError extends CodedError<BackupErrorCode> {}
