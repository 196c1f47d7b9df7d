/** Requests of the rig itself to a server on this machine, trusting its certificate and no other. */
import { randomInt } from "node:crypto";
import { request } from "node:https";
import { createServer } from "node:net";
import { LOGIN_HOST, LOOPBACK } from "./hosts.ts";

export interface LocalEndpoint {
  readonly port: number;
  readonly certificatePem: string;
}

export interface LocalRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface LocalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const REQUEST_TIMEOUT_MS = 30_000;

/** Rejects when nothing answers; every HTTP status is an answer. */
export function sendLocal(endpoint: LocalEndpoint, message: LocalRequest): Promise<LocalAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<LocalAnswer>();
  const outgoing = request(
    {
      host: LOOPBACK,
      port: endpoint.port,
      method: message.method,
      path: message.path,
      headers: { Host: LOGIN_HOST, ...message.headers },
      servername: LOGIN_HOST,
      ca: endpoint.certificatePem,
      agent: false,
      timeout: REQUEST_TIMEOUT_MS,
    },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    },
  );
  outgoing.on("timeout", () => outgoing.destroy(new Error("the local server gave no answer in time")));
  outgoing.on("error", reject);
  outgoing.end(message.body);
  return promise;
}

// Below every system's range of ports for outgoing connections (Linux from 32768, Windows and macOS from 49152): a
// server takes seconds from here to its listening, and meanwhile no browser's connection can sit on the port.
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const PORT_TRIES = 50;

/** A port that was free a moment ago, and that nothing gets by chance. */
export async function findFreePort(): Promise<number> {
  for (let turn = 0; turn < PORT_TRIES; turn++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port found between ${LOWEST_PORT} and ${HIGHEST_PORT}`);
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.on("error", () => resolve(false));
  probe.listen(port, LOOPBACK, () => probe.close(() => resolve(true)));
  return promise;
}
