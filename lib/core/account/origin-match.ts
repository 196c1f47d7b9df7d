/**
 * Which addresses are portal pages, and which portal an account belongs to. The manifest's match pattern is not the
 * policy: it also lets in the bare host, any port, user information and trailing dots (measured in Chromium 156).
 */

/** Why a page is or is not a portal page, for the explanation in the popup. */
export type HostReason = "portal" | "look-alike" | "http" | "misprint" | "port" | "other";

// One to four labels in front of the operator's domain. The bare domain carries no portal. RFC 1035 §2.3.4: 63 octets
// per label; RFC 5891 §4.2.3.1: no hyphen at either end.
const PORTAL_HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,4}kosmo-web\.jp$/;

// Hosts printed by mistake. The member manual of 日本製鋼所健康保険組合 names www.jswkenpo.portal.kosmo-web.jp eight
// times and this one once; no portal lives there, so a code must never go there.
const MISPRINTED_HOSTS: readonly string[] = ["www.iswkenpo.portal.kosmo-web.jp"];

// Portal hosts are romanised society names. A label in punycode would show other letters than it is compared by.
const PUNYCODE_LABEL = /(^|\.)xn--/;

/**
 * The portal origin (`https://host`, lower case, no trailing slash) of a page address, or null when the address is not
 * a portal page: anything but https, a port, user information, a trailing dot, a host outside `*.kosmo-web.jp`, the
 * bare domain, an internationalised label, or a known misprint. Parsed by `URL` only; never throws.
 */
export function readPortalOrigin(url: string): string | null {
  const parsed = parseUrl(url);
  if (parsed === null || parsed.protocol !== "https:") return null;
  if (parsed.port !== "" || parsed.username !== "" || parsed.password !== "") return null;
  if (!PORTAL_HOST.test(parsed.hostname) || PUNYCODE_LABEL.test(parsed.hostname)) return null;
  if (MISPRINTED_HOSTS.includes(parsed.hostname)) return null;
  return `https://${parsed.hostname}`;
}

/**
 * Says why `url` is or is not a portal page. "portal" exactly when `readPortalOrigin` accepts it; "look-alike" for hosts
 * made to resemble the operator's domain, such as `kosmo-web.jp.example` or Cyrillic letters; "other" for all else.
 */
export function explainHost(url: string): HostReason {
  if (readPortalOrigin(url) !== null) return "portal";
  const parsed = parseUrl(url);
  if (parsed === null || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return "other";
  const host = parsed.hostname.replace(/\.$/, "");
  if (isOperatorHost(host)) return explainOperatorHost(parsed, host);
  const userInformation = `${parsed.username}${parsed.password}`;
  return resemblesOperator(host) || userInformation.includes("kosmo-web.jp") ? "look-alike" : "other";
}

/**
 * Whether an account enrolled at `accountOrigin` may be used on `pageOrigin`. Both are results of `readPortalOrigin`.
 * Exact: all societies share one registrable domain, so neither the suffix nor a `www.` may be overlooked.
 */
export function isSameOrigin(accountOrigin: string | null, pageOrigin: string | null): boolean {
  return accountOrigin !== null && accountOrigin === pageOrigin;
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function isOperatorHost(host: string): boolean {
  return host === "kosmo-web.jp" || host.endsWith(".kosmo-web.jp");
}

function explainOperatorHost(url: URL, host: string): HostReason {
  if (MISPRINTED_HOSTS.includes(host)) return "misprint";
  if (url.protocol === "http:") return "http";
  if (url.port !== "") return "port";
  return PUNYCODE_LABEL.test(host) ? "look-alike" : "other";
}

function resemblesOperator(host: string): boolean {
  const labels = host.split(".");
  return foldLook(labels.join("")).includes("kosmoweb") || labels.some(isNearOperatorLabel);
}

function isNearOperatorLabel(label: string): boolean {
  if (label.startsWith("xn--")) return isPunycodeOfOperator(label);
  return differsByOneAtMost(foldLook(label), "kosmoweb");
}

// RFC 3492 §3.1: the ASCII letters of a punycode label stand unchanged before its last hyphen, in order, so a label that
// replaced some letters of the name by look-alikes keeps a part of the name there.
function isPunycodeOfOperator(label: string): boolean {
  const encoded = label.slice("xn--".length);
  const kept = encoded.slice(0, Math.max(0, encoded.lastIndexOf("-"))).replaceAll("-", "");
  if (kept.length < 3) return false;
  let from = 0;
  for (const letter of kept) {
    from = "kosmoweb".indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

function foldLook(text: string): string {
  return text
    .replaceAll("-", "")
    .replaceAll("0", "o")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll("5", "s");
}

function differsByOneAtMost(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
