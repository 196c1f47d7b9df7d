import type { ComponentChildren } from "preact";
import { t } from "../lib/platform/i18n.ts";
import { Card } from "./Card.tsx";
import { LockIcon } from "./icons.tsx";
import { Support } from "./ManagedNote.tsx";
import { PageShell } from "./PageShell.tsx";

export interface DisabledPageProps {
  /** The organisation's words; plain text, "" = none. */
  readonly message: string;
  readonly supportText: string;
  readonly width?: "popup" | "narrow" | undefined;
  /** What can still be done, such as saving a backup. */
  readonly actions?: ComponentChildren;
}

/** The one screen of an extension that the organisation has switched off: that, why, what is with the data, what now. */
export function DisabledPage({ message, supportText, width = "narrow", actions }: DisabledPageProps) {
  return (
    <PageShell productName={t("app.name")} badge={t("app.unofficial")} width={width}>
      <h1>{t("policy.disabled.title")}</h1>
      <p>{t("policy.disabled.body")}</p>
      {(message !== "" || supportText !== "") && (
        <Card title={t("policy.disabled.message")}>
          {message !== "" && (
            <p>
              <bdi>{message}</bdi>
            </p>
          )}
          <Support text={supportText} />
        </Card>
      )}
      <Card title={t("policy.disabled.dataTitle")} icon={<LockIcon />} actions={actions}>
        <p>{t("policy.disabled.data")}</p>
      </Card>
      <p>{t("policy.disabled.next")}</p>
    </PageShell>
  );
}
