// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { PasswordResult } from "../../../components/password-work.ts";
import { t } from "../fakes/texts.ts";
import { click, mount, settle } from "./mount.tsx";

vi.mock("../../../lib/platform/i18n.ts", () => import("../fakes/texts.ts"));

const { UnlockForm } = await import("../../../components/UnlockForm.tsx");

const home = { slotId: "slot-1", name: "自宅のPC" };
const office = { slotId: "slot-2", name: "会社のPC" };

const showForm = (
  passkeys: readonly (typeof home)[],
  result: PasswordResult | "waits" = { status: "done" },
) => {
  const used: string[] = [];
  const { root } = mount(
    <UnlockForm
      unlock={async () => ({ status: "done" })}
      onUnlocked={() => used.push("unlocked")}
      passkeys={passkeys}
      onPasskey={(slotId, { signal }) => {
        used.push(slotId);
        if (result !== "waits") return Promise.resolve(result);
        return new Promise((resolve) =>
          signal.addEventListener("abort", () => resolve({ status: "cancelled" })),
        );
      }}
    />,
  );
  const button = (label: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll("button")].find(({ textContent }) => textContent === label);
    if (found === undefined) throw new Error("no such button");
    return found;
  };
  const press = async (label: string): Promise<void> => {
    button(label).focus();
    click(button(label));
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    settle(() => undefined);
  };
  return { root, used, button, press };
};

describe("UnlockForm: passkeys", () => {
  it("shows nothing of them where there are none", () => {
    expect(showForm([]).root.textContent).not.toContain(t("passkey.or"));
  });

  it("has one plain button for one passkey and named ones for several", async () => {
    expect(showForm([home]).button(t("passkey.use"))).toBeDefined();
    const { press, used } = showForm([home, office]);

    await press(t("passkey.useNamed", { name: office.name }));

    expect(used).toEqual(["slot-2", "unlocked"]);
  });

  it("says what is wrong, opens nothing and leaves the focus on the button", async () => {
    const { root, press, used, button } = showForm([home], { status: "failed", text: "だめでした。" });

    await press(t("passkey.use"));

    expect(root.querySelector('[role="alert"]:not(:empty)')?.textContent).toContain("だめでした。");
    expect(used).toEqual(["slot-1"]);
    expect(document.activeElement).toBe(button(t("passkey.use")));
  });

  it("can be stopped while the browser asks", async () => {
    const { root, press, used } = showForm([home], "waits");
    await press(t("passkey.use"));
    expect(root.textContent).toContain(t("passkey.working"));

    await press(t("password.cancel"));

    expect(root.textContent).toContain(t("password.cancelled"));
    expect(used).toEqual(["slot-1"]);
  });
});
