/** The rows a person checks before a key is kept, each warning under the value it concerns. */

import type { PreviewRow } from "../../../components/AccountPreview.tsx";
import type { FoundKey } from "../../../lib/client/qr-finding.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { parametersText } from "../accounts/account-texts.ts";
import { joinSentences } from "../sentences.ts";

type Warning = FoundKey["warnings"][number];
type RowId = "issuer" | "accountName" | "parameters" | "secret";

/** "no-account-name" makes no row: the page asks for the name instead. */
export const previewRows = ({ key, warnings }: FoundKey): readonly PreviewRow[] => {
  const warningOf = (row: RowId): string | undefined => {
    const texts = warnings.filter((warning) => rowOf(warning) === row).map(warningText);
    return texts.length === 0 ? undefined : joinSentences(texts);
  };
  const parameters = parametersText(key);
  return [
    {
      id: "issuer",
      term: t("add.preview.issuer"),
      value: key.issuer || t("account.noIssuer"),
      warning: warningOf("issuer"),
    },
    ...(key.accountName === ""
      ? []
      : [
          {
            id: "accountName",
            term: t("add.preview.account"),
            value: key.accountName,
            warning: warningOf("accountName"),
          },
        ]),
    ...(parameters === null
      ? []
      : [
          {
            id: "parameters",
            term: t("add.preview.parameters"),
            value: parameters,
            warning: warningOf("parameters"),
          },
        ]),
    {
      id: "secret",
      term: t("add.preview.secret"),
      value: t("add.preview.secretValue"),
      warning: warningOf("secret"),
    },
  ];
};

const rowOf = (warning: Warning): RowId | null => {
  switch (warning.code) {
    case "short-secret":
    case "weak-secret":
    case "not-keycloak-alphabet":
      return "secret";
    case "unusual-period":
      return "parameters";
    case "issuer-mismatch":
      return "issuer";
    case "hidden-characters":
    case "mixed-script":
      return warning.field;
    case "no-account-name":
      return null;
    default:
      return warning satisfies never;
  }
};

const warningText = (warning: Warning): string => {
  switch (warning.code) {
    case "short-secret":
      return t("add.preview.warnShort");
    case "weak-secret":
      return t("add.preview.warnWeak");
    case "not-keycloak-alphabet":
      return t("add.preview.warnKeycloak");
    case "unusual-period":
      return t("add.preview.warnPeriod", { period: warning.period });
    case "issuer-mismatch":
      return t("add.preview.warnMismatch", {
        label: warning.labelIssuer,
        parameter: warning.parameterIssuer,
      });
    case "hidden-characters":
      return t("add.preview.warnHidden");
    case "mixed-script":
      return t("add.preview.warnMixed");
    case "no-account-name":
      return t("add.preview.nameAsk");
    default:
      return warning satisfies never;
  }
};
