/**
 * The dedicated workers of our pages: key derivation, QR reading and the strength of new passwords. A worker has no `chrome` object and can be
 * ended at any moment, which is the point. The one Trusted Types policy of the extension lives here.
 */

import { browser } from "wxt/browser";
import type { Strength } from "../core/password/strength-floor.ts";
import type { PixelGrid } from "../core/qr/pixel-grid.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";

const workerFiles = ["/kdf-worker.js", "/qr-worker.js", "/strength-worker.js"] as const;
type WorkerFile = (typeof workerFiles)[number];

interface TrustedTypesHost {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (file: string) => string },
    ): { createScriptURL(file: string): unknown };
  };
}

/** A picture is given up after this time; whatever was read until then counts. */
const qrLimitMs = 3_000;

const policy = (globalThis as TrustedTypesHost).trustedTypes?.createPolicy("hitotoki-worker", {
  createScriptURL: (file) => {
    const known = workerFiles.find((name) => name === file);
    if (known === undefined) throw new TypeError("unknown worker file");
    return browser.runtime.getURL(known);
  },
});

const startWorker = (file: WorkerFile): Worker =>
  new Worker((policy?.createScriptURL(file) ?? browser.runtime.getURL(file)) as string); // TrustedScriptURL where the browser has it

/**
 * Where a derivation's parameters come from. A file's may cost less than our own vault's; another app stretches the
 * password as it is typed.
 */
export type KdfSource = "vault" | "backup" | "other-app";

/** Messages to the key-derivation worker: a derivation, or timing this machine. */
export type KdfQuestion =
  | {
      readonly type: "derive";
      readonly password: string;
      readonly kdf: ScryptParameters;
      readonly source: KdfSource;
    }
  | { readonly type: "time" };

/** Messages of the key-derivation worker. */
export type KdfReply =
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "done"; readonly rootKey: string; readonly elapsedMs: number }
  | { readonly type: "timed"; readonly N: number; readonly elapsedMs: number }
  | { readonly type: "failed" };

export interface DeriveOptions {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Called with the time that the derivation itself took. */
  readonly onElapsed?: (elapsedMs: number) => void;
}

/** One derivation at a time in this page: two would slow each other down and need twice the memory. */
let lastDerivation: Promise<unknown> = Promise.resolve();

const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = lastDerivation.then(work);
  lastDerivation = mine.catch(() => undefined); // whoever asked for it hears of the failure
  return mine;
};

type KdfEnd = Exclude<KdfReply, { type: "progress" | "failed" }>;

/** Runs one question in a worker of its own, after those before it. Rejects when cancelled or when the worker fails. */
const askKdfWorker = (question: KdfQuestion, { onProgress, signal }: DeriveOptions): Promise<KdfEnd> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted(); // cancelled while it waited for its turn
        const worker = startWorker("/kdf-worker.js");
        const end = (): void => worker.terminate();
        signal?.addEventListener("abort", () => {
          end();
          reject(new DOMException("cancelled", "AbortError"));
        });
        worker.onerror = () => {
          end();
          reject(new Error("key derivation worker failed"));
        };
        worker.onmessage = ({ data }: MessageEvent<KdfReply>) => {
          if (data.type === "progress") return onProgress?.(data.share);
          end();
          if (data.type === "failed") reject(new Error("key derivation failed"));
          else resolve(data);
        };
        worker.postMessage(question);
      }),
  );

/**
 * The root key (base64, 32 bytes) of `password` under `kdf`. Rejects when cancelled or when the worker fails.
 * The password leaves the page only into this worker.
 */
export const deriveRootKey = (
  password: string,
  kdf: ScryptParameters,
  options: DeriveOptions = {},
): Promise<string> => derive({ type: "derive", password, kdf, source: "vault" }, options);

/** The same for the password of a file. */
export const deriveFileKey = (
  password: string,
  { kdf, source }: { readonly kdf: ScryptParameters; readonly source: Exclude<KdfSource, "vault"> },
  options: DeriveOptions = {},
): Promise<string> => derive({ type: "derive", password, kdf, source }, options);

const derive = async (question: KdfQuestion, options: DeriveOptions): Promise<string> => {
  const end = await askKdfWorker(question, options);
  if (end.type !== "done") throw new Error("key derivation worker answered another question");
  options.onElapsed?.(end.elapsedMs);
  return end.rootKey;
};

/** How long one small derivation takes on this machine: the worker times it after a warm-up. */
export const timeDerivation = async (
  signal?: AbortSignal,
): Promise<{ readonly N: number; readonly elapsedMs: number }> => {
  const end = await askKdfWorker({ type: "time" }, signal === undefined ? {} : { signal });
  if (end.type !== "timed") throw new Error("key derivation worker answered another question");
  return { N: end.N, elapsedMs: end.elapsedMs };
};

/** Messages of the QR worker: each text as it is found, then the end. */
export type QrReply = { readonly type: "text"; readonly text: string } | { readonly type: "end" };

/** Every text found in the picture within three seconds; stops at once when `signal` aborts. */
export const readQrInWorker = (grid: PixelGrid, signal?: AbortSignal): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const texts: string[] = [];
    const worker = startWorker("/qr-worker.js");
    const end = (): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(texts);
    };
    const timer = setTimeout(end, qrLimitMs);
    signal?.addEventListener("abort", end);
    worker.onerror = end;
    worker.onmessage = ({ data }: MessageEvent<QrReply>) => {
      if (data.type === "text") texts.push(data.text);
      else end();
    };
    worker.postMessage(grid, [grid.data.buffer]);
  });

/** Messages to and from the strength worker; `id` pairs them. */
export interface StrengthQuestion {
  readonly id: number;
  readonly password: string;
}
export interface StrengthReply {
  readonly id: number;
  readonly strength: Strength;
}

/** Without an answer after this time the other rules decide alone. */
const strengthLimitMs = 3_000;

export interface StrengthMeter {
  /** What a new password is worth; null when it cannot be told (the worker did not load or takes too long). */
  judge(password: string): Promise<Strength | null>;
  end(): void;
}

/** Estimates for one form: the worker with its word lists starts at the first question and ends with the form. */
export const openStrengthMeter = (): StrengthMeter => {
  const waiting = new Map<number, (strength: Strength | null) => void>();
  let worker: Worker | null = null;
  let lastId = 0;
  const answer = (id: number, strength: Strength | null): void => {
    waiting.get(id)?.(strength);
    waiting.delete(id);
  };
  const end = (): void => {
    worker?.terminate();
    worker = null;
    for (const id of waiting.keys()) answer(id, null);
  };
  const start = (): Worker => {
    const started = startWorker("/strength-worker.js");
    started.onmessage = ({ data }: MessageEvent<StrengthReply>) => answer(data.id, data.strength);
    started.onerror = end;
    return started;
  };
  return {
    end,
    judge: (password) =>
      new Promise((resolve) => {
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(() => answer(id, null), strengthLimitMs);
        waiting.set(id, (strength) => {
          clearTimeout(timer);
          resolve(strength);
        });
        try {
          worker ??= start();
          worker.postMessage({ id, password } satisfies StrengthQuestion);
        } catch {
          answer(id, null); // workers may be forbidden or out of memory
        }
      }),
  };
};
