/** Requests of the rig itself to a server on this machine, trusting its certificate and no other. */
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

/** A port that was free a moment ago. */
export function findFreePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.on("error", reject);
  probe.listen(0, LOOPBACK, () => {
    const address = probe.address();
    probe.close(() => {
      if (address === null || typeof address === "string") reject(new Error("no port was given"));
      else resolve(address.port);
    });
  });
  return promise;
}
