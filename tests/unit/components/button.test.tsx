// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { Button } from "../../../components/Button.tsx";
import { IconButton } from "../../../components/IconButton.tsx";
import { CloseIcon } from "../../../components/icons.tsx";
import { click, mount, one } from "./mount.tsx";

describe("Button", () => {
  it("passes a click on", () => {
    const onClick = vi.fn();
    const { root } = mount(<Button onClick={onClick}>保存</Button>);

    click(one(root, "button"));

    expect(onClick).toHaveBeenCalledOnce();
  });

  it("does not submit a form unless told to", () => {
    const { root } = mount(<Button>保存</Button>);

    expect(one<HTMLButtonElement>(root, "button").type).toBe("button");
  });

  it("stays focusable and ignores clicks while busy", () => {
    const onClick = vi.fn();
    const { root } = mount(
      <Button isBusy onClick={onClick}>
        確認中
      </Button>,
    );
    const button = one<HTMLButtonElement>(root, "button");

    click(button);

    expect(onClick).not.toHaveBeenCalled();
    expect(button.disabled).toBe(false);
    expect(button.getAttribute("aria-busy")).toBe("true");
    expect(button.getAttribute("aria-disabled")).toBe("true");
  });

  it("keeps its form from being submitted while busy", () => {
    const { root } = mount(
      <Button type="submit" isBusy>
        確認中
      </Button>,
    );
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });

    one(root, "button").dispatchEvent(event);

    expect(event.defaultPrevented).toBe(true);
  });

  it.each([
    [0.6, "60"],
    [-1, "0"],
    [2, "100"],
  ])("draws a progress of %s as a bar of %s percent", (progress, width) => {
    const { root } = mount(
      <Button isBusy progress={progress}>
        確認中
      </Button>,
    );

    expect(one(root, "rect").getAttribute("width")).toBe(width);
  });
});

describe("IconButton", () => {
  it("takes its name from the label and hides its drawing", () => {
    const { root } = mount(<IconButton label="閉じる" icon={<CloseIcon />} onClick={() => undefined} />);

    expect(one(root, "button").getAttribute("aria-label")).toBe("閉じる");
    expect(one(root, "svg").getAttribute("aria-hidden")).toBe("true");
  });
});
