/** Opened when a portal page needs the vault: the password, then back to that page. */

import "../../components/tokens.css";
import "../../components/base.css";
import { DisabledPage } from "../../components/DisabledPage.tsx";
import { mountPage } from "../../lib/client/mount-page.ts";
import { PolicyGate } from "../../lib/client/PolicyGate.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { UnlockPage } from "./UnlockPage.tsx";

mountPage(
  `${t("unlock.title")} – ${t("app.name")}`,
  <PolicyGate
    whenDisabled={({ disabledMessage, supportText }) => (
      <DisabledPage message={disabledMessage} supportText={supportText} />
    )}
  >
    <UnlockPage />
  </PolicyGate>,
);
