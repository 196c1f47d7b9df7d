/** Making a file: under the master password, or under a password of its own. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { DownloadIcon } from "../../../components/icons.tsx";
import { NewPasswordForm } from "../../../components/NewPasswordForm.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { RadioGroup } from "../../../components/RadioGroup.tsx";
import { type Outcome, saveBackup, saveOwnBackup } from "../../../lib/client/backup-actions.ts";
import type { PasswordResult } from "../../../lib/client/password-actions.ts";
import { passwordHelp } from "../../../lib/client/password-help.ts";
import { t } from "../../../lib/platform/i18n.ts";
import managerStyles from "../manager.module.css";

export interface MakeBackupProps {
  /** Shortest own password; a company may ask for more than the usual 12. */
  readonly minCharacters?: number | undefined;
  readonly onSaved: () => void;
  readonly onTest: () => void;
}

type Kind = "master" | "own";

export function MakeBackup({ minCharacters, onSaved, onTest }: MakeBackupProps) {
  const [kind, setKind] = useState<Kind>("master");
  const [savedName, setSavedName] = useState<string | null>(null);
  const settle = (outcome: Outcome<string>): PasswordResult => {
    if (outcome.status !== "ok") return outcome;
    setSavedName(outcome.value);
    onSaved();
    return { status: "done" };
  };
  return (
    <Card title={t("backup.make.title")} icon={<DownloadIcon />}>
      <RadioGroup<Kind>
        label={t("backup.make.kind")}
        options={[
          { value: "master", label: t("backup.make.master"), description: t("backup.make.masterHint") },
          { value: "own", label: t("backup.make.own"), description: t("backup.make.ownHint") },
        ]}
        value={kind}
        onChange={(value) => {
          setKind(value);
          setSavedName(null);
        }}
      />
      {kind === "master" ? (
        <MakeMaster onStart={() => setSavedName(null)} settle={settle} />
      ) : (
        <NewPasswordForm
          asksCurrent
          help={passwordHelp}
          minCharacters={minCharacters}
          nextLabel={t("backup.make.ownPassword")}
          act={async (passwords, options) => {
            setSavedName(null);
            return settle(await saveOwnBackup(passwords, options));
          }}
          onDone={() => undefined}
          actLabel={t("backup.make.act")}
          workingLabel={t("backup.make.working")}
          failedTitle={t("backup.make.failed")}
        />
      )}
      {savedName !== null && (
        <Saved
          name={savedName}
          onTest={() => {
            setSavedName(null);
            onTest();
          }}
        />
      )}
    </Card>
  );
}

interface MakeMasterProps {
  readonly onStart: () => void;
  readonly settle: (outcome: Outcome<string>) => PasswordResult;
}

function MakeMaster({ onStart, settle }: MakeMasterProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const make = async (): Promise<void> => {
    onStart();
    setIsBusy(true);
    const result = settle(await saveBackup());
    setIsBusy(false);
    setError(result.status === "failed" ? result.text : null);
  };
  return (
    <>
      {error !== null && (
        <Notice tone="danger" title={t("backup.make.failed")}>
          {error}
        </Notice>
      )}
      <div class={managerStyles["actions"]}>
        <Button variant="primary" icon={<DownloadIcon />} isBusy={isBusy} onClick={() => void make()}>
          {t("backup.make.act")}
        </Button>
      </div>
    </>
  );
}

/** Comes into view by itself: in a long form the button that was pressed may be far above. */
function Saved({ name, onTest }: { readonly name: string; readonly onTest: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div ref={ref}>
      <Notice
        tone="success"
        title={t("backup.make.savedTitle")}
        actions={<Button onClick={onTest}>{t("backup.make.testNow")}</Button>}
      >
        <p>{t("backup.make.saved", { name })}</p>
        <p>{t("backup.make.savedNext")}</p>
      </Notice>
    </div>
  );
}
