/** From the bytes of a chosen file to its text: what the file is, is told by its content and never by its name. */
import { BytesError, decodeUtf8 } from "../bytes.ts";
import { BackupError, type BackupErrorCode } from "./backup-error.ts";

/**
 * Most bytes of a file. The largest vault (4 MiB of ciphertext) takes 5.6 MiB in base64; refusing from 1 MiB on would
 * refuse back-ups of our own.
 */
export const MAX_BACKUP_BYTES = 6 * 1024 * 1024;

/**
 * The text of a back-up file: UTF-8, without the byte order mark that editors put in front.
 * @throws {BackupError} for everything that is no JSON text, named by what it is
 */
export function readFileText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw refusal("empty");
  if (bytes.length > MAX_BACKUP_BYTES) throw refusal("too-large");
  const foreign = nameForeignBytes(bytes);
  if (foreign !== null) throw refusal(foreign);
  const text = decode(bytes)
    .replace(/^\uFEFF/, "")
    .trim();
  const wrong = nameForeignText(text);
  if (wrong !== null) throw refusal(wrong);
  return text;
}

const signatures: readonly (readonly [BackupErrorCode, string])[] = [
  ["archive", "PK"],
  ["archive", "\x1f\x8b"],
  ["archive", "Rar!"],
  ["archive", "7z\xbc\xaf"],
  ["program", "MZ"],
  ["program", "\x7fELF"],
  ["utf-16", "\xff\xfe"],
  ["utf-16", "\xfe\xff"],
];

function nameForeignBytes(bytes: Uint8Array): BackupErrorCode | null {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const found = signatures.find(([, signature]) => start.startsWith(signature));
  if (found !== undefined) return found[0];
  if (!bytes.includes(0)) return null;
  // JSON in UTF-16 without a mark: "{" has a zero byte beside it.
  return /^(\{\0|\0\{)/.test(start) ? "utf-16" : "not-text";
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch (cause) {
    if (cause instanceof BytesError) throw new BackupError("not-text", "file: expected UTF-8", { cause });
    throw cause;
  }
}

function nameForeignText(text: string): BackupErrorCode | null {
  if (text === "") return "empty";
  if (text.startsWith("{")) return null;
  if (text.startsWith("<")) return "web-page";
  const [firstLine = ""] = text.slice(0, 4_096).split(/\r?\n/);
  if (/^(#|otpauth:\/\/)/i.test(firstLine) && /otpauth:\/\//i.test(text)) return "plain-list";
  return /[,;\t]/.test(firstLine) ? "table" : "other-file";
}

function refusal(code: BackupErrorCode): BackupError {
  return new BackupError(code, `file: ${code}`);
}
