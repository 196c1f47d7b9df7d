// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PasswordResult } from "../../../components/password-work.ts";
import { t } from "../fakes/texts.ts";
import { mount, one, settle, type } from "./mount.tsx";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

const { UnlockForm } = await import("../../../components/UnlockForm.tsx");

const passed = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
  settle(() => undefined);
};

const showForm = (...results: readonly PasswordResult[]) => {
  const left = [...results];
  const tried: string[] = [];
  const { root } = mount(
    <UnlockForm
      unlock={async (password) => {
        tried.push(password);
        return left.shift() ?? { status: "done" };
      }}
      onUnlocked={() => tried.push("unlocked")}
    />,
  );
  const input = one<HTMLInputElement>(root, "input");
  return {
    root,
    tried,
    input,
    submitButton: () => one<HTMLButtonElement>(root, "button[type=submit]"),
    submit: async (text: string) => {
      type(input, text);
      settle(() => one(root, "form").dispatchEvent(new Event("submit", { cancelable: true })));
      await passed(0);
    },
  };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("UnlockForm: a pause after many wrong attempts", () => {
  it("counts the seconds down, keeps the typed text and lets nothing be sent", async () => {
    const form = showForm({ status: "must-wait", waitMs: 5_000 });
    await form.submit("kame-no-niwa-123");
    expect(form.root.textContent).toContain(t("password.waitBody", { seconds: "5" }));

    await passed(1_300);
    expect(form.root.textContent).toContain(t("password.waitBody", { seconds: "4" }));
    await form.submit("kame-no-niwa-124");

    expect(form.tried).toEqual(["kame-no-niwa-123"]);
    expect(form.input.value).toBe("kame-no-niwa-124");
    expect(form.submitButton().disabled).toBe(true);
  });

  it("says when it is over, and the next attempt is sent", async () => {
    const form = showForm({ status: "must-wait", waitMs: 5_000 });
    await form.submit("kame-no-niwa-123");

    await passed(5_250);
    expect(form.root.textContent).toContain(t("password.waitOver"));
    expect(form.submitButton().disabled).toBe(false);
    await form.submit("kame-no-niwa-123");

    expect(form.tried).toEqual(["kame-no-niwa-123", "kame-no-niwa-123", "unlocked"]);
    expect(form.input.value).toBe("");
  });
});

describe("UnlockForm: a vault that no password opens", () => {
  const show = (hasRecovery: boolean, passkeys: readonly { slotId: string; name: string }[]) =>
    mount(
      <UnlockForm
        unlock={async () => ({ status: "done" })}
        onUnlocked={() => undefined}
        passkeys={passkeys}
        onPasskey={async () => ({ status: "done" })}
        missingPassword={{ hasRecovery }}
        otherActions={<button type="button">back</button>}
      />,
    ).root;
  const home = { slotId: "slot-1", name: "home" };
  const link = (root: HTMLElement) => root.querySelector('a[href="/recover.html"]');

  it("has no field, says why, and keeps the caller's own buttons", () => {
    const root = show(true, [home]);

    expect(root.querySelector("input")).toBeNull();
    expect(root.textContent).toContain(t("password.missing.why"));
    expect(root.textContent).toContain("back");
  });

  it("offers what there is: the passkeys, the recovery page, or both", () => {
    const byPasskey = show(false, [home]);
    const byCode = show(true, []);
    const both = show(true, [home]);

    expect(byPasskey.textContent).toContain(t("password.missing.byPasskey"));
    expect(byPasskey.textContent).toContain(t("passkey.use"));
    expect(byPasskey.textContent).not.toContain(t("passkey.or"));
    expect(link(byPasskey)).toBeNull();
    expect(link(byCode)).not.toBeNull();
    expect(byCode.textContent).not.toContain(t("passkey.use"));
    expect(link(both)).not.toBeNull();
    expect(both.textContent).toContain(t("passkey.use"));
  });

  it("says what remains where there is neither", () => {
    expect(show(false, []).textContent).toContain(t("password.missing.noWay"));
    expect(show(true, []).textContent).not.toContain(t("password.missing.noWay"));
  });
});
