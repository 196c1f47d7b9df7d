/** What the popup has to say about the page behind it: fill here, why not here, or a look-alike host. */

import { Button } from "../../components/Button.tsx";
import { FillIcon } from "../../components/icons.tsx";
import { ManagedNote } from "../../components/ManagedNote.tsx";
import { Notice } from "../../components/Notice.tsx";
import { t } from "../../lib/platform/i18n.ts";
import type { HostReason } from "../../lib/protocol/requests.ts";
import type { PopupStore } from "./store.ts";

export function PageNotice({ store }: { readonly store: PopupStore }) {
  const page = store.page.value;
  if (
    page === null ||
    store.status.value === "loading" ||
    store.status.value === "none" ||
    store.status.value === "missing"
  )
    return null;
  if (page.hostReason === "not-allowed") {
    return <ManagedNote supportText={store.policy.value.supportText}>{t("policy.notAllowed")}</ManagedNote>;
  }
  const warning = hostWarning(page.hostReason);
  if (warning !== null) {
    return (
      <Notice tone="warning" title={page.host} announce="none">
        {warning}
      </Notice>
    );
  }
  if (page.kind === "email-otp") {
    return (
      <Notice tone="info" title={t("popup.page.email.title")} announce="none">
        {t("popup.page.email.body")}
      </Notice>
    );
  }
  if (store.status.value === "locked") return null; // first the password, one thing at a time
  if (page.kind === "setup") return page.canFill ? <SetupNotice store={store} /> : null;
  if (page.kind === "entry") {
    if (page.accounts.length > 0) return null; // the account's own card has the button
    return (
      <Notice tone="info" title={page.host} announce="none">
        {t("popup.page.noAccount")}
      </Notice>
    );
  }
  return null;
}

function SetupNotice({ store }: { readonly store: PopupStore }) {
  return (
    <Notice
      tone="info"
      title={t("popup.page.setup.title")}
      announce="none"
      actions={
        <Button variant="primary" icon={<FillIcon />} onClick={() => void store.fill(null)}>
          {t("popup.page.setup.act")}
        </Button>
      }
    >
      {t("popup.page.setup.body")}
    </Notice>
  );
}

const hostWarning = (reason: HostReason): string | null => {
  switch (reason) {
    case "look-alike":
      return t("popup.page.lookAlike");
    case "misprint":
      return t("popup.page.misprint");
    case "http":
      return t("popup.page.http");
    case "port":
      return t("popup.page.port");
    case "not-allowed":
    case "portal":
    case "other":
      return null;
  }
};
