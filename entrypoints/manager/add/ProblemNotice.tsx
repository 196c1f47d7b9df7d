/** Why a picture led nowhere, that nothing was added, and what to try. */

import { Notice } from "../../../components/Notice.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import styles from "./add.module.css";
import { foreignText, refusalText, uriErrorText } from "./add-texts.ts";
import type { Problem } from "./stage.ts";

export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  switch (problem.kind) {
    case "no-code":
      return (
        <Notice tone="warning" title={t("add.none.title")}>
          <ul class={styles["advice"]}>
            <li>{t("add.none.zoom")}</li>
            <li>{t("add.none.whole")}</li>
            <li>{t("add.none.key")}</li>
          </ul>
          <p>{t("add.none.safe")}</p>
        </Notice>
      );
    case "cancelled":
      return <Notice tone="info">{t("add.picture.cancelled")}</Notice>;
    case "taken":
      return <Notice tone="warning">{t("add.picture.taken")}</Notice>;
    case "refused":
      return (
        <Notice tone="warning" title={t("add.refused.title")}>
          <p>{refusalText(problem.reason)}</p>
          <p>{t("add.refused.safe")}</p>
        </Notice>
      );
    case "foreign":
      return (
        <Notice tone="warning" title={t("add.foreign.title")}>
          {problem.kinds.map((kind) => (
            <p key={kind}>{foreignText(kind)}</p>
          ))}
          <p>{t("add.foreign.safe")}</p>
        </Notice>
      );
    case "invalid":
      return (
        <Notice tone="warning" title={t("add.uri.title")}>
          <p>{uriErrorText(problem.code)}</p>
          <p>{t("add.uri.next")}</p>
        </Notice>
      );
    default:
      return problem satisfies never;
  }
}
