/** Two accounts would look alike: nothing is replaced unasked. */

import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import type { Saving } from "./use-saving.ts";

export function SameNameDialog({ saving }: { readonly saving: Saving }) {
  const { sameName, save, stopAsking } = saving;
  return (
    <Dialog
      isOpen={sameName !== null}
      title={t("add.sameName.title")}
      description={sameName === null ? undefined : t("add.sameName.body", { name: sameName })}
      closeLabel={t("manager.close")}
      onClose={stopAsking}
      actions={
        <>
          <Button variant="primary" onClick={() => save("keep-both")}>
            {t("add.sameName.keep")}
          </Button>
          <Button onClick={() => save("replace")}>{t("add.sameName.replace")}</Button>
          <Button variant="quiet" onClick={stopAsking}>
            {t("add.sameName.cancel")}
          </Button>
        </>
      }
    />
  );
}
