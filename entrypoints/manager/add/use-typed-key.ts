/** The form for a written key, kept encrypted while it is typed: it is there again when the page was closed over it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { emptyTypedKey, type TypedKey } from "../../../lib/client/typed-key.ts";
import { formatTypedKey, isEmptyTypedKey, parseTypedKey } from "../../../lib/client/typed-key-draft.ts";
import { askBackground } from "../../../lib/platform/messaging.ts";

export interface TypedKeyState {
  readonly typed: TypedKey;
  /** What is shown was typed before, in a page that was closed. */
  readonly isRestored: boolean;
  readonly setTyped: (typed: TypedKey) => void;
  /** Empties the form and forgets what was kept. */
  readonly clear: () => void;
}

export const useTypedKey = (): TypedKeyState => {
  const [typed, setShown] = useState(emptyTypedKey);
  const [isRestored, setIsRestored] = useState(false);
  const latest = useRef<TypedKey | null>(null);
  const isSaving = useRef(false);

  /** One message at a time, and then what was typed meanwhile: every key would otherwise be a message of its own. */
  const save = async (): Promise<void> => {
    if (isSaving.current) return;
    isSaving.current = true;
    while (latest.current !== null) {
      const draft = latest.current;
      latest.current = null;
      if (isEmptyTypedKey(draft)) await askBackground("draft.drop", null);
      else await askBackground("draft.save", { text: formatTypedKey(draft) }); // a draft is a kindness: its failure is silent
    }
    isSaving.current = false;
  };

  const setTyped = (next: TypedKey): void => {
    setShown(next);
    latest.current = next;
    void save(); // askBackground never rejects
  };

  useEffect(() => {
    void askBackground("draft.read", null).then((answer) => {
      const draft = answer.ok && answer.value !== null ? parseTypedKey(answer.value) : null;
      if (draft === null) return;
      setShown((now) => {
        if (!isEmptyTypedKey(now)) return now; // typed faster than the answer came
        setIsRestored(true);
        return draft;
      });
    });
  }, []);

  return {
    typed,
    isRestored,
    setTyped,
    clear: () => {
      setIsRestored(false);
      setTyped(emptyTypedKey);
    },
  };
};
