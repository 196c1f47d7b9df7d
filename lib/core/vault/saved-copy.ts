/**
 * One stored copy of the sealed vault, as it lies in each of its places: the envelope's text with a checksum, so that a
 * torn or damaged copy is told from a whole one before any key is at hand.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { encodeBase64, encodeUtf8 } from "../bytes.ts";
import { checkKeys, isRecord, readInteger, readString } from "../check.ts";
import { type Envelope, MAX_CIPHERTEXT_BYTES, readEnvelope } from "./envelope.ts";
import { VaultError } from "./vault-error.ts";

/**
 * `serial`: counts the saves of this profile, whichever vault they were of; the highest whole copy is the newest.
 * `text`: JSON of the envelope. `sha256`: of serial and text, base64.
 */
export interface SavedCopy {
  readonly serial: number;
  readonly sha256: string;
  readonly text: string;
}

/**
 * What lies in one place. "newer": whole, and sealed by a later release, which this one must not overwrite.
 * "bad": something that is not a whole copy of ours.
 */
export type CopyReading =
  | { readonly status: "absent" }
  | { readonly status: "bad" }
  | { readonly status: "newer"; readonly serial: number }
  | { readonly status: "good"; readonly serial: number; readonly envelope: Envelope };

/** Base64 of the longest ciphertext, with room for slots and names; more is refused before it is hashed. */
const MAX_TEXT_LENGTH = Math.ceil(MAX_CIPHERTEXT_BYTES / 3) * 4 + 64 * 1024;

/** The copy of `envelope` that the save number `serial` puts into every place. */
export function makeSavedCopy(envelope: Envelope, serial: number): SavedCopy {
  const text = JSON.stringify(envelope);
  return { serial, sha256: checksum(serial, text), text };
}

/** Reads what lies in one place; null and undefined are "absent". Never throws for any plain value. */
export function readSavedCopy(value: unknown): CopyReading {
  if (value === null || value === undefined) return { status: "absent" };
  const copy = readWhole(value);
  if (copy === null) return { status: "bad" };
  try {
    return { status: "good", serial: copy.serial, envelope: readEnvelope(JSON.parse(copy.text)) };
  } catch (error) {
    const isNewer = error instanceof VaultError && error.code === "newer-version";
    return isNewer ? { status: "newer", serial: copy.serial } : { status: "bad" };
  }
}

/** The single copy of release 0.1: the bare envelope, older than every numbered save. */
export function readOldCopy(value: unknown): CopyReading {
  if (value === null || value === undefined) return { status: "absent" };
  try {
    return { status: "good", serial: 0, envelope: readEnvelope(value) };
  } catch (error) {
    const isNewer = error instanceof VaultError && error.code === "newer-version";
    return isNewer ? { status: "newer", serial: 0 } : { status: "bad" };
  }
}

/** The same for a place that keeps text, such as a file. */
export function readSavedCopyText(text: string | null): CopyReading {
  if (text === null) return { status: "absent" };
  try {
    return readSavedCopy(JSON.parse(text));
  } catch {
    return { status: "bad" };
  }
}

function readWhole(value: unknown): SavedCopy | null {
  try {
    if (!isRecord(value)) return null;
    checkKeys(value, ["serial", "sha256", "text"], "copy");
    const serial = readInteger(value, "serial", 0, Number.MAX_SAFE_INTEGER);
    const text = readString(value, "text", { maxLength: MAX_TEXT_LENGTH });
    const sum = readString(value, "sha256", { maxLength: 44 });
    return sum === checksum(serial, text) ? { serial, sha256: sum, text } : null;
  } catch {
    return null; // not of our shape: as good as not there
  }
}

function checksum(serial: number, text: string): string {
  return encodeBase64(sha256(encodeUtf8(`${serial}\n${text}`)));
}
