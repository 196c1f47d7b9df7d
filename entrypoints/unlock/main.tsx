/** Opened when a portal page needs the vault: the password, then back to that page. */

import "../../components/tokens.css";
import "../../components/base.css";
import { mountPage } from "../../lib/client/mount-page.ts";
import { t } from "../../lib/platform/i18n.ts";
import { UnlockPage } from "./UnlockPage.tsx";

mountPage(`${t("unlock.title")} – ${t("app.name")}`, <UnlockPage />);
