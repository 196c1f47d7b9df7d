// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { describe, expect, it, vi } from "vitest";
import { noPolicy, type Policy } from "../../../lib/core/policy/policy.ts";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  pageText,
  resetFakes,
  settle,
  show,
} from "../entrypoints/welcome/page-fakes.ts";

vi.mock("../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../lib/platform/storage.ts", () => fakeStorage);

const { PolicyGate } = await import("../../../lib/client/PolicyGate.tsx");
const { DisabledPage } = await import("../../../components/DisabledPage.tsx");

function Page() {
  return <p>the page</p>;
}

const start = async (rules: Partial<Policy> | null): Promise<void> => {
  resetFakes(rules === null ? {} : { "policy.get": { ...noPolicy, ...rules } });
  await show(
    <PolicyGate
      whenDisabled={({ disabledMessage, supportText }) => (
        <DisabledPage message={disabledMessage} supportText={supportText} />
      )}
    >
      <Page />
    </PolicyGate>,
  );
};
const change = async (rules: Partial<Policy>): Promise<void> => {
  fakes.replies = { "policy.get": { ...noPolicy, ...rules } };
  await act(() => fakes.onPolicyChange());
  await settle();
};

describe("PolicyGate", () => {
  it("shows the page where nothing is laid down", async () => {
    await start({});

    expect(pageText()).toBe("the page");
  });

  it("gives way to the other page where the extension is switched off", async () => {
    await start({ disabled: true });

    expect(pageText()).toContain("policy.disabled.title");
    expect(pageText()).not.toContain("the page");
  });

  it("follows a change in both directions while the page is open", async () => {
    await start({});

    await change({ disabled: true });
    expect(pageText()).toContain("policy.disabled.title");
    expect(pageText()).not.toContain("the page");
    await change({});

    expect(pageText()).toBe("the page");
  });

  it("shows the page when the rules cannot be asked for: the background refuses by itself", async () => {
    await start(null);

    expect(pageText()).toBe("the page");
  });
});

describe("DisabledPage", () => {
  it("shows the company's words as text in isolates of their own", async () => {
    await start({ disabled: true, disabledMessage: "<img src=x> \u05d0", supportText: "内線 <b>1</b>" });

    const isolates = [...document.querySelectorAll("bdi")].map(({ textContent }) => textContent);
    expect(isolates).toEqual(["<img src=x> \u05d0", "内線 <b>1</b>"]);
    expect(document.querySelectorAll("img, b")).toHaveLength(0);
  });

  it("leaves out the company's card when it says nothing", async () => {
    await start({ disabled: true });

    expect(pageText()).not.toContain("policy.disabled.message");
    expect(document.querySelectorAll("bdi")).toHaveLength(0);
  });
});
