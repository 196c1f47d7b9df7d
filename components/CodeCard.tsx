import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Badge } from "./Badge.tsx";
import styles from "./CodeCard.module.css";
import { CodeDigits } from "./CodeDigits.tsx";
import { CountdownRing } from "./CountdownRing.tsx";
import { classNames } from "./class-names.ts";
import { CheckIcon, DeviceIcon, LockIcon } from "./icons.tsx";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface CodeCardProps {
  /** The card's name; the page passes the account name when the issuer is empty. */
  readonly issuer: string;
  readonly accountName: string;
  readonly deviceName: string;
  /** The portal host the account is bound to, or null. */
  readonly host: string | null;
  /** Decimal digits without spaces, or null while the code is being made. */
  readonly code: string | null;
  /** Given by the page in the last seconds; the line keeps its place while absent. */
  readonly nextCode?: string | undefined;
  readonly secondsLeft: number;
  readonly periodSeconds: number;
  readonly isEnding?: boolean | undefined;
  readonly isCopied?: boolean | undefined;
  /** The portal belongs to the page the user is looking at. */
  readonly isHighlighted?: boolean | undefined;
  readonly texts: {
    readonly code: string;
    readonly loading: string;
    readonly timeLeft: string;
    readonly next: string;
    readonly copied: string;
    /** Terms for screen readers; the icons' tooltips too. */
    readonly account: string;
    readonly device: string;
    readonly host: string;
    /** For an account the portal has not accepted yet, else undefined. */
    readonly pending?: string | undefined;
  };
  /** Copy and fill buttons. */
  readonly actions?: ComponentChildren;
  /** The account's menu button, in the upper corner. */
  readonly menu?: ComponentChildren;
}

/** One account with its current code: whose it is, the code, how long it lasts, what can be done with it. */
export function CodeCard(props: CodeCardProps) {
  const titleId = useId();
  const { texts } = props;
  return (
    <article
      class={classNames(styles["card"], props.isHighlighted && styles["highlighted"])}
      aria-labelledby={titleId}
    >
      <header class={styles["header"]}>
        <div class={styles["names"]}>
          <h3 id={titleId} class={styles["issuer"]}>
            <bdi dir="auto">{props.issuer}</bdi>
          </h3>
          {texts.pending && <Badge tone="warning">{texts.pending}</Badge>}
          <Names {...props} />
        </div>
        {props.menu && <div class={styles["menu"]}>{props.menu}</div>}
      </header>
      <div class={styles["codeRow"]}>
        <p class={styles["code"]}>
          <span class={styles["codeLabel"]}>{texts.code}</span>
          {props.code === null ? (
            <span class={styles["loading"]}>{texts.loading}</span>
          ) : (
            <CodeDigits code={props.code} />
          )}
        </p>
        <CountdownRing
          secondsLeft={props.secondsLeft}
          periodSeconds={props.periodSeconds}
          isEnding={props.isEnding}
          label={texts.timeLeft}
        />
      </div>
      <Underline {...props} />
      {props.actions && <div class={styles["actions"]}>{props.actions}</div>}
    </article>
  );
}

function Names({ accountName, deviceName, host, texts }: CodeCardProps) {
  return (
    <dl class={styles["details"]}>
      {accountName && <Detail term={texts.account} value={accountName} />}
      {deviceName && <Detail icon={<DeviceIcon />} term={texts.device} value={deviceName} />}
      {host && <Detail icon={<LockIcon />} term={texts.host} value={host} />}
    </dl>
  );
}

interface DetailProps {
  readonly icon?: ComponentChildren;
  readonly term: string;
  readonly value: string;
}

function Detail({ icon, term, value }: DetailProps) {
  return (
    <div>
      <dt title={term}>
        {icon}
        <VisuallyHidden>{term}</VisuallyHidden>
      </dt>
      <dd>
        <bdi dir="auto">{value}</bdi>
      </dd>
    </div>
  );
}

/** The line under the code: the time left or that it was copied, and the next code. It never changes its height. */
function Underline({ isCopied, nextCode, texts }: CodeCardProps) {
  return (
    <div class={styles["underline"]}>
      {!isCopied && (
        // Hidden, since the ring already says it.
        <p class={styles["timeLeft"]} aria-hidden="true">
          {texts.timeLeft}
        </p>
      )}
      <p role="status" class={styles["copied"]}>
        {isCopied && (
          <>
            <CheckIcon />
            <span>{texts.copied}</span>
          </>
        )}
      </p>
      {nextCode && (
        <p class={styles["next"]}>
          <span>{texts.next}</span> <CodeDigits code={nextCode} size="small" />
        </p>
      )}
    </div>
  );
}
