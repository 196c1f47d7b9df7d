/** The options page: accounts, adding by hand, password and lock, settings, help. */

import "../../components/tokens.css";
import "../../components/base.css";
import { mountPage } from "../../lib/client/mount-page.ts";
import { t } from "../../lib/platform/i18n.ts";
import { ManagerPage } from "./ManagerPage.tsx";

mountPage(t("manager.title"), <ManagerPage />);
