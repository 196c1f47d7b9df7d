import { type OtpauthUri, readOtpauthUri } from "./parse-uri.ts";
import { readSetupKey, type SetupKey } from "./setup-key.ts";

/** What stood in a key field: a key, or a whole otpauth URI that someone pasted there. */
export type KeyField = ({ readonly kind: "key" } & SetupKey) | ({ readonly kind: "uri" } & OtpauthUri);

/**
 * Reads the text of a key field. `expectKeycloak`: as for `readSetupKey`.
 * @throws {SetupKeyError} for a key that is refused. @throws {OtpauthUriError} for an otpauth URI that is refused.
 */
export function readKeyField(text: string, options: { readonly expectKeycloak?: boolean } = {}): KeyField {
  const trimmed = text.trim();
  if (/^otpauth:\/\//i.test(trimmed)) return { kind: "uri", ...readOtpauthUri(trimmed) };
  return { kind: "key", ...readSetupKey(text, options) };
}
