import { describe, expect, it } from "vitest";
import {
  CHANGES_UNTIL_REMINDER,
  INSIST_AFTER_MS,
  OLD_AFTER_MS,
  type ReminderFacts,
  remindOfBackup,
  SNOOZE_MS,
} from "../../../../lib/core/backup/reminder.ts";

const NOW_MS = 1_795_000_000_000;
const DAY_MS = 24 * 60 * 60_000;
const never: ReminderFacts = {
  firstAccountAtMs: NOW_MS,
  lastBackupAtMs: null,
  verifiedAtMs: null,
  changesSinceBackup: 0,
  newKeysAtMs: null,
  snoozedUntilMs: null,
  nowMs: NOW_MS,
};
const backedUp: ReminderFacts = { ...never, lastBackupAtMs: NOW_MS };

describe("remindOfBackup", () => {
  it.each<[string, ReminderFacts, string]>([
    ["without accounts", { ...never, firstAccountAtMs: null, changesSinceBackup: 9 }, "none"],
    ["from the first account on", never, "banner"],
    ["just before three days", { ...never, nowMs: NOW_MS + INSIST_AFTER_MS - 1 }, "banner"],
    ["at three days", { ...never, nowMs: NOW_MS + INSIST_AFTER_MS }, "insist"],
    ["after the clock went back", { ...never, nowMs: NOW_MS - INSIST_AFTER_MS }, "banner"],
    ["right after a back-up", backedUp, "none"],
    ["after two changes", { ...backedUp, changesSinceBackup: CHANGES_UNTIL_REMINDER - 1 }, "none"],
    ["after three changes", { ...backedUp, changesSinceBackup: CHANGES_UNTIL_REMINDER }, "changed"],
    ["after new keys", { ...backedUp, newKeysAtMs: NOW_MS + 1 }, "new-keys"],
    ["after new keys before it", { ...backedUp, newKeysAtMs: NOW_MS - 1 }, "none"],
    ["after new keys without one", { ...never, newKeysAtMs: NOW_MS }, "banner"],
    ["just before 90 days", { ...backedUp, nowMs: NOW_MS + OLD_AFTER_MS - 1 }, "none"],
    ["at 90 days", { ...backedUp, nowMs: NOW_MS + OLD_AFTER_MS }, "old"],
    ["a day before the last back-up", { ...backedUp, nowMs: NOW_MS - DAY_MS }, "none"],
    ["more than a day before the last back-up", { ...backedUp, nowMs: NOW_MS - DAY_MS - 1 }, "old"],
    [
      "90 days after the last look",
      { ...backedUp, verifiedAtMs: NOW_MS + 5, nowMs: NOW_MS + OLD_AFTER_MS + 5 },
      "old",
    ],
    [
      "less than 90 days after the last look",
      { ...backedUp, verifiedAtMs: NOW_MS + 5, nowMs: NOW_MS + OLD_AFTER_MS },
      "none",
    ],
  ])("%s", (_, facts, reminder) => {
    expect(remindOfBackup(facts)).toBe(reminder);
  });

  it("insists again when the snooze is over, and never believes a snooze that is too long", () => {
    const overdueMs = NOW_MS + INSIST_AFTER_MS;
    const snoozed = { ...never, nowMs: overdueMs, snoozedUntilMs: overdueMs + SNOOZE_MS };

    expect(remindOfBackup(snoozed)).toBe("banner");
    expect(remindOfBackup({ ...snoozed, nowMs: overdueMs + SNOOZE_MS - 1 })).toBe("banner");
    expect(remindOfBackup({ ...snoozed, nowMs: overdueMs + SNOOZE_MS })).toBe("insist");
    expect(remindOfBackup({ ...snoozed, snoozedUntilMs: overdueMs + SNOOZE_MS + 1 })).toBe("insist");
  });
});
