import { t } from "../lib/platform/i18n.ts";
import { Disclosure } from "./Disclosure.tsx";

/**
 * The honest answer for a forgotten master password, folded away until it is needed. `hasCode`: false where a recovery code is
 * only just being made, so that nobody relies on a paper that does not work yet.
 */
export function ForgotPassword({ hasCode = true }: { readonly hasCode?: boolean | undefined }) {
  return (
    <Disclosure summary={t("password.forgot")}>
      <p>{t("password.forgotNobody")}</p>
      {hasCode && (
        <p>
          {t("password.forgotCode")}{" "}
          {/* A tab of its own: the popup closes as soon as a person looks for the sheet, and would lose what was typed. */}
          <a href="/recover.html" target="_blank" rel="noreferrer">
            {t("password.forgotRecover")}
          </a>
        </p>
      )}
      <p>{t("password.forgotNext")}</p>
    </Disclosure>
  );
}
