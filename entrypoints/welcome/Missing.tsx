/** The vault that was here is not found any more. */

import { MissingVault } from "../../components/MissingVault.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";
import { RestoreStart } from "./RestoreStart.tsx";

export interface MissingProps {
  readonly onRetry: () => void;
  readonly onAdopted: () => void;
}

export function Missing({ onRetry, onAdopted }: MissingProps) {
  const startOver = async (): Promise<string | null> => {
    const answer = await askBackground("vault.startOver", null);
    if (!answer.ok) return errorText(answer.code);
    onRetry();
    return null;
  };
  return (
    <MissingVault
      onRetry={onRetry}
      onStartOver={startOver}
      restore={<RestoreStart title={t("backup.adopt.missingTitle")} onAdopted={onAdopted} />}
    />
  );
}
