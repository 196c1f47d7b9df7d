/** Making, renewing and removing the recovery code. */

import { useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { PrintIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { errorText } from "../../../lib/client/error-text.ts";
import { removeRecoveryCode } from "../../../lib/client/recovery-client.ts";
import { useUnlockMethods } from "../../../lib/client/use-unlock-methods.ts";
import { t } from "../../../lib/platform/i18n.ts";
import type { UnlockMethods } from "../../../lib/protocol/vault-requests.ts";
import { MakeCode } from "../../recover/MakeCode.tsx";
import { dateText } from "../accounts/account-texts.ts";
import styles from "../manager.module.css";
import { ProofForm } from "./ProofForm.tsx";

type Doing = "nothing" | "making" | "removing";
type Done = "made" | "removed" | null;

export function RecoveryCard() {
  const { methods, error, reload } = useUnlockMethods();
  const [doing, setDoing] = useState<Doing>("nothing");
  const [done, setDone] = useState<Done>(null);
  const start = (what: Doing): void => {
    setDone(null);
    setDoing(what);
  };
  const finish = (what: Done): void => {
    setDone(what);
    setDoing("nothing");
    reload();
  };
  const cancel = <Button onClick={() => setDoing("nothing")}>{t("manager.cancel")}</Button>;
  return (
    <Card title={t("recovery.title")} icon={<PrintIcon />}>
      <p>{t("recovery.what")}</p>
      {error !== null && (
        <Notice tone="danger" actions={<Button onClick={reload}>{t("manager.retry")}</Button>}>
          {errorText(error)}
        </Notice>
      )}
      {done !== null && (
        <Notice tone="success" hasFocus>
          {done === "made" ? t("recovery.card.made") : t("recovery.card.removed")}
        </Notice>
      )}
      {methods !== null && doing === "nothing" && <Overview recovery={methods.recovery} onStart={start} />}
      {doing === "making" && <MakeCode onSaved={() => finish("made")} otherActions={cancel} />}
      {doing === "removing" && (
        <>
          <p>{t("recovery.card.removeBody")}</p>
          <ProofForm
            act={removeRecoveryCode}
            onDone={() => finish("removed")}
            actLabel={t("recovery.card.removeAct")}
            isDanger
            otherActions={cancel}
          />
        </>
      )}
    </Card>
  );
}

interface OverviewProps {
  readonly recovery: UnlockMethods["recovery"];
  readonly onStart: (what: Doing) => void;
}

function Overview({ recovery, onStart }: OverviewProps) {
  if (recovery === null) {
    return (
      <>
        <p>{t("recovery.card.none")}</p>
        <div class={styles["actions"]}>
          <Button onClick={() => onStart("making")}>{t("recovery.make")}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>{t("recovery.card.madeOn", { date: dateText(recovery.createdAtMs) })}</p>
      <p>{t("recovery.card.renewHint")}</p>
      <div class={styles["actions"]}>
        <Button onClick={() => onStart("making")}>{t("recovery.card.renew")}</Button>
        <Button variant="quiet" onClick={() => onStart("removing")}>
          {t("recovery.card.remove")}
        </Button>
      </div>
    </>
  );
}
