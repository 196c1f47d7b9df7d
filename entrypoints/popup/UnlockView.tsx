/** The locked popup: the password, and nothing else. */

import { UnlockForm } from "../../components/UnlockForm.tsx";
import { unlockAction } from "../../lib/client/password-actions.ts";
import { t } from "../../lib/platform/i18n.ts";

export function UnlockView({ onUnlocked }: { readonly onUnlocked: () => void }) {
  return (
    <>
      <p>{t("popup.locked")}</p>
      <UnlockForm unlock={unlockAction} onUnlocked={onUnlocked} />
    </>
  );
}
