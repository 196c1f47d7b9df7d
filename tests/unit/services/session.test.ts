import { describe, expect, it } from "vitest";
import { lockAlarm } from "../../../lib/services/session.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { defaultSettings } from "../../../lib/services/settings.ts";
import { createRig, createUnlockedRig } from "../fakes/rig.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

type Stored = Record<string, unknown>;
const storedState = async (rig: Awaited<ReturnType<typeof createUnlockedRig>>): Promise<Stored> =>
  (await rig.session.get(sessionKeys.unlocked)) as Stored;

describe("session: deadline", () => {
  it("keeps the key until the last millisecond before the deadline and forgets it at the deadline", async () => {
    const rig = await createUnlockedRig();

    rig.clock.advance(10 * minute - 1);
    expect(await rig.services().session.current()).not.toBeNull();
    rig.clock.advance(1);

    expect(await rig.services().session.current()).toBeNull();
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
    expect(rig.alarms.atMsByName.has(lockAlarm)).toBe(false);
  });

  it("moves with use, together with its alarm, and not with mere looking", async () => {
    const rig = await createUnlockedRig();
    rig.clock.advance(9 * minute);
    await rig.services().session.current();
    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + minute);

    await rig.services().session.touch();
    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 10 * minute);
    rig.clock.advance(9 * minute);

    expect(await rig.services().session.current()).not.toBeNull();
  });

  it("is not revived by use after it has passed", async () => {
    const rig = await createUnlockedRig();
    rig.clock.advance(11 * minute);

    await rig.services().session.touch();

    expect(await rig.services().session.current()).toBeNull();
  });

  it("follows the member's setting at the next use; 0 minutes means no deadline and no alarm", async () => {
    const rig = await createUnlockedRig();
    await rig.services().settings.set({ autoLockMinutes: 0, autoSubmit: false, deviceName: "" });
    await rig.services().session.touch();
    expect(rig.alarms.atMsByName.has(lockAlarm)).toBe(false);
    rig.clock.advance(30 * day);
    expect(await rig.services().session.current()).not.toBeNull();

    await rig.services().settings.set({ autoLockMinutes: 5, autoSubmit: false, deviceName: "" });
    await rig.services().session.touch();
    rig.clock.advance(5 * minute);

    expect(await rig.services().session.current()).toBeNull();
  });
});

describe("session: a clock set back", () => {
  it("locks after a day and stays open after half a minute", async () => {
    const rig = await createUnlockedRig();
    rig.clock.advance(-minute / 2);
    expect(await rig.services().session.current()).not.toBeNull();

    rig.clock.advance(-day);

    expect(await rig.services().session.current()).toBeNull();
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });
});

describe("session: memory that is not as written", () => {
  const changes: readonly [string, (stored: Stored, nowMs: number) => unknown][] = [
    ["an empty object", () => ({})],
    ["null", () => null],
    ["a text", () => "unlocked"],
    ["a list", () => []],
    ["no deadline", ({ deadlineMs: _, ...rest }) => rest],
    ["a deadline that is no number", (stored) => ({ ...stored, deadlineMs: Number.NaN })],
    ["an endless deadline", (stored) => ({ ...stored, deadlineMs: Number.POSITIVE_INFINITY })],
    ["a deadline written as text", (stored, nowMs) => ({ ...stored, deadlineMs: String(nowMs + minute) })],
    ["a deadline a year ahead", (stored, nowMs) => ({ ...stored, deadlineMs: nowMs + 365 * day })],
    [
      "a deadline and a last use a year ahead",
      (stored, nowMs) => ({ ...stored, deadlineMs: nowMs + 365 * day, seenMs: nowMs + 365 * day - minute }),
    ],
    ["no last use", ({ seenMs: _, ...rest }) => rest],
    ["a last use that is no number", (stored) => ({ ...stored, seenMs: Number.NaN })],
    [
      "a key that was bytes",
      (stored) => ({ ...stored, vaultKey: JSON.parse(JSON.stringify(new Uint8Array(32))) }),
    ],
    ["no vault id", ({ vaultId: _, ...rest }) => rest],
  ];

  it.each(changes)("is locked: %s", async (_, change) => {
    const rig = await createUnlockedRig();
    rig.session.putRaw(sessionKeys.unlocked, change(await storedState(rig), rig.clock.nowMs()));

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
  });

  it("is open when it is exactly as written (the control for the cases above)", async () => {
    const rig = await createUnlockedRig();
    rig.session.putRaw(sessionKeys.unlocked, await storedState(rig));

    expect(await rig.services().vaultService.status()).toBe("unlocked");
  });

  it("is reported when it does not keep the key at all", async () => {
    const rig = createRig();
    rig.session.set = async () => undefined;
    const key = { vaultKey: new Uint8Array(32).fill(7), vaultId: "any" };

    await expect(rig.services().session.open(key)).rejects.toThrow("did not keep");
  });
});

describe("session: two callers at once", () => {
  it("stays open when another looked while it was being opened", async () => {
    const rig = createRig();
    const { session } = rig.services();
    const key = { vaultKey: new Uint8Array(32).fill(7), vaultId: "any" };
    const removeNow = rig.session.remove.bind(rig.session);
    let letRemove = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      letRemove = resolve;
    });
    rig.session.remove = async (name) => {
      await opened; // whatever a look removes, it removes after the opening
      await removeNow(name);
    };

    const look = session.current();
    await session.open(key);
    letRemove();
    await look;

    expect(await session.current()).toEqual(key);
  });
});

describe("session: key", () => {
  it("comes back byte for byte through a memory that keeps JSON only", async () => {
    const rig = createRig();
    const vaultKey = Uint8Array.from({ length: 32 }, (_, index) => index * 8 + 3);

    await rig.services().session.open({ vaultKey, vaultId: "vault-1" });

    expect(await rig.services().session.current()).toEqual({ vaultKey, vaultId: "vault-1" });
  });
});

describe("session: wake-ups", () => {
  it("follow the deadline: an alarm, and the PC's idle time of the settings", async () => {
    const rig = await createUnlockedRig();
    expect(rig.idle.reportedAfterSeconds).toBe(600);

    await rig.services().settings.set({ ...defaultSettings, autoLockMinutes: 480 });
    await rig.services().session.touch();

    expect(rig.idle.reportedAfterSeconds).toBe(28_800);
    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(rig.clock.nowMs() + 480 * minute);
  });

  it("are set again by a check, which moves nothing", async () => {
    const rig = await createUnlockedRig();
    const deadlineMs = rig.alarms.atMsByName.get(lockAlarm);
    rig.alarms.atMsByName.clear();
    rig.clock.advance(minute);

    await rig.services().session.check();

    expect(rig.alarms.atMsByName.get(lockAlarm)).toBe(deadlineMs);
  });

  it("a check locks at the deadline, and sets nothing for a locked vault", async () => {
    const rig = await createUnlockedRig();
    rig.clock.advance(10 * minute);

    await rig.services().session.check();

    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
    expect(rig.alarms.atMsByName.size).toBe(0);
  });

  it("an idle PC locks after the time of the settings, not a second before, and never without one", async () => {
    const rig = await createUnlockedRig();
    rig.idle.unusedForSeconds = 599;
    await rig.services().session.checkIdle();
    expect(rig.session.has(sessionKeys.unlocked)).toBe(true);

    rig.idle.unusedForSeconds = 600;
    await rig.services().session.checkIdle();
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);

    const open = await createUnlockedRig();
    await open.services().settings.set({ ...defaultSettings, autoLockMinutes: 0 });
    open.idle.unusedForSeconds = 99_999;
    await open.services().session.checkIdle();
    expect(open.session.has(sessionKeys.unlocked)).toBe(true);
  });
});

describe("session: lock", () => {
  it("is never undone by a use that was under way", { timeout: 60_000 }, async () => {
    const rig = await createUnlockedRig();
    const unlocked = await rig.services().session.current();
    for (let turns = 0; turns < 60; turns += 1) {
      await rig.services().session.open(unlocked!);
      const touching = rig.services().session.touch();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await Promise.all([touching, rig.services().session.lock()]);

      expect(await rig.services().vaultService.status(), `${turns} turns`).toBe("locked");
    }
  });

  it("for a deadline that has passed spares an unlock of the same moment", async () => {
    for (let turns = 0; turns < 60; turns += 1) {
      const rig = await createUnlockedRig();
      const unlocked = await rig.services().session.current();
      rig.clock.advance(11 * minute);
      const looking = rig.services().session.current();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      await rig
        .services()
        .session.open(unlocked!)
        .catch(() => undefined);
      await looking;
      const isKept = rig.session.has(sessionKeys.unlocked);

      expect(await rig.services().vaultService.status(), `${turns} turns`).toBe(
        isKept ? "unlocked" : "locked",
      );
    }
  });
});
