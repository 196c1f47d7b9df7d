/** How adding ended: kept, or there already. */

import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import { hashOf } from "../route.ts";
import styles from "./add.module.css";
import { StageHeading } from "./StageHeading.tsx";

export interface ResultProps {
  readonly accountId: string;
  readonly name: string;
  readonly onMore: () => void;
  /** Back to the page a picture was taken of, or null. */
  readonly onBack: (() => void) | null;
}

export function Added(props: ResultProps) {
  return (
    <Card>
      <StageHeading>{t("add.done.title")}</StageHeading>
      <Notice tone="success">{t("add.done.body", { name: props.name })}</Notice>
      <p>{t("add.copyOnly")}</p>
      <Ways {...props} showLabel={t("add.done.list")} />
    </Card>
  );
}

export function SameSecret(props: ResultProps) {
  return (
    <Card>
      <StageHeading>{t("add.same.title")}</StageHeading>
      <Notice tone="info">{t("add.same.body", { name: props.name })}</Notice>
      <Ways {...props} showLabel={t("add.same.show")} />
    </Card>
  );
}

function Ways({ accountId, onMore, onBack, showLabel }: ResultProps & { readonly showLabel: string }) {
  return (
    <div class={styles["actions"]}>
      {onBack !== null && (
        <Button variant="primary" onClick={onBack}>
          {t("add.picture.back")}
        </Button>
      )}
      <Button onClick={() => location.assign(hashOf({ part: "accounts", argument: accountId }))}>
        {showLabel}
      </Button>
      <Button onClick={onMore}>{t("add.done.more")}</Button>
    </div>
  );
}
