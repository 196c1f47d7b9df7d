/**
 * The two dedicated workers of our pages: key derivation and QR reading. A worker has no `chrome` object and can be
 * ended at any moment, which is the point. The one Trusted Types policy of the extension lives here.
 */

import { browser } from "wxt/browser";
import type { PixelGrid } from "../core/qr/pixel-grid.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";

type WorkerFile = "/kdf-worker.js" | "/qr-worker.js";

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
    if (file !== "/kdf-worker.js" && file !== "/qr-worker.js") throw new TypeError("unknown worker file");
    return browser.runtime.getURL(file);
  },
});

const startWorker = (file: WorkerFile): Worker =>
  new Worker((policy?.createScriptURL(file) ?? browser.runtime.getURL(file)) as string); // TrustedScriptURL where the browser has it

/** What the key-derivation worker is told. `isFile`: the costs of back-up files are accepted, not only our own. */
export interface KdfOrder {
  readonly password: string;
  readonly kdf: ScryptParameters;
  readonly isFile: boolean;
}

/** Messages of the key-derivation worker. */
export type KdfReply =
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "done"; readonly rootKey: string }
  | { readonly type: "failed" };

export interface DeriveOptions {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * The root key (base64, 32 bytes) of `password` under `kdf`. Rejects when cancelled or when the worker fails.
 * The password leaves the page only into this worker.
 */
export const deriveRootKey = (
  password: string,
  kdf: ScryptParameters,
  options: DeriveOptions = {},
): Promise<string> => derive({ password, kdf, isFile: false }, options);

/** The same for the password of a back-up file, which may have been stretched less than our own vault's. */
export const deriveFileKey = (
  password: string,
  kdf: ScryptParameters,
  options: DeriveOptions = {},
): Promise<string> => derive({ password, kdf, isFile: true }, options);

const derive = (order: KdfOrder, { onProgress, signal }: DeriveOptions): Promise<string> =>
  new Promise((resolve, reject) => {
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
      if (data.type === "done") resolve(data.rootKey);
      else reject(new Error("key derivation failed"));
    };
    worker.postMessage(order);
  });

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
