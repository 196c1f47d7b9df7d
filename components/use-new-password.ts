import { useEffect, useRef, useState } from "preact/hooks";
import type { Passphrase } from "../lib/core/password/passphrase.ts";
import type { Strength } from "../lib/core/password/strength-floor.ts";
import { t } from "../lib/platform/i18n.ts";
import { type AdviceOptions, adviseNewPassword, type PasswordAdvice } from "./password-advice.ts";
import type { PasswordHelp } from "./password-help.ts";
import { newPasswordError } from "./password-texts.ts";
import { type PasswordResult, type PasswordWorkOptions, usePasswordWork } from "./password-work.ts";

export interface NewPasswordOptions {
  /** `current` is "" unless `asksCurrent`. */
  readonly act: (
    passwords: { readonly current: string; readonly next: string },
    options: PasswordWorkOptions,
  ) => Promise<PasswordResult>;
  readonly onDone: () => void;
  readonly help: PasswordHelp;
  readonly asksCurrent?: boolean | undefined;
  /** Shortest password; a company may ask for more than the usual 12. */
  readonly minCharacters?: number | undefined;
  /** Focus goes to the first field when the form appears. */
  readonly hasFocus?: boolean | undefined;
}

/** What is known of the suggested passphrase; the phrase itself is in the field alone. */
export type Suggestion =
  | { readonly status: "none" | "failed" }
  | ({ readonly status: "made"; readonly count: number } & Omit<Passphrase, "text">);

interface Errors {
  readonly current?: string | undefined;
  readonly next?: string | undefined;
  readonly again?: string | undefined;
}

/** Fields, checks and the attempt itself; the passwords stay in the inputs. */
export function useNewPassword(options: NewPasswordOptions) {
  const { act, onDone, asksCurrent = false, hasFocus = false, minCharacters } = options;
  const [currentRef, nextRef, againRef] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ];
  const [errors, setErrors] = useState<Errors>({});
  const { advice, judge, follow, forget } = useAdvice(options.help, minCharacters);
  const { suggestion, suggest, dropSuggestion } = useSuggestion(options.help);
  const { work, run, cancel } = usePasswordWork();
  const isSubmitting = useRef(false);

  useEffect(() => {
    if (hasFocus) (asksCurrent ? currentRef : nextRef).current?.focus();
  }, [hasFocus, asksCurrent]);

  const attempt = async (): Promise<void> => {
    const fields = { current: currentRef.current, next: nextRef.current, again: againRef.current };
    const [current, next] = [fields.current?.value ?? "", fields.next?.value ?? ""];
    const strength = await judge(next);
    const error = newPasswordError(adviseNewPassword(next, { minCharacters, strength }));
    const found: Errors = {
      current: asksCurrent && current === "" ? t("password.empty") : undefined,
      next: error,
      // One thing at a time: comparing comes after the password itself is accepted.
      again: error === undefined ? repetitionError(next, fields.again?.value ?? "") : undefined,
    };
    setErrors(found);
    const wrong = (["current", "next", "again"] as const).find((name) => found[name] !== undefined);
    if (wrong !== undefined) return fields[wrong]?.focus();
    const result = await run((work) => act({ current, next }, work));
    if (result.status === "wrong-password") setErrors({ current: t("password.wrong") });
    if (result.status !== "done") return (asksCurrent ? fields.current : fields.next)?.focus();
    for (const field of Object.values(fields)) if (field !== null) field.value = "";
    forget();
    dropSuggestion();
    onDone();
  };
  const submit = async (): Promise<void> => {
    if (isSubmitting.current) return;
    isSubmitting.current = true;
    await attempt().finally(() => {
      isSubmitting.current = false;
    });
  };

  return {
    ...{ currentRef, nextRef, againRef, advice, errors, work, submit, cancel, suggestion },
    typeNext: (text: string): void => {
      setErrors({});
      dropSuggestion();
      follow(text);
    },
    /** Puts a passphrase into the field; it is typed again like any other. */
    suggestNext: async (): Promise<void> => {
      const text = await suggest();
      if (text === null || nextRef.current === null || isSubmitting.current) return;
      nextRef.current.value = text;
      if (againRef.current !== null) againRef.current.value = "";
      setErrors({});
      follow(text);
    },
  };
}

const repetitionError = (next: string, again: string): string | undefined => {
  if (again === next) return undefined;
  return again === "" ? t("password.repeat") : t("password.mismatch");
};

/** Long enough that fast typing asks for one estimate, short enough to seem immediate. */
const typingPauseMs = 200;

/** Advice while typing: the rules at once, the estimate when the typing pauses. */
function useAdvice(help: PasswordHelp, minCharacters: number | undefined) {
  const [advice, setAdvice] = useState<PasswordAdvice>({ kind: "none" });
  const meter = useRef<ReturnType<PasswordHelp["openMeter"]> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const asked = useRef(0);
  const stop = (): void => {
    asked.current += 1; // an estimate still on its way is of another text
    clearTimeout(timer.current);
  };
  useEffect(
    () => () => {
      stop();
      meter.current?.end();
      meter.current = null;
    },
    [],
  );

  const judge = async (text: string): Promise<Strength | null> => {
    // What is refused anyway needs no estimate.
    if (newPasswordError(adviseNewPassword(text, { minCharacters })) !== undefined) return null;
    meter.current ??= help.openMeter();
    return meter.current.judge(text);
  };
  const follow = (text: string): void => {
    stop();
    const ticket = asked.current;
    const say = (strength: AdviceOptions["strength"]): void =>
      setAdvice(adviseNewPassword(text, { minCharacters, strength }));
    say(undefined);
    timer.current = setTimeout(() => {
      void judge(text).then((strength) => ticket === asked.current && say(strength)); // null when it cannot tell
    }, typingPauseMs);
  };
  const forget = (): void => {
    stop();
    setAdvice({ kind: "none" });
  };
  return { advice, judge, follow, forget };
}

function useSuggestion(help: PasswordHelp) {
  const [suggestion, setSuggestion] = useState<Suggestion>({ status: "none" });
  const count = useRef(0);
  const suggest = async (): Promise<string | null> => {
    const made = await help.suggest();
    if (made === null) {
      setSuggestion({ status: "failed" });
      return null;
    }
    count.current += 1;
    const { text, ...known } = made;
    setSuggestion({ status: "made", count: count.current, ...known });
    return text;
  };
  return { suggestion, suggest, dropSuggestion: () => setSuggestion({ status: "none" }) };
}
