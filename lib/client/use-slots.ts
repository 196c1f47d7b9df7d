/** The key slots in a page that stays open: read again whenever the stored vault changes. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { watchVault } from "../platform/storage.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { SlotSummary } from "../protocol/slot-requests.ts";

export interface SlotsView {
  /** Null until read. */
  readonly slots: readonly SlotSummary[] | null;
  readonly error: ErrorCode | null;
  readonly reload: () => void;
}

export const useSlots = (): SlotsView => {
  const [slots, setSlots] = useState<SlotsView["slots"]>(null);
  const [error, setError] = useState<ErrorCode | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const answer = await askBackground("slots.list", null);
    setError(answer.ok ? null : answer.code);
    if (answer.ok) setSlots(answer.value);
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    watchVault(() => void read(), stop.signal); // failures become `error`
    void read();
    return () => stop.abort();
  }, [read]);
  return { slots, error, reload: () => void read() };
};
