/** The vault that was here is not found any more. */

import { MissingVault } from "../../components/MissingVault.tsx";
import { errorText } from "../../lib/client/error-text.ts";
import { askBackground } from "../../lib/platform/messaging.ts";

export function Missing({ onRetry }: { readonly onRetry: () => void }) {
  const startOver = async (): Promise<string | null> => {
    const answer = await askBackground("vault.startOver", null);
    if (!answer.ok) return errorText(answer.code);
    onRetry();
    return null;
  };
  return <MissingVault onRetry={onRetry} onStartOver={startOver} />;
}
