/** What a file would bring, account by account; nothing happens before the button below is pressed. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Badge, type BadgeProps } from "../../../components/Badge.tsx";
import { Button } from "../../../components/Button.tsx";
import { UndoIcon } from "../../../components/icons.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { RadioGroup, type RadioOption } from "../../../components/RadioGroup.tsx";
import { type Previewed, restoreChosen } from "../../../lib/client/backup-actions.ts";
import type { ChosenFile } from "../../../lib/client/backup-file.ts";
import { t } from "../../../lib/platform/i18n.ts";
import type { EntryChoice, PreviewEntry } from "../../../lib/protocol/backup-requests.ts";
import { accountTitle } from "../accounts/account-texts.ts";
import managerStyles from "../manager.module.css";
import styles from "./backup.module.css";
import { LeftOut } from "./LeftOut.tsx";

type Choice = EntryChoice["choice"];

export interface PreviewEntriesProps {
  readonly file: ChosenFile;
  readonly previewed: Previewed;
  readonly onRestored: (count: number) => void;
}

export function PreviewEntries({ file, previewed: { preview, proof }, onRestored }: PreviewEntriesProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => headingRef.current?.focus(), []);
  const asked = preview.entries.filter(({ status }) => status !== "same");
  const sameCount = preview.entries.length - asked.length;
  const choices = asked.map((entry) => ({ id: entry.id, choice: chosen.get(entry.id) ?? proposal(entry) }));
  const count = choices.filter(({ choice }) => choice !== "skip").length;
  const badCount = preview.leftOut.filter(({ reason }) => reason === "bad-entry").length;
  const isEmpty = preview.entries.length === 0;
  const words = file.kind === "aegis" ? bringWords : restoreWords;

  const restore = async (): Promise<void> => {
    setIsBusy(true);
    const outcome = await restoreChosen(file, proof, { choices, leavesBad: badCount > 0 });
    setIsBusy(false);
    if (outcome.status === "ok") onRestored(outcome.value);
    else setError(outcome.status === "failed" ? outcome.text : t("errors.unexpected"));
  };
  return (
    <>
      <h3 ref={headingRef} tabIndex={-1}>
        {t("backup.restore.preview")}
      </h3>
      {asked.length === 0 && (
        <Notice tone={isEmpty ? "warning" : "success"}>
          {isEmpty ? t("backup.restore.none") : t("backup.restore.nothing")}
        </Notice>
      )}
      <ul class={styles["entries"]}>
        {asked.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            words={words}
            choice={chosen.get(entry.id) ?? proposal(entry)}
            onChoose={(choice) => setChosen(new Map(chosen).set(entry.id, choice))}
          />
        ))}
      </ul>
      {sameCount > 0 && asked.length > 0 && <p>{t("backup.restore.same", { count: sameCount })}</p>}
      {preview.onlyMine > 0 && <p>{t("backup.restore.onlyMine", { count: preview.onlyMine })}</p>}
      <LeftOut entries={preview.leftOut} />
      {file.kind === "aegis" && asked.length > 0 && <p>{t("backup.restore.aegisRest")}</p>}
      {error !== null && (
        <Notice tone="danger" title={t("backup.restore.failed")}>
          {error}
        </Notice>
      )}
      {asked.length > 0 && (
        <div class={managerStyles["actions"]}>
          <Button
            variant="primary"
            icon={<UndoIcon />}
            isDisabled={count === 0}
            isBusy={isBusy}
            onClick={() => void restore()}
          >
            {badCount > 0 ? words.actWithoutBad(count) : words.act(count)}
          </Button>
        </div>
      )}
    </>
  );
}

/** An account that was here comes back; one of another app comes in. */
interface Words {
  readonly take: () => string;
  readonly skip: () => string;
  readonly act: (count: number) => string;
  readonly actWithoutBad: (count: number) => string;
}

const restoreWords: Words = {
  take: () => t("backup.restore.take"),
  skip: () => t("backup.restore.skip"),
  act: (count) => t("backup.restore.act", { count }),
  actWithoutBad: (count) => t("backup.restore.actWithoutBad", { count }),
};

const bringWords: Words = {
  take: () => t("backup.bring.take"),
  skip: () => t("backup.bring.skip"),
  act: (count) => t("backup.bring.act", { count }),
  actWithoutBad: (count) => t("backup.bring.actWithoutBad", { count }),
};

/** What is lost comes back; what is there stays, unless someone decides otherwise. */
const proposal = ({ status }: PreviewEntry): Choice => (status === "new" ? "take" : "skip");

interface EntryProps {
  readonly entry: PreviewEntry;
  readonly words: Words;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}

function Entry({ entry, words, choice, onChoose }: EntryProps) {
  const nameId = useId();
  const { text, tone } = badges[entry.status];
  return (
    <li class={styles["entry"]} aria-labelledby={nameId}>
      <p id={nameId} class={styles["name"]}>
        <bdi dir="auto">{accountTitle(entry)}</bdi>
        <Badge tone={tone}>{text()}</Badge>
      </p>
      {entry.mine !== null && entry.status === "other-names" && (
        <p>{t("backup.restore.mineNamed", { name: mineTitle(entry.mine) })}</p>
      )}
      {entry.status === "other-secret" && <p>{t("backup.restore.otherSecretBody")}</p>}
      <RadioGroup
        label={t("backup.restore.choice", { name: accountTitle(entry) })}
        options={optionsOf(entry, words)}
        value={choice}
        onChange={onChoose}
      />
    </li>
  );
}

const mineTitle = (mine: NonNullable<PreviewEntry["mine"]>): string =>
  mine.deviceName === "" ? accountTitle(mine) : `${accountTitle(mine)} – ${mine.deviceName}`;

const badges: Readonly<
  Record<PreviewEntry["status"], { readonly text: () => string; readonly tone: BadgeProps["tone"] }>
> = {
  new: { text: () => t("backup.restore.new"), tone: "success" },
  same: { text: () => t("backup.restore.sameBadge"), tone: "neutral" },
  "other-secret": { text: () => t("backup.restore.otherSecret"), tone: "warning" },
  "other-names": { text: () => t("backup.restore.otherNames"), tone: "warning" },
};

const optionsOf = ({ status }: PreviewEntry, words: Words): readonly RadioOption<Choice>[] =>
  status === "new"
    ? [
        { value: "take", label: words.take() },
        { value: "skip", label: words.skip() },
      ]
    : [
        { value: "skip", label: t("backup.restore.keepMine") },
        {
          value: "take",
          label: t("backup.restore.takeFile"),
          description: t("backup.restore.takeFileHint"),
        },
        { value: "both", label: t("backup.restore.both") },
      ];
