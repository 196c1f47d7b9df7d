/** First run: what this is, the master password, what to do next. */

import "../../components/tokens.css";
import "../../components/base.css";
import { mountPage } from "../../lib/client/mount-page.ts";
import { t } from "../../lib/platform/i18n.ts";
import { WelcomePage } from "./WelcomePage.tsx";

mountPage(`${t("welcome.title")} – ${t("app.name")}`, <WelcomePage />);
