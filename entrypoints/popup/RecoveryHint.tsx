/** Says in one line that the password is lost or that there is no recovery code yet, and leads to where it is made. */

import { Button } from "../../components/Button.tsx";
import { KeyIcon, PrintIcon } from "../../components/icons.tsx";
import { useUnlockMethods } from "../../lib/client/use-unlock-methods.ts";
import { t } from "../../lib/platform/i18n.ts";

export function RecoveryHint({ onManage }: { readonly onManage: (hash: string) => void }) {
  const { methods } = useUnlockMethods();
  if (methods !== null && methods.password === null) {
    return (
      <Button icon={<KeyIcon />} isFullWidth={true} onClick={() => onManage("security")}>
        {t("recovery.missing.title")}
      </Button>
    );
  }
  if (methods === null || methods.recovery !== null) return null;
  return (
    <Button variant="quiet" icon={<PrintIcon />} isFullWidth={true} onClick={() => onManage("security")}>
      {t("recovery.remind.popup")}
    </Button>
  );
}
