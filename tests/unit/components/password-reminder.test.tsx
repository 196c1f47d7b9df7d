// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { PasswordResult } from "../../../components/password-work.ts";
import { t } from "../fakes/texts.ts";
import { click, mount, one, settle, type } from "./mount.tsx";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

const { PasswordReminder } = await import("../../../components/PasswordReminder.tsx");

const show = (result: PasswordResult) => {
  const seen: string[] = [];
  const { root } = mount(
    <PasswordReminder
      check={async (password) => {
        seen.push(password);
        return result;
      }}
      onLater={() => seen.push("later")}
    />,
  );
  const send = async (text: string): Promise<void> => {
    type(one<HTMLInputElement>(root, "input"), text);
    settle(() => one(root, "form").dispatchEvent(new Event("submit", { cancelable: true })));
    await new Promise((resolve) => setTimeout(resolve, 0));
    settle(() => undefined);
  };
  return { root, seen, send };
};

describe("PasswordReminder", () => {
  it("praises the right password and is done", async () => {
    const { root, seen, send } = show({ status: "done" });
    await send("kame-no-niwa-123");
    expect(seen).toEqual(["kame-no-niwa-123"]);
    expect(root.textContent).toContain(t("reminder.known"));
    expect(root.querySelector("input")).toBeNull();
  });

  it("says that a wrong one has no consequences, and keeps it for correcting", async () => {
    const { root, send } = show({ status: "wrong-password" });
    await send("kame-no-niwa-124");
    expect(root.textContent).toContain(t("reminder.wrong"));
    expect(one<HTMLInputElement>(root, "input").value).toBe("kame-no-niwa-124");
  });

  it("sends nothing while the field is empty, and can be put off", async () => {
    const { root, seen, send } = show({ status: "done" });
    await send("");
    click(
      [...root.querySelectorAll("button")].find(({ textContent }) => textContent === t("reminder.later"))!,
    );
    expect(seen).toEqual(["later"]);
  });
});
