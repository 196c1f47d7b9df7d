// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPopupStore } from "../../../../entrypoints/popup/store.ts";
import { noPolicy, type Policy } from "../../../../lib/core/policy/policy.ts";
import { failed, NOW_MS, noPage, ok, resetWorld, summary, unlockedWith, world } from "./background-fake.ts";

vi.mock(
  "../../../../lib/platform/messaging.ts",
  async () => (await import("./background-fake.ts")).fakeMessaging,
);
vi.mock(
  "../../../../lib/platform/storage.ts",
  async () => (await import("./background-fake.ts")).fakeStorage,
);
vi.mock(
  "../../../../lib/platform/clipboard.ts",
  async () => (await import("./background-fake.ts")).fakeClipboard,
);

const first = summary({ id: "a", issuer: "あ組合" });
const second = summary({ id: "b", issuer: "い組合" });
const stepNow = NOW_MS / 30_000;
const asked = (type: string) => world.asked.filter(([one]) => one === type).map(([, payload]) => payload);

beforeEach(() => {
  resetWorld(unlockedWith([second, first]));
  vi.spyOn(globalThis.window, "close").mockImplementation(() => {
    world.closedTimes += 1;
  });
});
afterEach(() => {
  dispatchEvent(new Event("pagehide"));
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const started = async () => {
  const store = createPopupStore();
  await store.start();
  return store;
};

describe("popup: loading", () => {
  it("shows accounts with their codes, by name, and counts opening as use", async () => {
    const store = await started();

    expect(store.status.value).toBe("unlocked");
    expect(store.shown.value.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(store.codes.value.get("a")?.step).toBe(stepNow);
    expect(asked("vault.inUse")).toHaveLength(1);
  });

  it("puts the accounts of the page in front first", async () => {
    world.answers["page.describe"] = () =>
      ok({ ...noPage, kind: "entry", hostReason: "portal", accounts: [second] });

    expect((await started()).shown.value.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("hides what lies in the bin and what the search does not find", async () => {
    world.answers["accounts.list"] = () => ok([first, second, summary({ id: "c", deletedAtMs: 1 })]);
    const store = await started();
    expect(store.shown.value).toHaveLength(2);

    store.query.value = "い組";

    expect(store.shown.value.map(({ id }) => id)).toEqual(["b"]);
  });

  it.each(["none", "locked"] as const)("shows nothing of a vault that is %s", async (status) => {
    world.answers["vault.status"] = () => ok(status);

    const store = await started();

    expect(store.status.value).toBe(status);
    expect(asked("accounts.list")).toEqual([]);
  });

  it.each(["vault.status", "accounts.list", "accounts.codes"] as const)(
    "shows the error when %s fails",
    async (type) => {
      world.answers[type] = () => failed("vault-damaged");

      expect((await started()).error.value).toBe("vault-damaged");
    },
  );

  it("works without knowing the page", async () => {
    world.answers["page.describe"] = () => failed("unexpected");

    const store = await started();

    expect(store.page.value).toBeNull();
    expect(store.shown.value).toHaveLength(2);
  });
});

describe("popup: time", () => {
  it("asks for new codes once per step, and not between", async () => {
    const store = await started();
    expect(asked("accounts.codes")).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(29_500);
    expect(asked("accounts.codes")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);

    expect(asked("accounts.codes")).toHaveLength(2);
    expect(store.codes.value.get("a")?.step).toBe(stepNow + 1);
  });

  it("counts by the background's clock", async () => {
    world.answers = unlockedWith([first], 10_000);

    const store = await started();

    expect(store.nowMs.value).toBe(NOW_MS + 10_000);
    await vi.advanceTimersByTimeAsync(20_250);
    expect(store.codes.value.get("a")?.step).toBe(stepNow + 1);
  });

  it("takes the codes off the screen when the vault locks by itself", async () => {
    const store = await started();
    world.answers["accounts.codes"] = () => failed("locked");

    await vi.advanceTimersByTimeAsync(30_250);

    expect(store.status.value).toBe("locked");
    expect(store.codes.value.size).toBe(0);
  });

  it("takes the codes off the screen when the vault is locked elsewhere", async () => {
    const store = await started();
    world.answers["vault.status"] = () => ok("locked");

    world.vaultChanged();
    await vi.advanceTimersByTimeAsync(0);

    expect(store.status.value).toBe("locked");
    expect([store.codes.value.size, store.accounts.value.length]).toEqual([0, 0]);
  });

  it("stops when the popup closes", async () => {
    await started();
    dispatchEvent(new Event("pagehide"));
    world.asked.length = 0;

    await vi.advanceTimersByTimeAsync(120_000);

    expect(world.asked).toEqual([]);
  });
});

describe("popup: actions", () => {
  it("copies digits, shows it for four seconds, and says when the browser refused", async () => {
    const store = await started();

    await store.copy("a");
    expect(world.copied).toEqual([String(stepNow % 1_000_000)]);
    expect(store.copiedId.value).toBe("a");
    await vi.advanceTimersByTimeAsync(4_000);
    expect(store.copiedId.value).toBeNull();

    world.isCopyRefused = true;
    await store.copy("b");

    expect([store.copiedId.value, store.hasCopyFailed.value]).toEqual([null, true]);
  });

  it("copies nothing for an account without a code", async () => {
    const store = await started();

    await store.copy("unknown");

    expect(world.copied).toEqual([]);
  });

  it("closes after it started a fill, and looks again when there was nothing to fill", async () => {
    const store = await started();
    world.answers["page.fill"] = () => ok({ status: "started" });
    await store.fill("a");
    expect([world.closedTimes, asked("page.fill")]).toEqual([1, [{ accountId: "a" }]]);

    world.answers["page.fill"] = () => ok({ status: "not-fillable" });
    world.asked.length = 0;
    await store.fill(null);

    expect(world.closedTimes).toBe(1);
    expect(asked("page.describe")).toHaveLength(1);
  });

  it("deletes with a way back, once", async () => {
    world.answers["accounts.delete"] = () => ok(null);
    world.answers["accounts.restore"] = () => ok(null);
    const store = await started();

    await store.remove(first);
    expect(store.deleted.value).toEqual(first);
    await store.undoRemove();
    await store.undoRemove();

    expect(store.deleted.value).toBeNull();
    expect(asked("accounts.restore")).toEqual([{ accountId: "a" }]);
  });

  it("offers no way back for what was not deleted, and shows why", async () => {
    world.answers["accounts.delete"] = () => failed("storage-failed");
    const store = await started();

    await store.remove(first);

    expect([store.deleted.value, store.error.value]).toEqual([null, "storage-failed"]);
  });

  it("locks", async () => {
    const store = await started();
    world.answers["vault.lock"] = () => {
      world.answers["vault.status"] = () => ok("locked");
      return ok(null);
    };

    await store.lock();

    expect([store.status.value, store.codes.value.size]).toEqual(["locked", 0]);
  });

  it("closes for the frame on the screen, or says why there can be none", async () => {
    const store = await started();
    world.answers["region.start"] = () => ok({ status: "not-capturable", reason: "pdf" });
    await store.startRegion();
    expect([world.closedTimes, store.regionRefusal.value]).toEqual([0, "pdf"]);
    world.answers["region.start"] = () => failed("unexpected");
    await store.startRegion();
    expect(store.error.value).toBe("unexpected");

    world.answers["region.start"] = () => ok({ status: "started" });
    await store.startRegion();

    expect(world.closedTimes).toBe(1);
  });
});

describe("popup: rules of an administrator", () => {
  const rules = (changes: Partial<Policy>): void => {
    world.answers["policy.get"] = () => ok({ ...noPolicy, ...changes });
  };

  it("copies nothing where copying is forbidden, and takes note of a change while it is open", async () => {
    rules({ allowCopy: false });
    const store = await started();
    await store.copy("a");
    expect(world.copied).toEqual([]);

    rules({});
    world.policyChanged();
    await vi.advanceTimersByTimeAsync(0);
    await store.copy("a");

    expect(world.copied).toHaveLength(1);
  });

  it("forgets names and codes when the extension is switched off, and asks for no more", async () => {
    const store = await started();
    expect(store.codes.value.size).toBe(2);
    rules({ disabled: true });
    for (const type of ["vault.status", "page.describe", "accounts.list", "accounts.codes"] as const)
      world.answers[type] = () => failed("disabled-by-policy");

    world.policyChanged();
    await vi.advanceTimersByTimeAsync(0);
    world.asked.length = 0;
    await vi.advanceTimersByTimeAsync(60_000);

    expect(store.policy.value.disabled).toBe(true);
    expect([store.codes.value.size, store.accounts.value.length]).toEqual([0, 0]);
    expect(world.asked).toEqual([]);
  });
});
