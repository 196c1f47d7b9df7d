// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import {
  fakeI18n,
  fakeMessaging,
  fakeStorage,
  fakes,
  fakeTabs,
  fakeWorkers,
  pageText,
  press,
  resetFakes,
  settle,
  show,
} from "../welcome/page-fakes.ts";

vi.mock("../../../../lib/platform/i18n.ts", () => fakeI18n);
vi.mock("../../../../lib/platform/messaging.ts", () => fakeMessaging);
vi.mock("../../../../lib/platform/tabs.ts", () => fakeTabs);
vi.mock("../../../../lib/platform/storage.ts", () => fakeStorage);
vi.mock("../../../../lib/platform/workers.ts", () => fakeWorkers);

const { ManagerPage } = await import("../../../../entrypoints/manager/ManagerPage.tsx");
const { WelcomePage } = await import("../../../../entrypoints/welcome/WelcomePage.tsx");

const sound = { serial: 1, isDegraded: false, isRolledBack: false };

const openManager = async (health: object, status = "unlocked"): Promise<void> => {
  location.hash = "#accounts";
  resetFakes({
    "vault.status": status,
    "vault.health": { ...sound, ...health },
    "vault.acknowledgeRollback": () => {
      fakes.replies["vault.health"] = sound;
      return null;
    },
    "accounts.list": [],
  });
  await show(<ManagerPage />);
};

describe("the storage notice", () => {
  it("stays away while storage is sound", async () => {
    await openManager({});

    expect(pageText()).not.toContain("storage.");
  });

  it("says that nothing can be changed while storage fails, with the way to the back-up, also when locked", async () => {
    for (const status of ["unlocked", "locked"]) {
      await openManager({ isDegraded: true }, status);

      expect(pageText()).toContain("storage.degradedWhat");
      expect(pageText()).toContain("storage.backup");
      expect(pageText()).not.toContain("storage.rolledBackTitle");
    }
  });

  it("appears as soon as storage fails, without a reload", async () => {
    await openManager({});
    fakes.replies["vault.health"] = { ...sound, isDegraded: true };

    fakes.onVaultChange();
    await settle();

    expect(pageText()).toContain("storage.degradedTitle");
  });

  it("tells of an older state until the member says they have seen it", async () => {
    await openManager({ isRolledBack: true });
    expect(pageText()).toContain("storage.rolledBackWhat");

    await press("storage.rolledBackSeen");

    expect(fakes.asked).toContain("vault.acknowledgeRollback");
    expect(pageText()).not.toContain("storage.rolledBackTitle");
  });
});

describe("a missing vault", () => {
  const openWelcome = async (replies: object = {}): Promise<void> => {
    resetFakes({ "vault.status": "missing", "intent.pending": null, ...replies });
    await show(<WelcomePage />);
  };

  it("is never shown as the first run, in the manager or on the welcome page", async () => {
    await openManager({ serial: null }, "missing");
    expect(pageText()).toContain("missing.what");
    expect(pageText()).not.toContain("manager.none.title");

    await openWelcome();
    expect(pageText()).toContain("missing.title");
    expect(pageText()).not.toContain("welcome.about.title");
  });

  it("is looked for again on demand", async () => {
    await openWelcome();
    fakes.replies["vault.status"] = "locked";

    await press("missing.retry");

    expect(pageText()).toContain("welcome.exists.locked");
  });

  it("is given up only after a question, and says so when that cannot be done", async () => {
    await openWelcome({
      "vault.startOver": () => {
        fakes.replies["vault.status"] = "none";
        return null;
      },
    });

    await press("missing.startOver");
    expect(fakes.asked).not.toContain("vault.startOver");
    await press("missing.startOverAct");

    expect(fakes.asked).toContain("vault.startOver");
    expect(pageText()).toContain("welcome.about.title");

    await openWelcome();
    await press("missing.startOver");
    await press("missing.startOverAct");
    expect(pageText()).toContain("errors.unexpected");
  });
});
