/** The locked popup: the password or a passkey, and nothing else. */

import { Button } from "../../components/Button.tsx";
import { UnlockForm } from "../../components/UnlockForm.tsx";
import { unlockAction } from "../../lib/client/password-actions.ts";
import { usePasskeys } from "../../lib/client/use-passkeys.ts";
import { t } from "../../lib/platform/i18n.ts";
import { openOwnPage } from "../../lib/platform/tabs.ts";

export function UnlockView({ onUnlocked }: { readonly onUnlocked: () => void }) {
  const passkeys = usePasskeys();
  return (
    <>
      {passkeys.missingPassword === undefined && <p>{t("popup.locked")}</p>}
      <UnlockForm {...passkeys} unlock={unlockAction} onUnlocked={onUnlocked} />
      {/* Always there: where the operating system's window closes the popup, no message could be shown any more. */}
      {passkeys.passkeys.length > 0 && (
        <Button variant="quiet" onClick={() => void openInTab()}>
          {t("passkey.inTab")}
        </Button>
      )}
    </>
  );
}

const openInTab = async (): Promise<void> => {
  await openOwnPage("manager");
  window.close();
};
