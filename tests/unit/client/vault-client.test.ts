import { beforeEach, describe, expect, it, vi } from "vitest";
import { newScryptParameters } from "../../../lib/core/vault/kdf.ts";
import type { DeriveOptions } from "../../../lib/platform/workers.ts";

/** This PC, and a background that answers by message type. */
const world = vi.hoisted(() => ({
  elapsedMs: 500,
  timedMs: 125 as number | null,
  deviceMemoryGb: 8 as number | undefined,
  replies: new Map<string, unknown>(),
  asked: [] as { type: string; payload: unknown }[],
  derived: [] as { password: string; N: number }[],
  failsAfter: Number.POSITIVE_INFINITY,
}));

vi.mock("../../../lib/platform/device.ts", () => ({ deviceMemoryGb: () => world.deviceMemoryGb }));
vi.mock("../../../lib/platform/messaging.ts", () => ({
  askBackground: async (type: string, payload: unknown) => {
    world.asked.push({ type, payload });
    return { ok: true, value: (await world.replies.get(type)) ?? null };
  },
}));
vi.mock("../../../lib/platform/workers.ts", () => ({
  timeDerivation: async () => {
    if (world.timedMs === null) throw new Error("no worker");
    return { N: 2 ** 15, elapsedMs: world.timedMs };
  },
  deriveRootKey: async (password: string, { N }: { N: number }, { onElapsed }: DeriveOptions = {}) => {
    if (world.derived.length >= world.failsAfter) throw new Error("no memory");
    world.derived.push({ password, N });
    onElapsed?.(world.elapsedMs);
    return `key of ${password} at ${N}`;
  },
}));

const { createVault, changePassword, unlockVault } = await import("../../../lib/client/vault-client.ts");

const way = { kind: "password", password: "kame" } as const;
const slotOf = (N: number) => ({
  password: { slotId: "slot", kdf: newScryptParameters(N) },
  passkeys: [],
  recovery: null,
});
const payloadOf = (type: string) => world.asked.find((one) => one.type === type)?.payload;
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  Object.assign(world, {
    elapsedMs: 500,
    timedMs: 125,
    deviceMemoryGb: 8,
    failsAfter: Number.POSITIVE_INFINITY,
  });
  world.asked.length = 0;
  world.derived.length = 0;
  world.replies = new Map<string, unknown>([
    ["vault.unlockMethods", slotOf(2 ** 17)],
    ["vault.unlock", { status: "unlocked" }],
    ["vault.changePassword", { status: "changed" }],
    ["vault.rewrap", { status: "rewrapped" }],
  ]);
});

describe("a new password", () => {
  it.each([
    ["a fast PC", 125, 8, 2 ** 18],
    ["a slower PC", 168, 8, 2 ** 17],
    ["a PC with little memory", 125, 4, 2 ** 17],
    ["a PC that cannot be timed", null, 8, 2 ** 17],
  ])("gets its cost from %s, at set-up and at a change", async (_, timedMs, deviceMemoryGb, N) => {
    Object.assign(world, { timedMs, deviceMemoryGb });

    expect(await createVault("kame")).toEqual({ status: "done" });
    expect(await changePassword(way, "tsuru")).toEqual({ status: "done" });

    expect(payloadOf("vault.create")).toMatchObject({ kdf: { N }, rootKey: `key of kame at ${N}` });
    expect(payloadOf("vault.changePassword")).toMatchObject({ next: { kdf: { N } } });
  });
});

describe("unlockVault", () => {
  it("wraps the same password at the higher cost afterwards when the PC proved fast", async () => {
    expect(await unlockVault(way)).toEqual({ status: "done" });
    await settled();

    expect(payloadOf("vault.rewrap")).toMatchObject({
      current: { slotId: "slot", rootKey: `key of kame at ${2 ** 17}` },
      next: { kdf: { N: 2 ** 18 }, rootKey: `key of kame at ${2 ** 18}` },
    });
  });

  it("is done without waiting for that work", async () => {
    world.replies.set("vault.rewrap", new Promise(() => undefined)); // never answered
    expect(await unlockVault(way)).toEqual({ status: "done" });
  });

  it.each([
    ["a slower PC", () => Object.assign(world, { elapsedMs: 513 })],
    ["a PC with little memory", () => Object.assign(world, { deviceMemoryGb: undefined })],
    ["a slot at the higher cost", () => world.replies.set("vault.unlockMethods", slotOf(2 ** 18))],
    ["a wrong password", () => world.replies.set("vault.unlock", { status: "wrong-password" })],
    ["a pause", () => world.replies.set("vault.unlock", { status: "must-wait", waitMs: 5_000 })],
  ])("leaves the slot as it is for %s", async (_, arrange) => {
    arrange();

    await unlockVault(way);
    await settled();

    expect(world.derived).toHaveLength(1);
    expect(payloadOf("vault.rewrap")).toBeUndefined();
  });

  it("stays done when the work afterwards fails", async () => {
    world.failsAfter = 1;

    expect(await unlockVault(way)).toEqual({ status: "done" });
    await settled();

    expect(payloadOf("vault.rewrap")).toBeUndefined();
  });

  it("hands on how long the pause is", async () => {
    world.replies.set("vault.unlock", { status: "must-wait", waitMs: 5_000 });
    expect(await unlockVault(way)).toEqual({ status: "must-wait", waitMs: 5_000 });
  });
});
