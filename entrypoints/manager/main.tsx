/** The options page: accounts, adding by hand, password and lock, settings, help. */

import "../../components/tokens.css";
import "../../components/base.css";
import { DisabledPage } from "../../components/DisabledPage.tsx";
import { mountPage } from "../../lib/client/mount-page.ts";
import { PolicyGate } from "../../lib/client/PolicyGate.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { ManagerPage } from "./ManagerPage.tsx";

mountPage(
  t("manager.title"),
  <PolicyGate
    whenDisabled={({ disabledMessage, supportText }) => (
      <DisabledPage message={disabledMessage} supportText={supportText} />
    )}
  >
    <ManagerPage />
  </PolicyGate>,
);
