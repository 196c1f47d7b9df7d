/** What the bytes of a secret tell about its quality and its origin. */

/** RFC 4226 R6 asks for 128 bits; from 80 bits on a key is kept and marked, because servers that issue such keys exist. */
export const MIN_SECRET_BYTES = 10;

/** The longest key any of the three algorithms uses unhashed is SHA-512's output, 64 bytes; longer ones come from damage or attack. */
export const MAX_SECRET_BYTES = 64;

/** A remark on a secret that is accepted. "short-secret": under 128 bits (RFC 4226 R6). "weak-secret": one byte repeated. */
export type SecretWarning = { readonly code: "short-secret" } | { readonly code: "weak-secret" };

const RECOMMENDED_SECRET_BYTES = 16;

// Keycloak draws 20 characters from a-z, A-W, 1-9 and 0 and uses their ASCII bytes as the key. X, Y and Z never occur.
const KEYCLOAK_SECRET = /^[a-zA-W0-9]{20}$/;

/** Remarks on a secret of acceptable length, the gravest first. */
export function secretWarnings(secret: Uint8Array): readonly SecretWarning[] {
  const warnings: SecretWarning[] = [];
  if (secret.every((byte) => byte === secret[0])) warnings.push({ code: "weak-secret" });
  if (secret.length < RECOMMENDED_SECRET_BYTES) warnings.push({ code: "short-secret" });
  return warnings;
}

/**
 * Whether Keycloak can have made this secret: 20 ASCII characters out of a-z, A-W and 0-9. A key typed from a Keycloak page
 * that fails this test very probably holds a typing error.
 */
export function isKeycloakSecret(secret: Uint8Array): boolean {
  return secret.length === 20 && KEYCLOAK_SECRET.test(String.fromCharCode(...secret));
}
