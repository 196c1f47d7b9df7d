/** The reminder of a back-up above the list of accounts. */

import { BackupReminder } from "../../components/BackupReminder.tsx";
import { useBackupState } from "../../lib/client/use-backup-state.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import { hashOf } from "./route.ts";

export function Reminder({ generation }: { readonly generation: number | null }) {
  const { state, reload } = useBackupState(generation);
  const later = async (): Promise<void> => {
    await askBackground("backup.snooze", null);
    reload();
  };
  return (
    <BackupReminder
      reminder={state?.reminder ?? "none"}
      onBackUp={() => location.assign(hashOf({ part: "backup", argument: null }))}
      onLater={() => void later()}
    />
  );
}
