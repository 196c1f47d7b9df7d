import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import background from "../../../../entrypoints/background/index.ts";
import { ownPage } from "../../fakes/senders.ts";

type Listener = (...args: never[]) => unknown;

/** Just enough of the browser for the composition root: listeners by name, and storage whose closing can be held up. */
const world = vi.hoisted(() => ({
  listeners: new Map<string, (...args: never[]) => unknown>(),
  accessLevels: [] as unknown[],
  session: new Map<string, unknown>(),
  opened: [] as string[],
  alarms: new Map<string, object>(),
  intervals: [] as number[],
  unusedForSeconds: 0,
  isOldBrowser: false,
  closing: Promise.resolve(),
}));

vi.mock("wxt/browser", async () => {
  const { EXTENSION_ID, EXTENSION_ORIGIN } = await import("../../fakes/senders.ts");
  const event = (name: string) => ({
    addListener: (listener: Listener) => world.listeners.set(name, listener),
  });
  const setAccessLevel = (level: unknown): Promise<void> => {
    world.accessLevels.push(level);
    return world.closing;
  };
  const browser = {
    runtime: {
      id: EXTENSION_ID,
      getURL: (path: string) => `${EXTENSION_ORIGIN}${path}`,
      onMessage: event("message"),
      onConnect: event("connect"),
      onStartup: event("startup"),
      onInstalled: event("installed"),
    },
    alarms: {
      onAlarm: event("alarm"),
      clear: async () => true,
      create: async (name: string, alarm: object) => {
        if (world.isOldBrowser && "persistAcrossSessions" in alarm)
          throw new TypeError("Unexpected property");
        world.alarms.set(name, alarm);
      },
    },
    idle: {
      onStateChanged: event("idle"),
      setDetectionInterval: (seconds: number) => world.intervals.push(seconds),
      queryState: async (seconds: number) => (world.unusedForSeconds >= seconds ? "idle" : "active"),
    },
    commands: { onCommand: event("command") },
    storage: {
      local: { setAccessLevel, get: async () => ({}) },
      session: {
        setAccessLevel,
        get: async (key: string) => ({ [key]: world.session.get(key) }),
        remove: async (key: string) => world.session.delete(key),
      },
      onChanged: event("storage"),
    },
    tabs: { create: async ({ url }: { url: string }) => world.opened.push(url), query: async () => [] },
    action: { setBadgeText: async () => undefined, setTitle: async () => undefined },
  };
  return { browser };
});
vi.mock("../../../../lib/platform/vault-places.ts", async () => {
  const { FakeVaultPlaces } = await import("../../fakes/ports.ts");
  return { vaultPlaces: new FakeVaultPlaces(), isVaultKey: () => false };
});
vi.mock("../../../../lib/platform/i18n.ts", () => ({ t: (key: string) => key, language: () => "ja" }));

const emit = (name: string, ...args: unknown[]): unknown => world.listeners.get(name)?.(...(args as never[]));

beforeEach(() => {
  world.listeners.clear();
  world.accessLevels.length = 0;
  world.opened.length = 0;
  world.session.clear();
  world.alarms.clear();
  Object.assign(world, { intervals: [], unusedForSeconds: 0, isOldBrowser: false });
  world.closing = Promise.resolve();
});
afterEach(() => vi.restoreAllMocks());

/** What is ready runs, and what follows from it. */
const turnOver = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const started = async (): Promise<void> => {
  void background.main();
  await turnOver();
};

const unlockedFor = (leftMs: number) => ({
  vaultKey: "AAAA",
  vaultId: "vault",
  deadlineMs: Date.now() + leftMs,
  seenMs: Date.now(),
});

describe("background", () => {
  it("registers every listener before it returns, so that a woken worker misses no event", () => {
    void background.main();

    expect([...world.listeners.keys()].toSorted()).toEqual([
      "alarm",
      "command",
      "connect",
      "idle",
      "installed",
      "message",
      "storage",
    ]);
  });

  it("closes both storage areas to content scripts before it answers anything", async () => {
    let close = (): void => undefined;
    world.closing = new Promise((resolve) => {
      close = resolve;
    });
    void background.main();
    let isAnswered = false;
    const answer = (emit("message", { type: "vault.status" }, ownPage) as Promise<unknown>).then((value) => {
      isAnswered = true;
      return value;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAnswered).toBe(false);

    close();

    expect(await answer).toEqual({ ok: true, value: "none" });
    expect(world.accessLevels).toEqual(
      Array.from({ length: 2 }, () => ({ accessLevel: "TRUSTED_CONTEXTS" })),
    );
  });

  it.each([
    ["the alarm of the deadline", "alarm", { name: "lock" }, -1, 0],
    ["the PC's own lock", "idle", "locked", 600_000, 0],
    ["a PC left alone for the ten minutes of the settings", "idle", "idle", 600_000, 600],
  ])("locks at %s", async (_, name, event, leftMs, unusedForSeconds) => {
    await started();
    world.session.set("unlocked", unlockedFor(leftMs));
    world.unusedForSeconds = unusedForSeconds;

    emit(name, event);

    await vi.waitFor(() => expect(world.session.has("unlocked")).toBe(false), { timeout: 1_000 });
  });

  it.each([
    ["another alarm", "alarm", { name: "other" }, 0],
    ["an alarm that comes before its deadline", "alarm", { name: "lock" }, 0],
    ["a PC idle for less than the settings allow", "idle", "idle", 599],
    ["a PC in use again", "idle", "active", 600],
  ])("does not lock at %s", async (_, name, event, unusedForSeconds) => {
    await started();
    world.session.set("unlocked", unlockedFor(600_000));
    world.unusedForSeconds = unusedForSeconds;

    emit(name, event);
    await turnOver();

    expect(world.session.has("unlocked")).toBe(true);
  });

  it.each([
    ["a browser that ends alarms with the session", false],
    ["an older browser", true],
  ])(
    "sets the alarm and the idle time again when it starts beside an open vault, in %s",
    async (_, isOld) => {
      const unlocked = unlockedFor(300_000);
      world.session.set("unlocked", unlocked);
      world.isOldBrowser = isOld;

      await started();

      const alarm = { when: unlocked.deadlineMs, ...(isOld ? {} : { persistAcrossSessions: false }) };
      expect(world.alarms).toEqual(new Map([["lock", alarm]]));
      expect(world.intervals).toEqual([600]);
      expect(world.session.get("unlocked")).toBe(unlocked);
    },
  );

  it("sets no alarm when it starts beside a locked vault", async () => {
    await started();
    expect(world.alarms.size).toBe(0);
  });

  it("holds the lines of its own pages and handles what is said over them; any other connection is closed", async () => {
    void background.main();
    const closed: string[] = [];
    const said: ((message: unknown) => void)[] = [];
    const connect = (name: string, sender: object) =>
      emit("connect", {
        name,
        sender,
        disconnect: () => closed.push(name),
        onMessage: { addListener: (listener: (message: unknown) => void) => said.push(listener) },
      });

    connect("line", ownPage);
    connect("line of another", { ...ownPage, id: "another" });
    connect("other", ownPage);
    world.session.set("unlocked", {});
    said[0]?.({ type: "vault.lock", payload: null });

    expect(closed).toEqual(["line of another", "other"]);
    await vi.waitFor(() => expect(world.session.has("unlocked")).toBe(false));
  });

  it("opens the welcome page after the installation and not after an update", async () => {
    void background.main();

    emit("installed", { reason: "update" });
    emit("installed", { reason: "install" });

    await vi.waitFor(() => expect(world.opened).toHaveLength(1));
    expect(world.opened[0]).toMatch(/\/welcome\.html$/);
  });
});
