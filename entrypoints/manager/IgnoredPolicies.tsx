/** For the administrator who looks at the settings: which of the policies are not in force because their value is wrong. */

import { useEffect, useState } from "preact/hooks";
import { Notice } from "../../components/Notice.tsx";
import { t } from "../../lib/platform/i18n.ts";
import { askBackground } from "../../lib/platform/messaging.ts";

export function IgnoredPolicies() {
  const [keys, setKeys] = useState<readonly string[]>([]);
  useEffect(() => {
    // A failure names nothing: the browser could not say its policies just now.
    void askBackground("policy.ignoredKeys", null).then((answer) => answer.ok && setKeys(answer.value));
  }, []);
  if (keys.length === 0) return null;
  return (
    <Notice tone="warning" title={t("policy.ignoredTitle")} announce="none">
      <p>{t("policy.ignored")}</p>
      <ul>
        {keys.map((key) => (
          <li key={key}>
            <code>{key}</code>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
