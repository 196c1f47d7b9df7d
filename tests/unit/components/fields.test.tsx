// @vitest-environment happy-dom
import { createRef } from "preact";
import { describe, expect, it, vi } from "vitest";
import { PasswordField } from "../../../components/PasswordField.tsx";
import { SearchField } from "../../../components/SearchField.tsx";
import { TextField } from "../../../components/TextField.tsx";
import { click, describedTexts, labelText, mount, one, press, settle, type } from "./mount.tsx";

const noop = () => undefined;

const texts = {
  show: "表示",
  hide: "隠す",
  showLabel: "表示する",
  hideLabel: "隠す",
  capsLock: "Caps Lock がオンです",
};

describe("TextField", () => {
  it("is named by its label and described by its error, then its hint", () => {
    const { root } = mount(
      <TextField label="名前" hint="一覧に出ます" error="空です" value="" onInput={noop} />,
    );
    const input = one<HTMLInputElement>(root, "input");

    expect(labelText(input)).toBe("名前");
    expect(describedTexts(input)).toEqual(["空です", "一覧に出ます"]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  it("has no description and is not invalid without hint and error", () => {
    const { root } = mount(<TextField label="名前" value="" onInput={noop} />);
    const input = one(root, "input");

    expect(input.hasAttribute("aria-describedby")).toBe(false);
    expect(input.hasAttribute("aria-invalid")).toBe(false);
  });

  it("puts a later error into a live region that was there before", () => {
    const { root, update } = mount(<TextField label="名前" value="" onInput={noop} />);
    const region = one(root, "[role=alert]");

    update(<TextField label="名前" error="空です" value="" onInput={noop} />);

    expect(one(root, "[role=alert]")).toBe(region);
    expect(region.textContent).toBe("空です");
  });

  it("reports what is typed", () => {
    const onInput = vi.fn();
    const { root } = mount(<TextField label="名前" value="" onInput={onInput} />);

    type(one<HTMLInputElement>(root, "input"), "さくら");

    expect(onInput).toHaveBeenCalledWith("さくら");
  });

  it("is a text area when multiline, with the same label", () => {
    const { root } = mount(<TextField label="キー" isMultiline value="" onInput={noop} />);

    expect(labelText(one<HTMLTextAreaElement>(root, "textarea"))).toBe("キー");
  });
});

describe("PasswordField", () => {
  const field = <PasswordField label="パスワード" autoComplete="current-password" texts={texts} />;

  it("hides its text, shows it on request, and keeps what was typed", () => {
    const { root } = mount(field);
    const input = one<HTMLInputElement>(root, "input");
    const toggle = one(root, "button");
    type(input, "typed");
    expect([input.type, toggle.getAttribute("aria-label")]).toEqual(["password", "表示する"]);

    click(toggle);

    expect([input.type, toggle.getAttribute("aria-label"), input.value]).toEqual(["text", "隠す", "typed"]);
  });

  it("hides the text again on a second press", () => {
    const { root } = mount(field);

    click(one(root, "button"));
    click(one(root, "button"));

    expect(one<HTMLInputElement>(root, "input").type).toBe("password");
  });

  it("carries the given autocomplete and gives its input to the page", () => {
    const inputRef = createRef<HTMLInputElement>();
    mount(<PasswordField label="新しい" autoComplete="new-password" texts={texts} inputRef={inputRef} />);

    expect(inputRef.current?.getAttribute("autocomplete")).toBe("new-password");
  });

  it("says that Caps Lock is on, and stops when it is off", () => {
    const { root } = mount(field);
    const input = one(root, "input");
    const pressWith = (isOn: boolean) => {
      const event = new KeyboardEvent("keydown", { key: "a", bubbles: true });
      event.getModifierState = (name) => name === "CapsLock" && isOn;
      settle(() => input.dispatchEvent(event));
      return one(root, "[role=status]").textContent;
    };

    expect(pressWith(true)).toBe(texts.capsLock);
    expect(pressWith(false)).toBe("");
  });

  it("has a toggle that does not submit the form", () => {
    const { root } = mount(field);

    expect(one<HTMLButtonElement>(root, "button").type).toBe("button");
  });
});

describe("SearchField", () => {
  it("is emptied by Escape and by its button", () => {
    const onInput = vi.fn();
    const { root } = mount(<SearchField label="探す" value="さ" onInput={onInput} clearLabel="消す" />);

    const isAllowed = press(one(root, "input"), "Escape");
    click(one(root, "button[aria-label=消す]"));

    expect(isAllowed).toBe(false);
    expect(onInput.mock.calls).toEqual([[""], [""]]);
  });

  it("leaves Escape to the page and shows no button while empty", () => {
    const onInput = vi.fn();
    const { root } = mount(<SearchField label="探す" value="" onInput={onInput} clearLabel="消す" />);

    expect(press(one(root, "input"), "Escape")).toBe(true);
    expect(onInput).not.toHaveBeenCalled();
    expect(root.querySelector("button")).toBeNull();
  });

  it("is a search landmark with a named field and a polite result text", () => {
    const { root } = mount(
      <SearchField label="探す" value="さ" onInput={noop} clearLabel="消す" resultText="3件" />,
    );
    const input = one<HTMLInputElement>(root, "search input[type=search]");

    expect(labelText(input)).toBe("探す");
    expect(one(root, "[role=status]").textContent).toBe("3件");
  });
});
