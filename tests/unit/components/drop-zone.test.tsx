// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DropZone } from "../../../components/DropZone.tsx";
import { describedTexts, mount, one, settle } from "./mount.tsx";

const onFiles = vi.fn<(files: readonly File[]) => void>();
beforeEach(() => onFiles.mockClear());

const first = new File(["1"], "1.png", { type: "image/png" });
const second = new File(["2"], "2.png", { type: "image/png" });

const zone = (extra: { isMultiple?: boolean; isDisabled?: boolean } = {}) => (
  <DropZone
    label="ここに画像を"
    hint="撮り方"
    chooseLabel="画像を選ぶ"
    accept="image/png"
    onFiles={onFiles}
    {...extra}
  />
);

function send(
  target: EventTarget,
  name: string,
  carrier: "clipboardData" | "dataTransfer",
  files: readonly File[],
) {
  const event = new Event(name, { bubbles: true, cancelable: true });
  Object.assign(event, { [carrier]: { files } });
  settle(() => {
    target.dispatchEvent(event);
  });
  return event.defaultPrevented;
}

describe("DropZone", () => {
  it("has a file input named by its button and described by the zone's texts", () => {
    const { root } = mount(zone());
    const input = one<HTMLInputElement>(root, "label input[type=file]");

    expect(input.closest("label")?.textContent).toBe("画像を選ぶ");
    expect(input.accept).toBe("image/png");
    expect(describedTexts(input)).toEqual(["ここに画像を", "撮り方"]);
  });

  it("takes a dropped file, and only the first unless several are allowed", () => {
    const { root, update } = mount(zone());

    send(root.firstElementChild!, "drop", "dataTransfer", [first, second]);
    update(zone({ isMultiple: true }));
    send(root.firstElementChild!, "drop", "dataTransfer", [first, second]);

    expect(onFiles.mock.calls).toEqual([[[first]], [[first, second]]]);
  });

  it("takes an image pasted anywhere and leaves pasted text alone", () => {
    mount(zone());

    expect(send(document.body, "paste", "clipboardData", [first])).toBe(true);
    expect(send(document.body, "paste", "clipboardData", [])).toBe(false);

    expect(onFiles.mock.calls).toEqual([[[first]]]);
  });

  it("keeps the browser from opening a file dropped on it, even while disabled", () => {
    const { root } = mount(zone({ isDisabled: true }));

    expect(send(root.firstElementChild!, "dragover", "dataTransfer", [])).toBe(true);
    expect(send(root.firstElementChild!, "drop", "dataTransfer", [first])).toBe(true);

    expect(onFiles).not.toHaveBeenCalled();
  });

  it("stops listening for pastes when it goes", () => {
    const { update } = mount(zone());
    update(null);

    expect(send(document.body, "paste", "clipboardData", [first])).toBe(false);
    expect(onFiles).not.toHaveBeenCalled();
  });
});
