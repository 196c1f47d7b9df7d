// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  fakeTabs,
  fakeWorkers,
  field,
  pageText,
  press,
  resetFakes,
  show,
  type,
} from "./page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { WelcomePage } = await import("../../../../entrypoints/welcome/WelcomePage.tsx");

const password = "correct horse battery";

const start = async (replies: Record<string, unknown> = {}): Promise<void> => {
  resetFakes({
    "vault.status": "none",
    "vault.create": null,
    "intent.pending": null,
    "intent.resume": { status: "nothing" },
    ...replies,
  });
  await show(<WelcomePage />);
};

const create = async (again = password): Promise<void> => {
  await press("welcome.about.next");
  await type("password.newLabel", password);
  await type("password.confirmLabel", again);
  await press("welcome.create.act");
};

describe("WelcomePage", () => {
  it("says the company-PC rule before anything is asked", async () => {
    await start();

    expect(pageText()).toContain("welcome.about.company");
    expect(document.querySelector("input")).toBeNull();
  });

  it("creates the vault, lets the recovery code be put off and shows what to do next", async () => {
    await start();
    await create();
    expect(fakes.asked).toContain("vault.create");
    expect(document.querySelector("input")).toBeNull();
    await press("recovery.offer.later");

    expect(pageText()).toContain("welcome.done.first");
    expect(pageText()).toContain("recovery.offer.putOff");
    expect(fakes.asked).not.toContain("recovery.set");
  });

  it("goes back to the page that waits and closes itself", async () => {
    await start({
      "intent.pending": { intent: "enrol", host: "demo.portal.kosmo-web.jp" },
      "intent.resume": { status: "resumed" },
    });
    expect(pageText()).toContain("welcome.pending demo.portal.kosmo-web.jp");
    await create();

    expect(fakes.closedTabs).toBe(1);
  });

  it("explains what to do when the waiting page is gone", async () => {
    await start({ "intent.resume": { status: "page-gone" } });
    await create();

    expect(pageText()).toContain("welcome.gone.body");
  });

  it("creates nothing while the two fields differ", async () => {
    await start();
    await create("something else entirely");

    expect(pageText()).toContain("password.mismatch");
    expect(fakes.asked).not.toContain("vault.create");
  });

  it("keeps what was typed when the vault could not be stored", async () => {
    await start();
    delete fakes.replies["vault.create"];
    await create();

    expect(pageText()).toContain("errors.unexpected");
    expect(field("password.newLabel").value).toBe(password);
    expect(field("password.confirmLabel").value).toBe(password);
  });

  it.each([
    ["locked", "welcome.exists.locked"],
    ["unlocked", "welcome.exists.unlocked"],
  ])("does not set up twice: a vault that is %s is offered as it is", async (status, text) => {
    await start({ "vault.status": status });

    expect(pageText()).toContain(text);
  });
});
