/**
 * The practice portal: a member portal and its identity provider on one https port of the loopback interface.
 * A browser reaches it with `--host-resolver-rules=<portal.hostResolverRules>` and `--ignore-certificate-errors`.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { createControl, type PortalControl } from "./control.ts";
import { handleGallery } from "./gallery.ts";
import {
  type Exchange,
  notFoundReply,
  type Reply,
  readExchange,
  redirectReply,
  staticReply,
  writeReply,
} from "./http.ts";
import { handleRealm } from "./realm.ts";
import { handleSite } from "./site.ts";
import { createState, type PortalState } from "./state.ts";
import { FAVICON_SVG, STYLE_SHEETS } from "./theme-css.ts";
import { handleTrap } from "./traps.ts";
import {
  type Behaviour,
  DEFAULT_LIMITS,
  DEMO_HOST,
  DEMO_ORIGIN,
  type Limits,
  TOP_HOST,
  TOP_ORIGIN,
  type Variant,
} from "./types.ts";

export interface PortalOptions extends Partial<Behaviour> {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly variant?: Variant;
  /** Unix time in milliseconds; the portal's offset is added to it. */
  readonly now?: () => number;
  readonly limits?: Partial<Limits>;
}

export interface Portal {
  readonly port: number;
  /** The identity provider. Carries no port: the browser maps the name. */
  readonly origin: string;
  /** The portal's own site, where a log-in begins. */
  readonly topOrigin: string;
  /** Value for Chromium's `--host-resolver-rules`. */
  readonly hostResolverRules: string;
  readonly control: PortalControl;
  close(): Promise<void>;
}

/**
 * Starts a portal with the seed users and a fresh self-signed certificate, on 127.0.0.1 only.
 * @throws the listening error of node:net when the port is taken.
 */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const state = createState(
    options.now ?? Date.now,
    options.variant ?? "base24",
    { ...DEFAULT_LIMITS, ...options.limits },
    { secretPerRender: options.secretPerRender ?? false, sendDate: options.sendDate ?? true },
  );
  const certificate = await createCertificate();
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    answer(state, request, response).catch((error: unknown) => {
      console.error("practice portal:", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    origin: DEMO_ORIGIN,
    topOrigin: TOP_ORIGIN,
    hostResolverRules: `MAP *.portal.kosmo-web.jp 127.0.0.1:${port}`,
    control: createControl(state),
    close: () => close(server),
  };
}

async function answer(state: PortalState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const exchange = await readExchange(request);
  state.requests.push({
    method: exchange.method,
    host: exchange.host,
    path: request.url ?? "/",
    form: exchange.method === "POST" ? Object.fromEntries(exchange.form) : null,
    headers: { ...request.headers },
  });
  const reply = route(state, exchange) ?? notFoundReply();
  const isHead = exchange.method === "HEAD";
  writeReply(
    response,
    isHead ? { ...reply, body: "" } : reply,
    state.behaviour.sendDate ? state.now() : null,
  );
}

/** Hosts other than the two serve the sample pages and traps only: societies where nobody is enrolled. */
function route(state: PortalState, exchange: Exchange): Reply | null {
  const resource = handleResource(exchange);
  if (resource !== null) return resource;
  if (exchange.host === TOP_HOST) return handleSite(state, exchange);
  const sample = handleGallery(state.variant, exchange) ?? handleTrap(state.variant, exchange);
  if (sample !== null || exchange.host !== DEMO_HOST) return sample;
  if (exchange.path === "/") return redirectReply(`${TOP_ORIGIN}/`);
  return handleRealm(state, exchange);
}

function handleResource(exchange: Exchange): Reply | null {
  if (exchange.path === "/favicon.ico" || exchange.path === "/resources/practice/favicon.ico") {
    return staticReply("image/svg+xml", FAVICON_SVG);
  }
  const sheet = STYLE_SHEETS[exchange.path.match(/^\/resources\/practice\/([a-z0-9.]+)$/)?.[1] ?? ""];
  return sheet === undefined ? null : staticReply("text/css;charset=utf-8", sheet);
}

function createCertificate() {
  const names = [DEMO_HOST, TOP_HOST, "*.portal.kosmo-web.jp"];
  return generate([{ name: "commonName", value: DEMO_HOST }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "subjectAltName", altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
