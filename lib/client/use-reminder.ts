/** The reminder of the master password in a page: whether to ask now, and what the member answered. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import { watchVault } from "../platform/storage.ts";
import type { ReminderState } from "../protocol/vault-requests.ts";

export interface Reminder {
  /** Null until read, and when it cannot be read: nothing is asked then. */
  readonly state: ReminderState | null;
  /** True when it is stored. */
  readonly choose: (everyDays: ReminderState["everyDays"]) => Promise<boolean>;
  readonly postpone: () => Promise<void>;
}

export const useReminder = (): Reminder => {
  const [state, setState] = useState<ReminderState | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const answer = await askBackground("reminder.get", null);
    setState(answer.ok ? answer.value : null);
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    watchVault(() => void read(), stop.signal); // the first passkey brings the reminder, the last one takes it away
    void read(); // a failure shows no reminder
    return () => stop.abort();
  }, [read]);
  return {
    state,
    choose: async (everyDays) => {
      const answer = await askBackground("reminder.set", { everyDays });
      if (answer.ok) setState(answer.value);
      return answer.ok;
    },
    postpone: async () => {
      await askBackground("reminder.postpone", null);
      await read();
    },
  };
};
