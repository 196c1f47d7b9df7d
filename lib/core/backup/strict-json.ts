/** JSON without its loose ends: no repeated keys, no deep nesting, and a text that just stops is told from a wrong one. */
import { BackupError } from "./backup-error.ts";

/** Deepest nesting that is read. A back-up has 5: file, envelope, slots, slot, kdf or transports. */
const MAX_DEPTH = 8;

/** Longest key that is looked at; ours are shorter by far. */
const MAX_KEY_LENGTH = 64;

/**
 * The value of a JSON text (RFC 8259).
 * @throws {BackupError} "cut-off" when the text ends within a value; "damaged" for anything else that is not JSON, for
 * data after it, for a key that stands twice in one object and for nesting beyond every back-up
 */
export function parseStrictJson(text: string): unknown {
  checkStructure(text);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text: so no cause.
    throw new BackupError("damaged", "json: expected one JSON value");
  }
}

/** One pass over brackets and strings alone; everything else is left to the platform's parser. */
function checkStructure(text: string): void {
  const open: { readonly keys: Set<string> | null }[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1)?.keys;
      if (expectsKey && keys) addKey(keys, text.slice(at, Math.min(end, at + MAX_KEY_LENGTH) + 1));
      expectsKey = false;
      at = end;
    } else if (sign === "{" || sign === "[") {
      open.push({ keys: sign === "{" ? new Set() : null });
      if (open.length > MAX_DEPTH) throw new BackupError("damaged", "json: nested too deeply");
      expectsKey = sign === "{";
    } else if (sign === "}" || sign === "]") {
      open.pop();
      expectsKey = false;
    } else if (sign === ",") expectsKey = true;
  }
  if (open.length > 0) throw new BackupError("cut-off", "json: ends within a value");
}

/** The place of the closing quotation mark. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  throw new BackupError("cut-off", "json: ends within a string");
}

/** Keys are compared as they are read, so that an escape does not hide a repetition. */
function addKey(keys: Set<string>, quoted: string): void {
  const key = readKey(quoted);
  if (keys.has(key)) throw new BackupError("damaged", "json: a key stands twice");
  keys.add(key);
}

function readKey(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new BackupError("damaged", "json: expected a short key");
  }
}
