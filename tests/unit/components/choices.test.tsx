// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { RadioGroup } from "../../../components/RadioGroup.tsx";
import { Switch } from "../../../components/Switch.tsx";
import { click, describedTexts, labelText, mount, one, settle } from "./mount.tsx";

const options = [
  { value: "short", label: "15分", description: "共用のパソコンに" },
  { value: "long", label: "閉じるまで" },
  { value: "never", label: "しない", isDisabled: true },
] as const;

describe("RadioGroup", () => {
  const group = (
    value: "short" | "long" | "never" | null,
    onChange: (value: string) => void = () => undefined,
  ) => <RadioGroup label="ロック" hint="自動です" options={options} value={value} onChange={onChange} />;

  it("is a named group of native radio buttons sharing one name", () => {
    const { root } = mount(group("short"));
    const radios = [...root.querySelectorAll<HTMLInputElement>("input[type=radio]")];

    expect(one(root, "legend").textContent).toBe("ロック");
    expect(describedTexts(one(root, "fieldset"))).toEqual(["自動です"]);
    expect(radios.map(labelText)).toEqual(["15分", "閉じるまで", "しない"]);
    expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
    expect(describedTexts(radios[0]!)).toEqual(["共用のパソコンに"]);
  });

  it("has checked what it is told, or nothing", () => {
    const { root, update } = mount(group("long"));
    const checked = () =>
      [...root.querySelectorAll<HTMLInputElement>("input")]
        .filter((radio) => radio.checked)
        .map((radio) => radio.value);
    expect(checked()).toEqual(["long"]);

    update(group(null));

    expect(checked()).toEqual([]);
  });

  it("reports the value chosen by its label", () => {
    const onChange = vi.fn();
    const { root } = mount(group("short", onChange));

    click([...root.querySelectorAll<HTMLElement>("label")][1]!);

    expect(onChange).toHaveBeenCalledExactlyOnceWith("long");
  });

  it("does not offer a disabled option", () => {
    const { root } = mount(group("short"));

    expect(one<HTMLInputElement>(root, "input[value=never]").disabled).toBe(true);
  });
});

describe("Switch", () => {
  const states = { on: "オン", off: "オフ" };

  it("is a switch with a label, a description and its state in words", () => {
    const { root } = mount(
      <Switch label="次の番号" description="残り5秒で" isOn stateTexts={states} onChange={() => undefined} />,
    );
    const input = one<HTMLInputElement>(root, "input[role=switch]");

    expect([labelText(input), input.checked]).toEqual(["次の番号", true]);
    expect(describedTexts(input)).toEqual(["残り5秒で"]);
    expect(root.textContent).toContain("オン");
  });

  it("reports the new state", () => {
    const onChange = vi.fn();
    const { root } = mount(<Switch label="次の番号" isOn={false} stateTexts={states} onChange={onChange} />);
    const input = one<HTMLInputElement>(root, "input");

    settle(() => input.click());

    expect(onChange).toHaveBeenCalledExactlyOnceWith(true);
  });
});
