/** The society's own site in miniature: it sends the browser to the log-in pages and receives it back. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { Certificate } from "./certificate.ts";
import { LOGIN_ORIGIN, LOOPBACK, SITE_ORIGIN } from "./hosts.ts";
import { CLIENT_ID, REALM_NAME } from "./realm.ts";

/** The texts of the site's pages, for tests to wait for. */
export const SITE_TEXTS = {
  top: "加入者ページ",
  loggedIn: "ログインしました",
  loggedOut: "ログアウトしました",
  refused: "ログインできませんでした",
} as const;

/** Site addresses to open. `loginUrl` may name an action of the server, as the sign-in-methods page does. */
export const SITE_LOGOUT_URL = `${SITE_ORIGIN}/logout`;

export interface LoginStart {
  /** For example `CONFIGURE_TOTP` or `delete_credential:<id>`. */
  readonly action?: string;
  /** True asks for the password again. (`max_age=0` does so only from the next second on.) */
  readonly isFresh?: boolean;
}

export function siteLoginUrl({ action, isFresh = false }: LoginStart = {}): string {
  const url = new URL("/login", SITE_ORIGIN);
  if (action !== undefined) url.searchParams.set("kc_action", action);
  if (isFresh) url.searchParams.set("prompt", "login");
  return url.href;
}

export interface SiteServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startSite(certificate: Certificate): Promise<SiteServer> {
  const states = new Set<string>();
  const server = createServer(
    { cert: certificate.certificatePem, key: certificate.privateKeyPem },
    (request, response) => answer(request, response, states),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOOPBACK, resolve);
  });
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const CALLBACK_URL = `${SITE_ORIGIN}/callback`;
const PROTOCOL_URL = `${LOGIN_ORIGIN}/realms/${REALM_NAME}/protocol/openid-connect`;
// What a link to the site may hand on to the authorization request.
const FORWARDED = ["kc_action", "prompt"] as const;

function answer(request: IncomingMessage, response: ServerResponse, states: Set<string>): void {
  const url = new URL(request.url ?? "/", SITE_ORIGIN);
  switch (url.pathname) {
    case "/":
      sendPage(response, SITE_TEXTS.top);
      break;
    case "/login":
      redirect(response, authorizationUrl(url.searchParams, states));
      break;
    case "/callback":
      sendPage(response, isAccepted(url.searchParams, states) ? SITE_TEXTS.loggedIn : SITE_TEXTS.refused);
      break;
    case "/logout":
      redirect(response, logoutUrl());
      break;
    case "/logged-out":
      sendPage(response, SITE_TEXTS.loggedOut);
      break;
    default:
      response.writeHead(404).end();
  }
}

function authorizationUrl(asked: URLSearchParams, states: Set<string>): string {
  const state = randomUUID();
  states.add(state);
  const url = new URL(`${PROTOCOL_URL}/auth`);
  const fixed = {
    response_type: "code",
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK_URL,
    scope: "openid",
    state,
  };
  for (const [name, value] of Object.entries(fixed)) url.searchParams.set(name, value);
  for (const name of FORWARDED) {
    const value = asked.get(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Each state is good for one return, as on the portal. The code is not exchanged: the site keeps no session. */
function isAccepted(returned: URLSearchParams, states: Set<string>): boolean {
  return states.delete(returned.get("state") ?? "") && returned.has("code");
}

function logoutUrl(): string {
  const url = new URL(`${PROTOCOL_URL}/logout`);
  url.searchParams.set("client_id", CLIENT_ID);
  url.searchParams.set("post_logout_redirect_uri", `${SITE_ORIGIN}/logged-out`);
  return url.href;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { Location: location, "Cache-Control": "no-store" }).end();
}

function sendPage(response: ServerResponse, text: string): void {
  response
    .writeHead(200, { "Content-Type": "text/html;charset=utf-8", "Cache-Control": "no-store" })
    .end(
      `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>${text}</title></head><body>` +
        `<main><h1>${text}</h1><a href="/login">ログイン</a> <a href="/logout">ログアウト</a></main></body></html>`,
    );
}
