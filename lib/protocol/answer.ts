/**
 * Every reply of the background: a value, or a code whose text the pages find under `errors.<code>`.
 * Codes travel, texts and stack traces never do.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode };

/** All codes that may cross from the background to a page. */
export const errorCodes = [
  "bad-request",
  "forbidden",
  "locked",
  "no-vault",
  "no-password",
  "must-wait",
  "no-recovery",
  "vault-exists",
  "vault-damaged",
  "vault-newer",
  "vault-missing",
  "storage-failed",
  "backup-damaged",
  "backup-newer",
  "storage-degraded",
  "storage-unreadable",
  "storage-busy",
  "changed-elsewhere",
  "account-missing",
  "too-many-accounts",
  "invalid-uri",
  "invalid-name",
  "page-gone",
  "forbidden-by-policy",
  "disabled-by-policy",
  "unexpected",
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** Reads a reply; anything malformed (for instance `undefined` from a stopped worker) is "unexpected". */
export const readAnswer = <T>(reply: unknown): Answer<T> => {
  if (typeof reply === "object" && reply !== null && "ok" in reply) {
    if (reply.ok === true && "value" in reply) return { ok: true, value: reply.value as T }; // our own background's typed reply
    if (reply.ok === false && "code" in reply) {
      const code = errorCodes.find((known) => known === reply.code);
      return { ok: false, code: code ?? "unexpected" };
    }
  }
  return { ok: false, code: "unexpected" };
};
