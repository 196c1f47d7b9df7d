/** The vault's state for a page that stays open: read once, then again whenever it changed anywhere. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { watchVault } from "../platform/storage.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { VaultStatus } from "../protocol/vault-requests.ts";

/** `generation` changes with every save, so that lists know when to read again; null while nothing is stored. */
export type VaultView =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly code: ErrorCode }
  | { readonly status: VaultStatus; readonly generation: number | null };

export const useVaultStatus = (): { readonly view: VaultView; readonly reload: () => void } => {
  const [view, setView] = useState<VaultView>({ status: "loading" });

  const reload = useCallback(() => {
    // lookAtVault turns every failure into a view
    void lookAtVault().then((next) => setView((before) => (isSame(before, next) ? before : next)));
  }, []);

  useEffect(() => {
    const stop = new AbortController();
    watchVault(reload, stop.signal);
    reload();
    return () => stop.abort();
  }, [reload]);

  return { view, reload };
};

/**
 * Use of the vault moves its deadline, which is a change of the session memory too: only another state or another
 * generation is news, or a list that reads itself again would never come to rest.
 */
const isSame = (a: VaultView, b: VaultView): boolean => JSON.stringify(a) === JSON.stringify(b);

const lookAtVault = async (): Promise<VaultView> => {
  const answer = await askBackground("vault.status", null);
  if (!answer.ok) return { status: "failed", code: answer.code };
  const health = await askBackground("vault.health", null);
  // Without an answer lists are still read once.
  return { status: answer.value, generation: health.ok ? health.value.serial : 0 };
};
