/** All ways in on one page: a picture, a picture of the screen, a typed key, a pasted URI. */

import { useState } from "preact/hooks";
import { closeOwnTab } from "../../../lib/platform/tabs.ts";
import { AddStart } from "./AddStart.tsx";
import { ChooseKey } from "./ChooseKey.tsx";
import { PreviewKey } from "./PreviewKey.tsx";
import { Added, SameSecret } from "./Results.tsx";
import { type Stage, start } from "./stage.ts";
import { usePictureReading } from "./use-picture-reading.ts";
import { useTypedKey } from "./use-typed-key.ts";

export interface AddViewProps {
  /** A picture of the screen to begin with, or null. */
  readonly captureId: string | null;
  /** False while the vault is locked over this page: nothing is taken in then. */
  readonly isOpen: boolean;
}

export function AddView({ captureId, isOpen }: AddViewProps) {
  const [stage, setStage] = useState<Stage>(start);
  const form = useTypedKey();
  const reading = usePictureReading(captureId, setStage);
  const onBack = captureId === null ? null : () => void closeOwnTab();
  const restart = (): void => setStage(start);

  switch (stage.kind) {
    case "start":
    case "reading":
      return (
        <AddStart
          problem={stage.kind === "start" ? stage.problem : null}
          isReading={stage.kind === "reading"}
          isOpen={isOpen}
          form={form}
          onFile={reading.readFile}
          onCancel={reading.cancel}
          onFound={(found) => setStage({ kind: "preview", found, hasForeign: false })}
          onBack={onBack}
        />
      );
    case "choose":
      return (
        <ChooseKey
          found={stage.found}
          broken={stage.broken}
          onChoose={(found) => setStage({ kind: "preview", found, hasForeign: false })}
          onCancel={restart}
        />
      );
    case "preview":
      return (
        <PreviewKey
          found={stage.found}
          hasForeign={stage.hasForeign}
          onCancel={restart}
          setStage={(next) => {
            if (next.kind === "added" || next.kind === "same-secret") form.clear();
            setStage(next);
          }}
        />
      );
    case "added":
      return <Added accountId={stage.accountId} name={stage.name} onMore={restart} onBack={onBack} />;
    case "same-secret":
      return <SameSecret accountId={stage.accountId} name={stage.name} onMore={restart} onBack={onBack} />;
    default:
      return stage satisfies never;
  }
}
