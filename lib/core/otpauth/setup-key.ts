/** Reads a set-up key typed or pasted by a person: base32 in whatever grouping, case and width. */
import { BytesError, type BytesErrorCode, decodeBase32 } from "../bytes.ts";
import { CodedError } from "../errors.ts";
import { type CharacterHint, readKeyCharacter } from "./key-characters.ts";
import {
  isKeycloakSecret,
  MAX_SECRET_BYTES,
  MIN_SECRET_BYTES,
  type SecretWarning,
  secretWarnings,
} from "./secret-checks.ts";

/**
 * Why a typed key is refused. "bad-length": one character is missing or too many. "trailing-bits": no writer of base32 ends a
 * key so, hence a typing error. "looks-like-*": a key in another notation, or an address in the place of a key.
 */
export type SetupKeyErrorCode =
  | "empty-key"
  | "bad-character"
  | "key-too-short"
  | "key-too-long"
  | "bad-length"
  | "trailing-bits"
  | "looks-like-hex"
  | "looks-like-base64"
  | "looks-like-uri";

/** A wrong character: its 1-based place in the user's own text, in code points, and what was probably meant. */
export interface WrongCharacter {
  readonly position: number;
  readonly character: string;
  readonly hint: CharacterHint;
  readonly suggestion: string | null;
}

/** A typed key that is refused. `wrong` is set for "bad-character" alone; the message never quotes the key. */
export class SetupKeyError extends CodedError<SetupKeyErrorCode> {
  readonly position: number | null;
  readonly character: string | null;
  readonly hint: CharacterHint | null;
  readonly suggestion: string | null;

  constructor(
    code: SetupKeyErrorCode,
    message: string,
    wrong: WrongCharacter | null = null,
    options?: ErrorOptions,
  ) {
    super(code, message, options);
    this.position = wrong?.position ?? null;
    this.character = wrong?.character ?? null;
    this.hint = wrong?.hint ?? null;
    this.suggestion = wrong?.suggestion ?? null;
  }
}

/** A remark on a key that is accepted. "not-keycloak-alphabet": the portal cannot have made it, so a character is probably wrong. */
export type SetupKeyWarning = SecretWarning | { readonly code: "not-keycloak-alphabet" };

/** A key as read. `secret`: 10 to 64 raw bytes. */
export interface SetupKey {
  readonly secret: Uint8Array;
  readonly warnings: readonly SetupKeyWarning[];
}

// Room for 103 characters in any grouping; longer pastes are refused before any work is spent on them.
const MAX_TEXT_LENGTH = 1024;

const MIN_CHARACTERS = Math.ceil((MIN_SECRET_BYTES * 8) / 5);
const MAX_CHARACTERS = Math.ceil((MAX_SECRET_BYTES * 8) / 5);

/**
 * The secret of a typed or pasted key. Blanks, hyphens, closing `=`, lower case and full-width forms are accepted.
 * `expectKeycloak`: the key comes from a Keycloak page; adds "not-keycloak-alphabet" where it cannot.
 * @throws {SetupKeyError}
 */
export function readSetupKey(text: string, { expectKeycloak = false } = {}): SetupKey {
  if (text.length > MAX_TEXT_LENGTH)
    throw new SetupKeyError(
      "key-too-long",
      `text: expected at most ${MAX_TEXT_LENGTH} characters, saw ${text.length}`,
    );
  refuseOtherNotations(text.trim());
  const secret = decode(readCharacters(text));
  const warnings: SetupKeyWarning[] = [...secretWarnings(secret)];
  if (expectKeycloak && !isKeycloakSecret(secret)) warnings.push({ code: "not-keycloak-alphabet" });
  return { secret, warnings };
}

/** The base32 characters of the text, upper case. */
function readCharacters(text: string): string {
  let characters = "";
  let padding: WrongCharacter | null = null;
  let position = 0;
  for (const character of text) {
    position++;
    const read = readKeyCharacter(character);
    if (read.kind === "spacing") continue;
    if (read.kind === "wrong")
      throw wrongCharacter({ position, character, hint: read.hint, suggestion: read.suggestion });
    if (read.kind === "padding") {
      padding ??= { position, character, hint: "other", suggestion: null };
      continue;
    }
    // `=` may only close a key (RFC 4648 §3.2); in the middle, two keys were run together.
    if (padding !== null) throw wrongCharacter(padding);
    characters += read.value;
  }
  return characters;
}

function wrongCharacter(wrong: WrongCharacter): SetupKeyError {
  return new SetupKeyError("bad-character", "key: expected base32 characters only", wrong);
}

/** Lengths first, so that nothing beyond 64 bytes is decoded. */
function decode(characters: string): Uint8Array {
  const { length } = characters;
  if (length === 0) throw new SetupKeyError("empty-key", "key: expected base32 characters, saw none");
  if (length < MIN_CHARACTERS)
    throw new SetupKeyError(
      "key-too-short",
      `key: expected ${MIN_CHARACTERS} characters or more, saw ${length}`,
    );
  if (length > MAX_CHARACTERS)
    throw new SetupKeyError(
      "key-too-long",
      `key: expected ${MAX_CHARACTERS} characters or fewer, saw ${length}`,
    );
  try {
    return decodeBase32(characters);
  } catch (cause) {
    if (!(cause instanceof BytesError)) throw cause;
    throw new SetupKeyError(DECODE_CODES[cause.code], `key: ${length} characters are not base32`, null, {
      cause,
    });
  }
}

const DECODE_CODES: Readonly<Record<BytesErrorCode, SetupKeyErrorCode>> = {
  "bad-character": "bad-character",
  "bad-length": "bad-length",
  "trailing-bits": "trailing-bits",
  "bad-utf8": "bad-character",
  "lone-surrogate": "bad-character",
};

function refuseOtherNotations(text: string): void {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text))
    throw new SetupKeyError("looks-like-uri", "key: expected base32, saw an address");
  if (looksLikeHex(text)) throw new SetupKeyError("looks-like-hex", "key: expected base32, saw hexadecimal");
  if (looksLikeBase64(text)) throw new SetupKeyError("looks-like-base64", "key: expected base32, saw base64");
}

/** Only hexadecimal digits, and one that base32 lacks: a typing error in base32 nearly always keeps a letter beyond F. */
function looksLikeHex(text: string): boolean {
  const digits = text.replace(/[\s:-]/g, "").replace(/^0x/i, "");
  return digits.length >= 16 && /^[0-9a-f]+$/i.test(digits) && /[0189]/.test(digits);
}

/** One run of base64 characters with signs that base32 lacks, or with the irregular case that no one types. */
function looksLikeBase64(text: string): boolean {
  if (!/^[a-z0-9+/_-]{16,}={0,2}$/i.test(text)) return false;
  return /[+/_]/.test(text) || countCaseChanges(text) >= MANY_CASE_CHANGES;
}

// Random base64 of 10 bytes changes case about five times between neighbouring letters; a slip of the shift key once or twice.
const MANY_CASE_CHANGES = 4;

function countCaseChanges(text: string): number {
  return [...text.matchAll(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)].length;
}
