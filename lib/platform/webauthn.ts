/**
 * Passkeys of this browser's extension, used for one thing: the 32 secret bytes that an authenticator answers with for
 * a salt (WebAuthn's prf extension). The extension's own id is the relying party, so a passkey works in this browser's
 * installation of it and nowhere else. Pages only: the background has no WebAuthn.
 */

import { decodeBase64, encodeBase64, wipe } from "../core/bytes.ts";

/** A passkey as its slot remembers it. `credentialId`: base64. */
export interface KnownPasskey {
  readonly credentialId: string;
  readonly transports: readonly string[];
}

/** What an authenticator answered; `rootKey`: the prf output for the salt, base64 of 32 bytes. */
export type Created = { readonly status: "done"; readonly rootKey: string } & KnownPasskey;
export type Evaluated = { readonly status: "done"; readonly rootKey: string };

/**
 * Why there is no answer.
 * - "cancelled": our own signal stopped it.
 * - "unsupported": browser or authenticator has no prf extension or cannot check who is there.
 * - "not-allowed": the person closed the browser's window, time ran out, the check failed or there is no such passkey.
 *   The browser does not say which (WebAuthn §14.5).
 * - "exists": the authenticator holds one of the excluded passkeys.
 */
export type NoAnswer = {
  readonly status: "cancelled" | "unsupported" | "not-allowed" | "exists" | "failed";
};

/** Salt of the prf extension and size of its output, in bytes. */
const PRF_BYTES = 32;

/** Time for the browser's window. What a screen reader and an unhurried person need for a PIN. */
const timeoutMs = 60_000;

/** COSE numbers of ES256, EdDSA and RS256: every authenticator knows one of them. The signature is never looked at. */
const algorithms = [-7, -8, -257];

export interface CreateOptions {
  /** Shown by the browser and the operating system. */
  readonly productName: string;
  /** Base64 of 32 bytes. */
  readonly salt: string;
  /** An authenticator with one of these refuses to make another. */
  readonly excluded: readonly KnownPasskey[];
  readonly signal: AbortSignal;
}

/** Whether this page's browser has WebAuthn at all; prf shows only in an authenticator's answer. */
export const hasWebAuthn = (): boolean => typeof PublicKeyCredential === "function";

/** Makes a passkey and evaluates its prf once, by a second question where the first gives no output. */
export const createPasskey = async (options: CreateOptions): Promise<Created | NoAnswer> =>
  answered(options.signal, async () => {
    const { signal, salt } = options;
    const credential = await navigator.credentials.create({ publicKey: creationOptions(options), signal });
    if (!(credential instanceof PublicKeyCredential)) return { status: "failed" };
    const { response } = credential;
    const passkey = {
      credentialId: encodeBase64(new Uint8Array(credential.rawId)),
      transports: response instanceof AuthenticatorAttestationResponse ? transportsOf(response) : [],
    };
    const { prf } = credential.getClientExtensionResults();
    const rootKey = readOutput(prf);
    if (rootKey !== null) return { status: "done", ...passkey, rootKey };
    // Many authenticators evaluate only for a sign-in; they say so by "enabled".
    if (prf?.enabled !== true) return { status: "unsupported" };
    const evaluated = await evaluatePasskey(passkey, { salt, signal });
    return evaluated.status === "done" ? { ...evaluated, ...passkey } : evaluated;
  });

/** The prf output of one known passkey for its salt. */
export const evaluatePasskey = async (
  passkey: KnownPasskey,
  { salt, signal }: { readonly salt: string; readonly signal: AbortSignal },
): Promise<Evaluated | NoAnswer> =>
  answered(signal, async () => {
    const publicKey: PublicKeyCredentialRequestOptions = {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: [descriptorOf(passkey)],
      userVerification: "required", // without it the prf is another one
      timeout: timeoutMs,
      extensions: { prf: { eval: { first: decodeBase64(salt) } } },
    };
    const credential = await navigator.credentials.get({ publicKey, signal });
    if (!(credential instanceof PublicKeyCredential)) return { status: "failed" };
    const rootKey = readOutput(credential.getClientExtensionResults().prf);
    return rootKey === null ? { status: "unsupported" } : { status: "done", rootKey };
  });

const creationOptions = ({
  productName,
  salt,
  excluded,
}: CreateOptions): PublicKeyCredentialCreationOptions => ({
  rp: { name: productName },
  user: { id: crypto.getRandomValues(new Uint8Array(32)), name: productName, displayName: productName },
  challenge: crypto.getRandomValues(new Uint8Array(32)),
  pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
  excludeCredentials: excluded.map(descriptorOf),
  // We always name the passkey when asking for it, so it need not be listed anywhere or be carried to other devices.
  authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
  attestation: "none",
  timeout: timeoutMs,
  // Windows Hello fails for a prf extension without an input, so there is always one.
  extensions: { prf: { eval: { first: decodeBase64(salt) } } },
});

const descriptorOf = ({ credentialId, transports }: KnownPasskey): PublicKeyCredentialDescriptor => ({
  type: "public-key",
  id: decodeBase64(credentialId),
  transports: [...transports] as AuthenticatorTransport[], // an open list (WebAuthn §5.8.4); unknown ones are ignored
});

/** As many and as long as a key slot holds. */
const transportsOf = (response: AuthenticatorAttestationResponse): readonly string[] =>
  response
    .getTransports()
    .filter(({ length }) => length <= 32)
    .slice(0, 8);

/** The output as base64; its bytes are wiped. Null when there is none. */
const readOutput = (prf: AuthenticationExtensionsPRFOutputs | undefined): string | null => {
  const first = prf?.results?.first;
  if (first === undefined) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  try {
    return bytes.length === PRF_BYTES ? encodeBase64(bytes) : null;
  } finally {
    wipe(bytes);
  }
};

const answered = async <Outcome>(
  signal: AbortSignal,
  ask: () => Promise<Outcome | NoAnswer>,
): Promise<Outcome | NoAnswer> => {
  if (signal.aborted) return { status: "cancelled" };
  if (!hasWebAuthn()) return { status: "unsupported" };
  try {
    return await ask();
  } catch (error) {
    return { status: signal.aborted ? "cancelled" : statusOf(error) };
  }
};

const statusOf = (error: unknown): NoAnswer["status"] => {
  switch (error instanceof DOMException ? error.name : null) {
    case "AbortError":
      return "cancelled";
    case "NotAllowedError":
      return "not-allowed";
    case "InvalidStateError":
      return "exists";
    case "NotSupportedError":
    case "ConstraintError":
      return "unsupported";
    default:
      return "failed";
  }
};
