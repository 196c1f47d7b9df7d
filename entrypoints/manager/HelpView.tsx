/** Short questions and answers. */

import { Disclosure } from "../../components/Disclosure.tsx";
import { t } from "../../lib/platform/i18n.ts";
import styles from "./manager.module.css";

interface Question {
  readonly id: string;
  readonly question: () => string;
  readonly answers: readonly (() => string)[];
}

const questions: readonly Question[] = [
  {
    id: "wrong",
    question: () => t("manager.help.wrongQ"),
    answers: [
      () => t("manager.help.wrongA1"),
      () => t("manager.help.wrongA2"),
      () => t("manager.help.wrongA3"),
    ],
  },
  {
    id: "forgot",
    question: () => t("manager.help.forgotQ"),
    answers: [
      () => t("password.forgotNobody"),
      () => t("password.forgotCode"),
      () => t("password.forgotNext"),
    ],
  },
  { id: "new-pc", question: () => t("manager.help.newPcQ"), answers: [() => t("manager.help.newPcA")] },
  { id: "remove", question: () => t("manager.help.removeQ"), answers: [() => t("manager.help.removeA")] },
  { id: "email", question: () => t("manager.help.emailQ"), answers: [() => t("manager.help.emailA")] },
  { id: "company", question: () => t("manager.help.companyQ"), answers: [() => t("manager.help.companyA")] },
  { id: "safe", question: () => t("manager.help.safeQ"), answers: [() => t("manager.help.safeA")] },
  {
    id: "unofficial",
    question: () => t("manager.help.unofficialQ"),
    answers: [() => t("manager.help.unofficialA")],
  },
];

export function HelpView() {
  return (
    <div class={styles["stack"]}>
      <p class={styles["lead"]}>{t("manager.help.intro")}</p>
      {questions.map(({ id, question, answers }) => (
        <Disclosure key={id} summary={question()}>
          {answers.map((answer) => (
            <p key={answer()}>{answer()}</p>
          ))}
        </Disclosure>
      ))}
    </div>
  );
}
