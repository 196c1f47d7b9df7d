import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterUnlock,
  initialPasswordUse,
  isReminderDue,
  postponed,
  readPasswordUse,
  reminderChoices,
} from "../../../../lib/core/vault/password-reminder.ts";

const day = 24 * 60 * 60_000;
const now = 1_790_000_000_000;
const use = (changes: Partial<typeof initialPasswordUse>) => ({
  ...initialPasswordUse,
  usedAtMs: now - 40 * day,
  ...changes,
});

describe("isReminderDue", () => {
  it.each([
    ["a month to the millisecond", use({ usedAtMs: now - 30 * day }), true],
    ["a millisecond less", use({ usedAtMs: now - 30 * day + 1 }), false],
    ["two weeks where two weeks are chosen", use({ everyDays: 14, usedAtMs: now - 14 * day }), true],
    ["two months where three are chosen", use({ everyDays: 90, usedAtMs: now - 60 * day }), false],
    ["a year where never is chosen", use({ everyDays: 0, usedAtMs: now - 365 * day }), false],
    ["a password never given since counting began to exist", use({ usedAtMs: null }), false],
    ["later, until in a moment", use({ postponedUntilMs: now + 1 }), false],
    ["later, until now", use({ postponedUntilMs: now }), true],
    ["later, by a clock a year ahead", use({ postponedUntilMs: now + 365 * day }), true],
    ["a last use by a clock a year ahead", use({ usedAtMs: now + 365 * day }), true],
    ["a last use by a clock a minute ahead", use({ usedAtMs: now + 60_000 }), false],
  ])("decides after %s", (_, stored, expected) => {
    expect(isReminderDue(stored, true, now)).toBe(expected);
    expect(isReminderDue(stored, false, now)).toBe(false);
  });

  it("is quiet for three days after “later”, then asks again", () => {
    const later = postponed(use({}), now);
    expect(isReminderDue(later, true, now + 3 * day - 1)).toBe(false);
    expect(isReminderDue(later, true, now + 3 * day)).toBe(true);
  });

  it("is quiet again for the whole time after the password was given, whatever was before", () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const next = afterUnlock(readPasswordUse(stored), true, now);
        expect(isReminderDue(next, true, now)).toBe(false);
      }),
    );
  });
});

describe("afterUnlock", () => {
  it("by a passkey begins to count, once", () => {
    const first = afterUnlock(initialPasswordUse, false, now);
    expect(first.usedAtMs).toBe(now);
    expect(afterUnlock(first, false, now + day)).toEqual(first);
  });
});

describe("readPasswordUse", () => {
  it("takes back what was written and falls back for anything else", () => {
    const written = use({ everyDays: 14, postponedUntilMs: now });
    expect(readPasswordUse(JSON.parse(JSON.stringify(written)))).toEqual(written);
    for (const damaged of [
      null,
      undefined,
      5,
      "x",
      [],
      {},
      { everyDays: 1, usedAtMs: "x", postponedUntilMs: -1 },
    ]) {
      expect(readPasswordUse(damaged)).toEqual(initialPasswordUse);
    }
  });

  it("gives one of the choices and usable times for anything at all", () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const { everyDays, usedAtMs, postponedUntilMs } = readPasswordUse(stored);
        expect(reminderChoices).toContain(everyDays);
        for (const time of [usedAtMs, postponedUntilMs]) expect(time === null || time >= 0).toBe(true);
      }),
    );
  });
});
