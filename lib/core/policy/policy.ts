/**
 * What a company's administrator has laid down for this browser (`storage.managed`, described by
 * public/managed-schema.json). A policy only ever narrows what a member may do: there is no value that loosens a limit.
 */

import { readPortalOrigin } from "../account/origin-match.ts";
import { isRecord } from "../check.ts";
import { cleanName } from "../otpauth/names.ts";
import { MIN_PASSWORD_CHARACTERS } from "../vault/password-rules.ts";

/** The rules in force, every one filled in. Nothing in it is secret. */
export interface Policy {
  /** Longest time without use until the vault locks, 1 to 480 minutes; null = the member's own choice. */
  readonly maxAutoLockMinutes: number | null;
  /** Shortest new master password in characters, 12 to 64. */
  readonly minPasswordLength: number;
  readonly allowExport: boolean;
  readonly allowCopy: boolean;
  readonly allowAutofill: boolean;
  /** Hosts of portal pages that may be filled, lower case, each once; null = every portal page. Never empty. */
  readonly allowedHosts: readonly string[] | null;
  readonly disablePasskeySlot: boolean;
  /** The extension must not be used in this browser at all. */
  readonly disabled: boolean;
  /** The company's reason for `disabled`, one line of plain text; "" = none given. */
  readonly disabledMessage: string;
  /** Whom to ask, one line of plain text; "" = not said. */
  readonly supportText: string;
}

/** The rules where no administrator has laid down any. */
export const noPolicy: Policy = {
  maxAutoLockMinutes: null,
  minPasswordLength: MIN_PASSWORD_CHARACTERS,
  allowExport: true,
  allowCopy: true,
  allowAutofill: true,
  allowedHosts: null,
  disablePasskeySlot: false,
  disabled: false,
  disabledMessage: "",
  supportText: "",
};

/** Longest text of an administrator, in code points. */
export const MAX_POLICY_TEXT = 300;

/** More hosts than there are societies on the portal; the rest of a longer list is not looked at. */
const MAX_HOSTS = 1_000;

/**
 * Reads what the browser hands over. Total: any value gives a policy, and a value that is not of its key's type and
 * range counts as not set, each key on its own. Only own data properties are read; unknown keys are ignored.
 */
export function readPolicy(value: unknown): Policy {
  const own = (key: keyof Policy): unknown =>
    isRecord(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
  return {
    maxAutoLockMinutes: readMinutes(own("maxAutoLockMinutes")),
    minPasswordLength: readLength(own("minPasswordLength")) ?? noPolicy.minPasswordLength,
    allowExport: own("allowExport") !== false,
    allowCopy: own("allowCopy") !== false,
    allowAutofill: own("allowAutofill") !== false,
    allowedHosts: readHosts(own("allowedHosts")),
    disablePasskeySlot: own("disablePasskeySlot") === true,
    disabled: own("disabled") === true,
    disabledMessage: readText(own("disabledMessage")),
    supportText: readText(own("supportText")),
  };
}

/**
 * The keys whose value counts as not set although the administrator has set one, in the order of {@link Policy}: for the
 * place where administrators look. One host that is none is enough.
 */
export function findIgnoredKeys(value: unknown): readonly (keyof Policy)[] {
  if (!isRecord(value)) return [];
  return policyKeys.filter((key) => {
    const set: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
    return set !== undefined && !isAccepted(key, set);
  });
}

const policyKeys = Object.keys(noPolicy) as readonly (keyof Policy)[]; // the keys of this very object

function isAccepted(key: keyof Policy, set: unknown): boolean {
  if (key === "allowedHosts")
    return (
      Array.isArray(set) &&
      set.length <= MAX_HOSTS &&
      set.length > 0 &&
      set.every((host) => readHost(host) !== null)
    );
  if (key === "maxAutoLockMinutes") return readMinutes(set) !== null;
  if (key === "minPasswordLength") return readLength(set) !== null;
  return typeof set === typeof noPolicy[key];
}

/** Whether codes may go to pages of `origin` (`https://host`, as `readPortalOrigin` gives it). */
export function isHostAllowed({ allowedHosts }: Policy, origin: string): boolean {
  return allowedHosts === null || allowedHosts.some((host) => `https://${host}` === origin);
}

const readMinutes = (value: unknown): number | null => readWhole(value, 1, 480);
const readLength = (value: unknown): number | null => readWhole(value, MIN_PASSWORD_CHARACTERS, 64);

function readWhole(value: unknown, min: number, max: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max ? value : null;
}

/** Hosts that are no portal pages are left out: a list can narrow the portals, never add to them. */
function readHosts(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const hosts = Array.from(value.slice(0, MAX_HOSTS), readHost).filter((host) => host !== null);
  return hosts.length === 0 ? null : [...new Set(hosts)];
}

/** The bare host only: what merely parses to one, such as `user@host` or `host/path`, is a mistake. */
function readHost(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const host = value.trim().toLowerCase();
  return readPortalOrigin(`https://${host}/`) === `https://${host}` ? host : null;
}

/** Line breaks become blanks; control, bidi and other hidden characters go; what is too long is cut. */
function readText(value: unknown): string {
  if (typeof value !== "string") return "";
  // Cut before the costly part: a text of megabytes is nobody's message. A code point has at most two units.
  const start = value.slice(0, 8 * MAX_POLICY_TEXT).replace(/[\s\u0085]+|\p{Cs}/gu, " ");
  return [...cleanName(start).name].slice(0, MAX_POLICY_TEXT).join("").trim();
}
