// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Menu } from "../../../components/Menu.tsx";
import { click, mount, one, press, settle } from "./mount.tsx";

const onRename = vi.fn();
const onDelete = vi.fn();
const items = [
  { id: "rename", label: "名前を変える", onSelect: onRename },
  { id: "show", label: "表示する", isDisabled: true, onSelect: () => onRename("disabled") },
  { id: "delete", label: "消す", isDanger: true, onSelect: onDelete },
];

beforeEach(() => vi.clearAllMocks());

function mountMenu() {
  const { root } = mount(<Menu label="さくら健保のメニュー" items={items} />);
  const button = one<HTMLButtonElement>(root, "button[aria-haspopup=menu]");
  return { root, button, isOpen: () => root.querySelector("[role=menu]") !== null };
}

const focusedText = () => document.activeElement?.textContent;
const pressFocused = (key: string) => press(document.activeElement!, key);

describe("Menu", () => {
  it("opens by its button with the focus on the first item", () => {
    const { root, button, isOpen } = mountMenu();
    expect([isOpen(), button.getAttribute("aria-expanded")]).toEqual([false, "false"]);

    click(button);

    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(button.getAttribute("aria-controls")).toBe(one(root, "[role=menu]").id);
    expect(one(root, "[role=menu]").getAttribute("aria-label")).toBe("さくら健保のメニュー");
    expect(focusedText()).toBe("名前を変える");
  });

  it.each([
    ["ArrowDown", "名前を変える"],
    ["ArrowUp", "消す"],
  ])("opens by %s on the button at the nearer end", (key, expected) => {
    const { button } = mountMenu();

    press(button, key);

    expect(focusedText()).toBe(expected);
  });

  it("moves with arrows around both ends, and with Home and End", () => {
    const { button } = mountMenu();
    click(button);
    const visited = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"].map((key) => {
      pressFocused(key);
      return focusedText();
    });

    expect(visited).toEqual(["表示する", "消す", "名前を変える", "消す", "名前を変える", "消す"]);
  });

  it("runs the chosen item, closes, and gives the focus back", () => {
    const { root, button, isOpen } = mountMenu();
    click(button);

    click([...root.querySelectorAll<HTMLElement>("[role=menuitem]")][2]!);

    expect(onDelete).toHaveBeenCalledOnce();
    expect(isOpen()).toBe(false);
    expect(document.activeElement).toBe(button);
  });

  it("closes by Escape without choosing, and keeps the key from its surroundings", () => {
    const { button, isOpen } = mountMenu();
    click(button);

    const isAllowed = pressFocused("Escape");

    expect([isAllowed, isOpen()]).toEqual([false, false]);
    expect(document.activeElement).toBe(button);
    expect(onRename).not.toHaveBeenCalled();
  });

  it("does nothing for a disabled item and stays open", () => {
    const { root, button, isOpen } = mountMenu();
    click(button);
    const disabled = one(root, "[role=menuitem][aria-disabled=true]");

    click(disabled);

    expect(onRename).not.toHaveBeenCalled();
    expect(isOpen()).toBe(true);
  });

  it("closes when the focus leaves it", () => {
    const { root, button, isOpen } = mountMenu();
    click(button);
    const first = root.querySelector("[role=menuitem]")!;

    settle(() =>
      first.dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: document.body })),
    );

    expect(isOpen()).toBe(false);
  });
});
