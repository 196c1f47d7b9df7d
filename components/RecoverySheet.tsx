import { CHECK_SYMBOLS } from "../lib/core/vault/recovery-code.ts";
import { t } from "../lib/platform/i18n.ts";
import { classNames } from "./class-names.ts";
import styles from "./RecoverySheet.module.css";

export interface RecoverySheetProps {
  /** As `formatRecoveryCode` writes it. It stands in the text alone, never in an attribute. */
  readonly code: string;
  /** The day it was made, in the reader's language. */
  readonly date: string;
}

/** On the screen the code in numbered groups; on paper one A4 page with all that a person needs to use it. */
export function RecoverySheet({ code, date }: RecoverySheetProps) {
  return (
    <article class={styles["sheet"]}>
      <header class={classNames(styles["paperOnly"], styles["head"])}>
        <h2>{t("recovery.sheet.title")}</h2>
        <p class={styles["unofficial"]}>{t("app.unofficial")}</p>
        <p>{t("recovery.sheet.date", { date })}</p>
      </header>
      <p class={styles["paperOnly"]}>{t("recovery.sheet.what")}</p>
      <ol class={styles["code"]} aria-label={t("recovery.sheet.code")}>
        {code.split("-").map((group, index) => (
          <li key={index} class={styles["group"]} translate={false}>
            <span class={styles["number"]} aria-hidden="true">
              {index + 1}
            </span>
            <span>{group}</span>
          </li>
        ))}
      </ol>
      <ul class={styles["screenOnly"]}>
        <Letters />
      </ul>
      <div class={styles["paperOnly"]}>
        <Explanations />
      </div>
    </article>
  );
}

/** Which letters occur: for whoever copies the code by hand, and for whoever reads it later. */
function Letters() {
  return (
    <>
      <li>{t("recovery.sheet.letters2")}</li>
      <li>{t("recovery.sheet.letters3", { symbols: CHECK_SYMBOLS })}</li>
    </>
  );
}

function Explanations() {
  return (
    <>
      <section class={styles["part"]}>
        <h3>{t("recovery.sheet.howTitle")}</h3>
        <ol>
          <li>{t("recovery.sheet.how1")}</li>
          <li>{t("recovery.sheet.how2")}</li>
          <li>{t("recovery.sheet.how3")}</li>
        </ol>
      </section>
      <section class={styles["part"]}>
        <h3>{t("recovery.sheet.lettersTitle")}</h3>
        <ul>
          <li>{t("recovery.sheet.letters1")}</li>
          <Letters />
        </ul>
      </section>
      <section class={styles["part"]}>
        <h3>{t("recovery.sheet.keepTitle")}</h3>
        <ul>
          <li>{t("recovery.sheet.keep1")}</li>
          <li>{t("recovery.sheet.keep2")}</li>
          <li>{t("recovery.sheet.keep3")}</li>
        </ul>
      </section>
      <p>{t("recovery.sheet.unofficial")}</p>
    </>
  );
}
