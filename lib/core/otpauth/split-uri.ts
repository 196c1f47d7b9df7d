/** Cuts an otpauth URI into its parts and takes the percent encoding off, strictly; what the parts mean is not decided here. */
import { OtpauthUriError } from "./uri-error.ts";

/** Longest URI read, in UTF-16 units: more than the longest names and secret need, well below a QR code's 7,089. */
export const MAX_URI_LENGTH = 2048;

/** A URI in parts, decoded. `type`: lower case. `labelPrefix`: null when the label has no colon. `parameters`: by lower-case name. */
export interface UriParts {
  readonly type: string;
  readonly labelPrefix: string | null;
  readonly labelName: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The parts of an otpauth URI. Scheme, type and parameter names may be in any case.
 * @throws {OtpauthUriError} "uri-too-long", "uri-not-otpauth", "uri-bad-encoding", "uri-unsupported-part" or "uri-duplicate-parameter".
 */
export function splitUri(text: string): UriParts {
  if (text.length > MAX_URI_LENGTH)
    throw new OtpauthUriError(
      "uri-too-long",
      `uri: expected at most ${MAX_URI_LENGTH} characters, saw ${text.length}`,
    );
  if (!/^otpauth:\/\//i.test(text))
    throw new OtpauthUriError("uri-not-otpauth", "uri: expected the scheme otpauth");
  if (!text.isWellFormed()) throw badEncoding("text");
  if (text.includes("#")) throw new OtpauthUriError("uri-unsupported-part", "uri: expected no fragment");
  const [beforeQuery, query] = cut(text.slice("otpauth://".length), "?");
  const [authority, path] = cut(beforeQuery, "/");
  if (/[@:]/.test(authority))
    throw new OtpauthUriError("uri-unsupported-part", "uri: expected neither user name nor port");
  return { type: authority.toLowerCase(), ...splitLabel(path), parameters: splitQuery(query) };
}

/**
 * Key URI Format: the separator is a literal or an encoded colon. A literal one comes first, because Keycloak encodes
 * the colons that belong to the names.
 */
function splitLabel(path: string): { labelPrefix: string | null; labelName: string } {
  const index = path.indexOf(":");
  if (index >= 0)
    return {
      labelPrefix: decode(path.slice(0, index), "label"),
      labelName: decode(path.slice(index + 1), "label"),
    };
  const label = decode(path, "label");
  const decodedIndex = label.indexOf(":");
  if (decodedIndex < 0) return { labelPrefix: null, labelName: label };
  return { labelPrefix: label.slice(0, decodedIndex), labelName: label.slice(decodedIndex + 1) };
}

/** A Map, so that a parameter called `__proto__` is a name like any other. Every value is decoded, also of unknown parameters. */
function splitQuery(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const [rawName, rawValue] = cut(pair, "=");
    const name = decode(rawName, "parameter name").toLowerCase();
    // Readers disagree on which of two values counts, so what a person checked elsewhere may not be what is kept.
    if (parameters.has(name))
      throw new OtpauthUriError("uri-duplicate-parameter", "uri: expected each parameter once");
    parameters.set(name, decode(rawValue, "parameter"));
  }
  return parameters;
}

/** `+` is a space: Keycloak form-encodes the account name. Malformed escapes, bad UTF-8 and surrogates are refused. */
function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw badEncoding(what, cause);
  }
}

function badEncoding(what: string, cause?: unknown): OtpauthUriError {
  return new OtpauthUriError("uri-bad-encoding", `${what}: expected percent-encoded UTF-8`, { cause });
}

function cut(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + separator.length)];
}
