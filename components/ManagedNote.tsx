import type { ComponentChildren } from "preact";
import { t } from "../lib/platform/i18n.ts";
import { Notice } from "./Notice.tsx";

export interface ManagedNoteProps {
  /** What the organisation has laid down here, in whole sentences. */
  readonly children: ComponentChildren;
  /** The organisation's own words on whom to ask; "" = none. */
  readonly supportText: string;
}

/** Says that a choice is not the member's: an organisation has made it, and whom to ask. */
export function ManagedNote({ children, supportText }: ManagedNoteProps) {
  return (
    <Notice tone="info" title={t("policy.title")} announce="none">
      {children}
      <Support text={supportText} />
    </Notice>
  );
}

/** The organisation's text stands in an isolate: whatever direction it is written in, ours keeps its own. */
export function Support({ text }: { readonly text: string }) {
  return text === "" ? null : (
    <p>
      {t("policy.support")} <bdi>{text}</bdi>
    </p>
  );
}
