/** First run: what this is, the master password, what to do next. */

import "../../components/tokens.css";
import "../../components/base.css";
import { DisabledPage } from "../../components/DisabledPage.tsx";
import { mountPage } from "../../lib/client/mount-page.ts";
import { PolicyGate } from "../../lib/client/PolicyGate.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { WelcomePage } from "./WelcomePage.tsx";

mountPage(
  `${t("welcome.title")} – ${t("app.name")}`,
  <PolicyGate
    whenDisabled={({ disabledMessage, supportText }) => (
      <DisabledPage message={disabledMessage} supportText={supportText} />
    )}
  >
    <WelcomePage />
  </PolicyGate>,
);
