// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PasswordHelp } from "../../../components/password-help.ts";
import type { Strength } from "../../../lib/core/password/strength-floor.ts";
import { t } from "../fakes/texts.ts";
import { click, labelText, mount, one, settle, type } from "./mount.tsx";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

const { NewPasswordForm } = await import("../../../components/NewPasswordForm.tsx");

const strong: Strength = { guessesLog10: 20, weakness: null };
const phrase = { text: "kame-niwa-hashi-yuki-mado-sora", wordCount: 6, listSize: 1_261, bits: 61 };

const showForm = (changes: Partial<PasswordHelp> = {}, minCharacters?: number) => {
  const asked: string[] = [];
  const acted: string[] = [];
  let ended = 0;
  const help: PasswordHelp = {
    openMeter: () => ({
      judge: async (text) => {
        asked.push(text);
        return /tanaka/.test(text) ? { guessesLog10: 6, weakness: "name" } : strong;
      },
      end: () => {
        ended += 1;
      },
    }),
    suggest: async () => phrase,
    ...changes,
  };
  const { root, update } = mount(
    <NewPasswordForm
      help={help}
      minCharacters={minCharacters}
      act={async ({ next }) => {
        acted.push(next);
        return { status: "done" };
      }}
      onDone={() => undefined}
      actLabel="決める"
      workingLabel="しています"
      failedTitle="できませんでした"
    />,
  );
  const inputs = (): HTMLInputElement[] => [...root.querySelectorAll("input")];
  const field = (label: string) => inputs().find((input) => labelText(input) === label)!;
  const button = (label: string) =>
    [...root.querySelectorAll("button")].find(({ textContent }) => textContent === label)!;
  return {
    root,
    asked,
    acted,
    next: () => field(t("password.newLabel")),
    again: () => field(t("password.confirmLabel")),
    press: async (label: string) => {
      click(button(label));
      await passed(0);
    },
    submit: async () => {
      settle(() => one(root, "form").dispatchEvent(new Event("submit", { cancelable: true })));
      await passed(0);
    },
    leave: () => {
      update(null);
      return ended;
    },
  };
};

/** Lets time and every promise that waits for it pass. */
const passed = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
  settle(() => undefined);
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("NewPasswordForm: strength", () => {
  it("asks for one estimate when the typing pauses, and says what it found", async () => {
    const form = showForm();
    for (const text of ["tanaka-tarou", "tanaka-tarou5", "tanaka-tarou55"]) {
      type(form.next(), text);
      await passed(50);
    }
    expect(form.asked).toEqual([]);

    await passed(200);

    expect(form.asked).toEqual(["tanaka-tarou55"]);
    expect(form.root.textContent).toContain(t("password.weak.name"));
  });

  it("asks for none while the length is refused anyway", async () => {
    const form = showForm();
    type(form.next(), "tanaka");
    await passed(1_000);
    expect(form.asked).toEqual([]);
  });

  it("refuses a weak password with its reason, also when sent before the estimate came", async () => {
    const form = showForm();
    type(form.next(), "tanaka-tarou55");
    type(form.again(), "tanaka-tarou55");

    await form.submit();

    expect(form.acted).toEqual([]);
    expect(one(form.next().closest("form")!, "[role=alert] p").textContent).toBe(t("password.weak.name"));
    expect(form.next().value).toBe("tanaka-tarou55");
    expect(document.activeElement).toBe(form.next());
  });

  it("says nothing of an estimate that comes after the text was changed", async () => {
    let letCome = (_: Strength): void => undefined;
    const late = new Promise<Strength>((resolve) => {
      letCome = resolve;
    });
    const form = showForm({ openMeter: () => ({ judge: () => late, end: () => undefined }) });
    type(form.next(), "tanaka-tarou55");
    await passed(250);

    type(form.next(), "kame-no-niwa");
    letCome({ guessesLog10: 6, weakness: "name" });
    await passed(0);

    expect(form.root.textContent).not.toContain(t("password.weak.name"));
  });

  it("goes by the rules about length when there is no estimate, and says nothing wrong", async () => {
    const form = showForm({ openMeter: () => ({ judge: async () => null, end: () => undefined }) });
    type(form.next(), "tanaka-tarou55");
    type(form.again(), "tanaka-tarou55");
    await passed(250);
    expect(form.root.textContent).toContain(t("password.enough"));

    await form.submit();

    expect(form.acted).toEqual(["tanaka-tarou55"]);
  });

  it("takes a longer minimum from outside", async () => {
    const form = showForm({}, 20);
    expect(form.root.textContent).toContain(t("password.hint", { min: "20" }));
    type(form.next(), "kame-no-niwa-123");

    await form.submit();

    expect(form.root.textContent).toContain(t("password.tooShort", { min: "20", missing: "4" }));
  });

  it("ends the worker with the form", async () => {
    const form = showForm();
    type(form.next(), "kame-no-niwa-123");
    await passed(250);
    expect(form.leave()).toBe(1);
  });
});

describe("NewPasswordForm: suggestion", () => {
  it("puts a passphrase into the field, shown, with its strength and the advice to write it down", async () => {
    const form = showForm();
    type(form.again(), "something else");

    await form.press(t("password.suggest"));

    expect(form.next().value).toBe(phrase.text);
    expect(form.next().type).toBe("text");
    expect(form.again().value).toBe("");
    expect(form.again().type).toBe("password");
    expect(form.root.textContent).toContain(
      t("password.suggestedBody", { words: "6", size: "1,261", bits: "61" }),
    );
  });

  it("still asks to type it again", async () => {
    const form = showForm();
    await form.press(t("password.suggest"));

    await form.submit();
    expect(form.acted).toEqual([]);
    expect(form.root.textContent).toContain(t("password.repeat"));

    type(form.again(), phrase.text);
    await form.submit();
    expect(form.acted).toEqual([phrase.text]);
  });

  it("lists its words for copying while the field shows them, and not while the field hides them", async () => {
    const form = showForm();
    const words = () => [...form.root.querySelectorAll("ol li")].map(({ textContent }) => textContent);
    await form.press(t("password.suggest"));
    expect(words()).toEqual(phrase.text.split("-"));

    await form.press(t("password.hide"));

    expect(words()).toEqual([]);
    expect(form.root.innerHTML).not.toContain("hashi");
  });

  it("leaves nothing of the phrase in the page after it was set", async () => {
    const form = showForm();
    await form.press(t("password.suggest"));
    type(form.again(), phrase.text);

    await form.submit();

    expect(form.next().value).toBe("");
    expect(form.root.innerHTML).not.toContain("hashi");
  });

  it("forgets its words about the phrase when the field is changed", async () => {
    const form = showForm();
    await form.press(t("password.suggest"));
    type(form.next(), `${phrase.text}-2`);
    expect(form.root.textContent).not.toContain(t("password.suggestedTitle"));
  });

  it("says so when none can be made, and leaves the fields alone", async () => {
    const form = showForm({ suggest: async () => null });
    type(form.next(), "kame-no-niwa-123");

    await form.press(t("password.suggest"));

    expect(form.next().value).toBe("kame-no-niwa-123");
    expect(form.root.textContent).toContain(t("password.suggestFailed"));
  });
});
