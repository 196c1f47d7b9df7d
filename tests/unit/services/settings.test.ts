import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings, readSettings } from "../../../lib/services/settings.ts";
import { createRig, createUnlockedRig } from "../fakes/rig.ts";

describe("readSettings", () => {
  it.each([[null], [undefined], [""], ["{}"], [0], [[]], [{}], [true], [{ autoLockMinutes: {} }]])(
    "gives the defaults for %j",
    (stored) => {
      expect(readSettings(stored)).toEqual(defaultSettings);
    },
  );

  it("keeps what is readable beside what is not", () => {
    const stored = { autoLockMinutes: "10", autoSubmit: true, deviceName: 5, unknown: 1 };

    expect(readSettings(stored)).toEqual({ autoLockMinutes: 10, autoSubmit: true, deviceName: "" });
  });

  it.each([
    [0, 0],
    [480, 480],
    [481, 10],
    [-1, 10],
    [1.5, 10],
    [Number.NaN, 10],
    [Number.POSITIVE_INFINITY, 10],
  ])("reads a lock time of %d minutes as %d", (autoLockMinutes, read) => {
    expect(readSettings({ autoLockMinutes }).autoLockMinutes).toBe(read);
  });

  it("switches automatic submission on for true alone", () => {
    expect([true, "true", 1, {}].map((autoSubmit) => readSettings({ autoSubmit }).autoSubmit)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("accepts a device name of 64 characters and drops one of 65", () => {
    expect(readSettings({ deviceName: "a".repeat(64) }).deviceName).toHaveLength(64);
    expect(readSettings({ deviceName: "a".repeat(65) }).deviceName).toBe("");
  });

  it("gives settings within their limits for anything at all", () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const { autoLockMinutes, autoSubmit, deviceName, ...rest } = readSettings(stored);
        expect(Number.isInteger(autoLockMinutes) && autoLockMinutes >= 0 && autoLockMinutes <= 480).toBe(
          true,
        );
        expect(typeof autoSubmit).toBe("boolean");
        expect(deviceName.length).toBeLessThanOrEqual(64);
        expect(rest).toEqual({});
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("settings service", () => {
  it("gives back what was set, also after a restart", async () => {
    const rig = createRig();
    const next = { autoLockMinutes: 30, autoSubmit: true, deviceName: "居間のPC" };

    expect(await rig.services().settings.set(next)).toEqual(next);
    expect(await rig.services().settings.get()).toEqual(next);
  });

  it("leaves the vault usable when the stored settings are damaged", async () => {
    const rig = await createUnlockedRig();
    const before = rig.vaultRepository.stored;
    rig.settings.stored = "\u0000damaged";

    expect(await rig.services().settings.get()).toEqual(defaultSettings);
    expect(await rig.services().accounts.list()).toEqual([]);
    expect(rig.vaultRepository.stored).toBe(before);
  });
});
