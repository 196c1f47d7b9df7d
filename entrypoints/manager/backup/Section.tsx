/** A card that shows a button until it is wanted, and then what it is for. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../components/Button.tsx";
import { Card } from "../../../components/Card.tsx";
import { t } from "../../../lib/platform/i18n.ts";
import managerStyles from "../manager.module.css";
import styles from "./backup.module.css";

/** What every part that opens on demand is told. */
export interface SectionState {
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export interface SectionProps extends SectionState {
  readonly title: string;
  readonly icon: ComponentChildren;
  readonly body: ComponentChildren;
  readonly openLabel: string;
  readonly closeLabel?: string | undefined;
  readonly tone?: "surface" | "sunken" | undefined;
  /** Another value: another step, which takes the focus anew. */
  readonly step?: string | undefined;
  readonly children: ComponentChildren;
}

export function Section(props: SectionProps) {
  const { isOpen, onOpen, onClose, closeLabel = t("manager.cancel") } = props;
  return (
    <Card title={props.title} icon={props.icon} tone={props.tone}>
      {props.body}
      {isOpen ? (
        <Opened key={props.step}>
          {props.children}
          <div class={managerStyles["actions"]}>
            <Button variant="quiet" isCompact onClick={onClose}>
              {closeLabel}
            </Button>
          </div>
        </Opened>
      ) : (
        <div class={managerStyles["actions"]}>
          <Button onClick={onOpen}>{props.openLabel}</Button>
        </div>
      )}
    </Card>
  );
}

/** Takes the focus when it appears: the button that opened it is gone. */
function Opened({ children }: { readonly children: ComponentChildren }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={ref} tabIndex={-1} class={`${managerStyles["stack"]} ${styles["opened"]}`}>
      {children}
    </div>
  );
}
