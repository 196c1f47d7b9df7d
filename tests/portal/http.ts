/** Requests as plain values, answers as plain values, and the headers of each kind of answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Markup } from "./html.ts";
import { html } from "./html.ts";

const MAX_BODY_BYTES = 65_536;

export interface Exchange {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string | Buffer;
}

// The identity provider's answer headers, as its defaults set them.
const STATIC_HEADERS = {
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-XSS-Protection": "1; mode=block",
  "Referrer-Policy": "no-referrer",
} as const;

const LOGIN_HEADERS = {
  ...STATIC_HEADERS,
  "X-Frame-Options": "SAMEORIGIN",
  "Content-Security-Policy": "frame-src 'self'; frame-ancestors 'self'; object-src 'none';",
  "X-Robots-Tag": "none",
  "Cache-Control": "no-store, must-revalidate, max-age=0",
} as const;

/** A page of the identity provider. */
export function loginReply(page: Markup, cookies: readonly string[] = [], status = 200): Reply {
  return {
    status,
    headers: { ...LOGIN_HEADERS, ...HTML_TYPE },
    cookies,
    body: `<!DOCTYPE html>${page.source}`,
  };
}

/** A page of the portal's own site, which sends hardly any header. */
export function siteReply(page: Markup, cookies: readonly string[] = [], status = 200): Reply {
  return {
    status,
    headers: { ...HTML_TYPE, "Cache-Control": "no-cache, must-revalidate, max-age=0" },
    cookies,
    body: `<!DOCTYPE html>${page.source}`,
  };
}

export function staticReply(contentType: string, body: string | Buffer): Reply {
  const headers = { ...STATIC_HEADERS, "Content-Type": contentType, "Cache-Control": "max-age=2592000" };
  return { status: 200, headers, cookies: [], body };
}

export function redirectReply(location: string, cookies: readonly string[] = []): Reply {
  return { status: 302, headers: { ...LOGIN_HEADERS, Location: location }, cookies, body: "" };
}

export function notFoundReply(): Reply {
  const page = html`<html lang="ja"><head><meta charset="utf-8"><title>ページがありません</title></head><body><p>ページがありません（練習用）。</p></body></html>`;
  return siteReply(page, [], 404);
}

/** `HttpOnly` unless the page's own scripts have to see it. */
export function cookie(name: string, value: string, path = "/", isReadable = false): string {
  return `${name}=${value}; Path=${path}; Secure; SameSite=Lax${isReadable ? "" : "; HttpOnly"}`;
}

export function expiredCookie(name: string, path = "/"): string {
  return `${name}=; Path=${path}; Max-Age=0; Secure`;
}

export async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const url = new URL(request.url ?? "/", "https://placeholder.invalid");
  const body = request.method === "POST" ? await readBody(request) : "";
  return {
    method: request.method ?? "GET",
    host: (request.headers.host ?? "").split(":")[0]?.toLowerCase() ?? "",
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(body),
    cookies: readCookies(request.headers.cookie ?? ""),
  };
}

/** `dateMs`: value of the `Date` header; null sends none. */
export function writeReply(response: ServerResponse, reply: Reply, dateMs: number | null): void {
  response.sendDate = false;
  if (dateMs !== null) response.setHeader("Date", new Date(dateMs).toUTCString());
  if (reply.cookies.length > 0) response.setHeader("Set-Cookie", [...reply.cookies]);
  response.writeHead(reply.status, { ...reply.headers, "Content-Length": Buffer.byteLength(reply.body) });
  response.end(reply.body);
}

const HTML_TYPE = { "Content-Type": "text/html;charset=utf-8" } as const;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RangeError("request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readCookies(header: string): ReadonlyMap<string, string> {
  const pairs = header
    .split(";")
    .map((part) => part.trim().split("="))
    .filter((pair): pair is [string, string] => pair.length >= 2 && pair[0] !== "");
  return new Map(pairs.map(([name, ...rest]) => [name, rest.join("=")]));
}
