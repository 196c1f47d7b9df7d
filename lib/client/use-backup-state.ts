/** What is known about back-ups in a page, read again after every save of the vault. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { askBackground } from "../platform/messaging.ts";
import type { BackupState } from "../protocol/backup-requests.ts";

/** Null until it is known. A failure is silent: a reminder is no reason to stop anybody. */
export const useBackupState = (
  generation: number | null,
): { readonly state: BackupState | null; readonly reload: () => void } => {
  const [state, setState] = useState<BackupState | null>(null);
  const reload = useCallback(() => {
    void askBackground("backup.state", null).then((answer) => {
      if (answer.ok) setState(answer.value);
    }); // askBackground answers every failure with a code
  }, []);
  useEffect(() => {
    if (generation !== null) reload();
  }, [reload, generation]);
  return { state, reload };
};
