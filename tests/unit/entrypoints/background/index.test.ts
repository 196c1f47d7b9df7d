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
    alarms: { onAlarm: event("alarm"), clear: async () => true },
    idle: { onStateChanged: event("idle") },
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
  world.closing = Promise.resolve();
});
afterEach(() => vi.restoreAllMocks());

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
    ["the alarm of the deadline", "alarm", { name: "lock" }],
    ["the PC's own lock", "idle", "locked"],
  ])("locks at %s", async (_, name, event) => {
    void background.main();
    world.session.set("unlocked", {});

    emit(name, event);

    await vi.waitFor(() => expect(world.session.has("unlocked")).toBe(false));
  });

  it.each([
    ["another alarm", "alarm", { name: "other" }],
    ["an idle PC", "idle", "idle"],
    ["a PC in use again", "idle", "active"],
  ])("does not lock at %s", async (_, name, event) => {
    void background.main();
    world.session.set("unlocked", {});

    emit(name, event);
    await new Promise((resolve) => setImmediate(resolve));

    expect(world.session.has("unlocked")).toBe(true);
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
