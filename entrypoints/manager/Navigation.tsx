/** Links to the manager's parts: at the left of wide windows, above the content of narrow ones. */

import type { ComponentChildren } from "preact";
import {
  DownloadIcon,
  HelpIcon,
  KeyIcon,
  LockIcon,
  PlusIcon,
  SettingsIcon,
} from "../../components/icons.tsx";
import { t } from "../../lib/platform/i18n.ts";
import styles from "./manager.module.css";
import { hashOf, type Part, parts } from "./route.ts";

export const partName: Readonly<Record<Part, () => string>> = {
  accounts: () => t("manager.parts.accounts"),
  add: () => t("manager.parts.add"),
  backup: () => t("manager.parts.backup"),
  security: () => t("manager.parts.security"),
  settings: () => t("manager.parts.settings"),
  help: () => t("manager.parts.help"),
};

const icons: Readonly<Record<Part, ComponentChildren>> = {
  accounts: <KeyIcon />,
  add: <PlusIcon />,
  backup: <DownloadIcon />,
  security: <LockIcon />,
  settings: <SettingsIcon />,
  help: <HelpIcon />,
};

export function Navigation({ current }: { readonly current: Part }) {
  return (
    <nav class={styles["navigation"]} aria-label={t("manager.nav")}>
      <ul class={styles["links"]}>
        {parts.map((part) => (
          <li key={part}>
            <a
              class={styles["link"]}
              href={hashOf({ part, argument: null })}
              aria-current={part === current ? "page" : undefined}
            >
              {icons[part]}
              <span>{partName[part]()}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
