// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { Dialog, type DialogProps } from "../../../components/Dialog.tsx";
import { click, describedTexts, mount, one, settle } from "./mount.tsx";

function view(props: Partial<DialogProps>) {
  return (
    <>
      <button type="button" id="opener">
        開く
      </button>
      <Dialog
        isOpen={false}
        title="消しますか？"
        description="30日は戻せます。"
        closeLabel="閉じる"
        onClose={() => undefined}
        actions={
          <button type="button" id="cancel">
            やめる
          </button>
        }
        {...props}
      />
    </>
  );
}

describe("Dialog", () => {
  it("opens as a modal named by its title and described by its sentence", () => {
    const { root, update } = mount(view({}));
    const dialog = one<HTMLDialogElement>(root, "dialog");
    expect(dialog.open).toBe(false);
    const showModal = vi.spyOn(dialog, "showModal");

    update(view({ isOpen: true }));

    expect([dialog.open, showModal.mock.calls.length]).toEqual([true, 1]);
    expect(document.getElementById(dialog.getAttribute("aria-labelledby")!)?.textContent).toBe(
      "消しますか？",
    );
    expect(describedTexts(dialog)).toEqual(["30日は戻せます。"]);
  });

  it("has its close button after its content, so that the first focus is on the content", () => {
    const { root } = mount(view({ isOpen: true }));

    const names = [...root.querySelectorAll("dialog button")].map(
      (b) => b.getAttribute("aria-label") ?? b.id,
    );

    expect(names).toEqual(["cancel", "閉じる"]);
  });

  it("asks the page to close on Escape and stays until the page agrees", () => {
    const onClose = vi.fn();
    const { root } = mount(view({ isOpen: true, onClose }));
    const dialog = one<HTMLDialogElement>(root, "dialog");
    const cancel = new Event("cancel", { cancelable: true });

    settle(() => dialog.dispatchEvent(cancel));

    expect([onClose.mock.calls.length, cancel.defaultPrevented, dialog.open]).toEqual([1, true, true]);
  });

  it("asks the page to close by its close button", () => {
    const onClose = vi.fn();
    const { root } = mount(view({ isOpen: true, onClose }));

    click(one(root, "dialog button[aria-label=閉じる]"));

    expect(onClose).toHaveBeenCalledOnce();
  });

  it("tells the page when the browser closed it, and not when the page did", () => {
    const onClose = vi.fn();
    const { root, update } = mount(view({ isOpen: true, onClose }));
    update(view({ isOpen: false, onClose }));
    expect(onClose).not.toHaveBeenCalled();
    update(view({ isOpen: true, onClose }));

    settle(() => one<HTMLDialogElement>(root, "dialog").dispatchEvent(new Event("close")));

    expect(onClose).toHaveBeenCalledOnce();
  });

  it("gives the focus back to where it was, and keeps no content while closed", () => {
    const { root, update } = mount(view({}));
    one(root, "#opener").focus();
    update(view({ isOpen: true }));
    one(root, "#cancel").focus();

    update(view({ isOpen: false }));

    expect(document.activeElement?.id).toBe("opener");
    expect(one(root, "dialog").textContent).toBe("");
  });

  it("is an alert dialog on request", () => {
    const { root } = mount(view({ isOpen: true, isAlert: true }));

    expect(one(root, "dialog").getAttribute("role")).toBe("alertdialog");
  });
});
