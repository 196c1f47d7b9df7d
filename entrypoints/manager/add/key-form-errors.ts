/** Where in the form for a written key each refusal is shown. */

import type { TypedKeyOutcome } from "../../../lib/client/typed-key.ts";
import { t } from "../../../lib/platform/i18n.ts";
import { joinSentences } from "../sentences.ts";
import { keyErrorText, uriErrorText } from "./add-texts.ts";

export interface KeyFormErrors {
  readonly key?: string;
  readonly account?: string;
  readonly period?: string;
  /** 1-based place of a wrong character in the typed text, in code points. */
  readonly position?: number;
}

export const keyFormErrors = (
  outcome: Exclude<TypedKeyOutcome, { status: "ok" }>,
  keyText: string,
): KeyFormErrors => {
  switch (outcome.status) {
    case "bad-key": {
      const { code, position } = outcome.error;
      const text = keyErrorText(outcome.error, keyText);
      const key = code === "empty-key" ? text : joinSentences([text, t("add.key.safe")]);
      return position === null ? { key } : { key, position };
    }
    case "bad-uri":
      return { key: joinSentences([uriErrorText(outcome.error.code), t("add.key.safe")]) };
    case "no-account-name":
      return { account: t("add.key.accountMissing") };
    case "bad-period":
      return { period: t("add.key.period15") };
    default:
      return outcome satisfies never;
  }
};
