import { useEffect, useRef, useState } from "preact/hooks";

/** How an attempt with a password ended. `text`: a whole sentence for the user. */
export type PasswordResult =
  | { readonly status: "done" | "wrong-password" | "cancelled" }
  /** Nothing was tried: many wrong attempts in a row. */
  | { readonly status: "must-wait"; readonly waitMs: number }
  | { readonly status: "failed"; readonly text: string };

export interface PasswordWorkOptions {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Where a password form stands. `share`: 0 to 1. */
export type PasswordWork =
  | { readonly status: "idle" }
  | { readonly status: "working"; readonly share: number }
  | Exclude<PasswordResult, { status: "done" }>;

/**
 * Runs one attempt at a time, with progress and a way to stop. Leaving the page stops it too.
 * Holds no password: the caller passes it straight through.
 */
export const usePasswordWork = () => {
  const [work, setWork] = useState<PasswordWork>({ status: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (
    attempt: (options: PasswordWorkOptions) => Promise<PasswordResult>,
  ): Promise<PasswordResult> => {
    if (running.current !== null) return { status: "cancelled" };
    const stop = new AbortController();
    running.current = stop;
    setWork({ status: "working", share: 0 });
    try {
      const result = await attempt({
        signal: stop.signal,
        onProgress: (share) => setWork({ status: "working", share }),
      });
      setWork(result.status === "done" ? { status: "idle" } : result);
      return result;
    } finally {
      running.current = null;
    }
  };

  return { work, run, cancel: () => running.current?.abort(), clear: () => setWork({ status: "idle" }) };
};
