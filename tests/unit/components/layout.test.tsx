// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { AccountPreview } from "../../../components/AccountPreview.tsx";
import { Mark } from "../../../components/brand/Mark.tsx";
import { Card } from "../../../components/Card.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { KeyboardHint } from "../../../components/KeyboardHint.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageShell } from "../../../components/PageShell.tsx";
import { ProgressBar } from "../../../components/ProgressBar.tsx";
import { Stepper } from "../../../components/Stepper.tsx";
import { click, mount, one } from "./mount.tsx";

describe("Notice", () => {
  it.each([
    ["info", "status"],
    ["success", "status"],
    ["warning", "alert"],
    ["danger", "alert"],
  ] as const)("with tone %s has role %s", (tone, role) => {
    const { root } = mount(<Notice tone={tone}>お知らせ</Notice>);

    expect(root.firstElementChild?.getAttribute("role")).toBe(role);
  });

  it("is no live region when it is there from the start", () => {
    const { root } = mount(
      <Notice tone="warning" announce="none">
        お知らせ
      </Notice>,
    );

    expect(root.querySelector("[role]")).toBeNull();
  });
});

describe("Card", () => {
  it("with a title is a section named by it, at the level asked for", () => {
    const { root } = mount(
      <Card title="設定" headingLevel={3}>
        内容
      </Card>,
    );

    expect(one(root, "section").getAttribute("aria-labelledby")).toBe(one(root, "h3").id);
  });

  it("without a title has no name", () => {
    const { root } = mount(<Card>内容</Card>);

    expect(one(root, "section").hasAttribute("aria-labelledby")).toBe(false);
  });
});

describe("Stepper", () => {
  const steps = [
    { id: "a", title: "開く", content: "一" },
    { id: "b", title: "読み取る", content: "二" },
    { id: "c", title: "入力する", content: "三" },
  ];
  const texts = (root: ParentNode) => [...root.querySelectorAll("li")].map((li) => li.textContent);

  it("marks the current step, says which are done, and opens the current one", () => {
    const { root } = mount(<Stepper label="手順" steps={steps} currentIndex={1} doneLabel="完了" />);

    expect(one(root, "ol").getAttribute("aria-label")).toBe("手順");
    expect(one(root, "[aria-current=step]").textContent).toBe("2読み取る二");
    expect(texts(root)).toEqual(["開く 完了", "2読み取る二", "3入力する"]);
  });

  it("has no current step when all are done, and opens all on request", () => {
    const { root } = mount(
      <Stepper label="手順" steps={steps} currentIndex={3} doneLabel="完了" isAllOpen />,
    );

    expect(root.querySelector("[aria-current]")).toBeNull();
    expect(texts(root)).toEqual(["開く 完了一", "読み取る 完了二", "入力する 完了三"]);
  });
});

describe("ProgressBar", () => {
  it("has the given share and its label", () => {
    const { root } = mount(<ProgressBar label="読み込み中" progress={0.4} />);
    const bar = one<HTMLProgressElement>(root, "progress");

    expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["0.4", "1"]);
    expect(one<HTMLLabelElement>(root, "label").htmlFor).toBe(bar.id);
  });

  it("is indeterminate without a share", () => {
    const { root } = mount(<ProgressBar label="読み込み中" progress={null} />);

    expect(one(root, "progress").hasAttribute("value")).toBe(false);
  });

  it("can be cancelled where there is a way", () => {
    const onCancel = vi.fn();
    const { root } = mount(
      <ProgressBar label="読み込み中" progress={0} cancel={{ label: "中止", onCancel }} />,
    );

    click(one(root, "button"));

    expect(onCancel).toHaveBeenCalledOnce();
  });
});

describe("AccountPreview", () => {
  it("shows foreign text as text, isolated, with its warning beside it", () => {
    const value = "<b>\u202egnp.健保</b>";
    const { root } = mount(
      <AccountPreview label="内容" rows={[{ id: "i", term: "発行元", value, warning: "記号があります" }]} />,
    );

    expect(one(root, "bdi[dir=auto]").textContent).toBe(value);
    expect(root.querySelector("b")).toBeNull();
    expect(one(root, "dt").textContent).toBe("発行元");
    expect(one(root, "dd p").textContent).toBe("記号があります");
  });
});

describe("PageShell", () => {
  it("has one header, main and footer, the product's name and its badge", () => {
    const { root } = mount(
      <PageShell productName="ひととき" badge="非公式" title="設定" footer="足元">
        内容
      </PageShell>,
    );

    expect(one(root, "header").textContent).toBe("ひととき非公式");
    expect(one(root, "main h1").textContent).toBe("設定");
    expect(one(root, "footer").textContent).toBe("足元");
  });
});

describe("EmptyState", () => {
  it("has a heading and its actions", () => {
    const { root } = mount(
      <EmptyState title="まだありません" actions={<button type="button">追加</button>} />,
    );

    expect(one(root, "h2").textContent).toBe("まだありません");
    expect(one(root, "button").textContent).toBe("追加");
  });
});

describe("KeyboardHint", () => {
  it("marks each key and joins them in reading order", () => {
    const { root } = mount(<KeyboardHint keys={["Ctrl", "V"]} label="で貼り付け" />);

    expect([...root.querySelectorAll("kbd kbd")].map((key) => key.textContent)).toEqual(["Ctrl", "V"]);
    expect(root.textContent).toBe("Ctrl+V で貼り付け");
  });
});

describe("Mark", () => {
  it("is an image with a name, or decoration without one", () => {
    const { root, update } = mount(<Mark label="ひととき" />);
    expect(one(root, "svg[role=img]").getAttribute("aria-label")).toBe("ひととき");

    update(<Mark />);

    expect(one(root, "svg").getAttribute("aria-hidden")).toBe("true");
  });
});
