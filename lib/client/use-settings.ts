/** The member's settings in a page; every change is saved at once. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import type { ErrorCode } from "../protocol/answer.ts";
import type { Settings } from "../protocol/requests.ts";

export interface SettingsState {
  /** Null until read. */
  readonly settings: Settings | null;
  readonly error: ErrorCode | null;
  readonly reload: () => void;
  /** True when the change is stored; otherwise `error` says why and the old values stay. */
  readonly change: (part: Partial<Settings>) => Promise<boolean>;
}

export const useSettings = (): SettingsState => {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [error, setError] = useState<ErrorCode | null>(null);

  const read = useCallback(async (): Promise<Settings | null> => {
    const answer = await askBackground("settings.get", null);
    setError(answer.ok ? null : answer.code);
    if (!answer.ok) return null;
    setSettings(answer.value);
    return answer.value;
  }, []);

  useEffect(() => void read(), [read]); // failures become `error`

  const change = useCallback(
    async (part: Partial<Settings>): Promise<boolean> => {
      // Read first: another window may have changed the other settings.
      const current = await read();
      if (current === null) return false;
      const answer = await askBackground("settings.set", { ...current, ...part });
      setError(answer.ok ? null : answer.code);
      if (answer.ok) setSettings(answer.value);
      return answer.ok;
    },
    [read],
  );

  return { settings, error, reload: () => void read(), change };
};
