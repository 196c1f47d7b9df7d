/** Says that the form was kept, and offers to forget it. */

import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { t } from "../../../lib/platform/i18n.ts";

export function RestoredNotice({ onClear }: { readonly onClear: () => void }) {
  return (
    <Notice
      tone="info"
      actions={
        <Button isCompact onClick={onClear}>
          {t("add.key.draftClear")}
        </Button>
      }
    >
      {t("add.key.draft")}
    </Notice>
  );
}
