/** Opened for a forgotten master password: the recovery code, a new password, a new code. */

import "../../components/tokens.css";
import "../../components/base.css";
import { mountPage } from "../../lib/client/mount-page.ts";
import { t } from "../../lib/platform/i18n.ts";
import { RecoverPage } from "./RecoverPage.tsx";

mountPage(`${t("recovery.page.title")} – ${t("app.name")}`, <RecoverPage />);
