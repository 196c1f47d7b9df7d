/** The ways into the vault for a page that shows or changes them: read again whenever the stored vault changes. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { watchVault } from "../platform/storage.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { UnlockMethods } from "../protocol/vault-requests.ts";

export interface UnlockMethodsState {
  /** Null until they were read. */
  readonly methods: UnlockMethods | null;
  readonly error: ErrorCode | null;
  readonly reload: () => void;
}

export const useUnlockMethods = (): UnlockMethodsState => {
  const [methods, setMethods] = useState<UnlockMethods | null>(null);
  const [error, setError] = useState<ErrorCode | null>(null);
  const reload = useCallback(() => {
    // a failure is a value of its own
    void askBackground("vault.unlockMethods", null).then((answer) => {
      if (answer.ok) setMethods(answer.value);
      setError(answer.ok ? null : answer.code);
    });
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    watchVault(reload, stop.signal);
    reload();
    return () => stop.abort();
  }, [reload]);
  return { methods, error, reload };
};
