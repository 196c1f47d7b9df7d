import { useEffect, useState } from "preact/hooks";
import { t } from "../lib/platform/i18n.ts";
import { Notice } from "./Notice.tsx";

export interface WaitNoticeProps {
  readonly waitMs: number;
  /** Called once, when the time is over. */
  readonly onOver: () => void;
}

/** Counts down to the next attempt. Announced when it appears; the seconds alone are not read out one by one. */
export function WaitNotice({ waitMs, onOver }: WaitNoticeProps) {
  const [endMs] = useState(() => performance.now() + waitMs);
  const [leftMs, setLeftMs] = useState(waitMs);
  useEffect(() => {
    const tick = setInterval(() => {
      const left = endMs - performance.now();
      setLeftMs(left);
      if (left > 0) return;
      clearInterval(tick);
      onOver();
    }, 250);
    return () => clearInterval(tick);
  }, [endMs]);
  const seconds = Math.max(1, Math.ceil(leftMs / 1_000));
  return (
    <Notice tone="warning" title={t("password.waitTitle")}>
      <p role="timer" aria-live="off">
        {t("password.waitBody", { seconds })}
      </p>
    </Notice>
  );
}
