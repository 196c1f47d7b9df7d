/** How the vault's storage is doing, for a page that stays open; has the shape of the storage notice's properties. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { watchVault } from "../platform/storage.ts";

export interface VaultHealthView {
  readonly isDegraded: boolean;
  readonly isRolledBack: boolean;
  readonly onAcknowledge: () => void;
}

/** Until the background has answered, and where it cannot, nothing is claimed. */
export const useVaultHealth = (): VaultHealthView => {
  const [health, setHealth] = useState({ isDegraded: false, isRolledBack: false });

  const reload = useCallback(async (): Promise<void> => {
    const answer = await askBackground("vault.health", null);
    if (answer.ok) setHealth(answer.value);
  }, []);

  useEffect(() => {
    const stop = new AbortController();
    watchVault(() => void reload(), stop.signal); // failures are answers
    void reload();
    return () => stop.abort();
  }, [reload]);

  const acknowledge = async (): Promise<void> => {
    await askBackground("vault.acknowledgeRollback", null);
    await reload();
  };
  return { ...health, onAcknowledge: () => void acknowledge() };
};
