import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { delayAfter, freeAttempts } from "../../../lib/services/attempts.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { codeOfFailure, createUnlockedRig, newPassword, passwordSlotId, type Rig } from "../fakes/rig.ts";

const wrongKey = () => encodeBase64(randomBytes(32));

const tryKey = async (rig: Rig, rootKey: string) =>
  rig.services().unlocking.unlock({ slotId: await passwordSlotId(rig), rootKey });

/** A locked vault after so many wrong passwords, each tried as soon as it is looked at. */
const afterWrong = async (count: number) => {
  const rig = await createUnlockedRig();
  await rig.services().session.lock();
  for (let done = 0; done < count; ) {
    const result = await tryKey(rig, wrongKey());
    if (result.status === "must-wait") rig.clock.advance(result.waitMs);
    else done += 1;
  }
  return rig;
};

describe("delayAfter", () => {
  it.each([
    [0, 0],
    [9, 0],
    [10, 5_000],
    [11, 10_000],
    [12, 20_000],
    [15, 160_000],
    [16, 300_000],
    [1_000, 300_000],
  ])("is, after %i wrong attempts, %i ms", (wrong, delayMs) => {
    expect(delayAfter(wrong)).toBe(delayMs);
  });
});

describe("unlock after wrong passwords", () => {
  it("looks at the tenth at once and at the eleventh after five seconds, not a millisecond earlier", async () => {
    const rig = await afterWrong(freeAttempts);

    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "must-wait", waitMs: 5_000 });
    rig.clock.advance(4_999);
    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "must-wait", waitMs: 1 });
    rig.clock.advance(1);

    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "unlocked" });
  });

  it("does not count attempts that were not looked at", async () => {
    const rig = await afterWrong(freeAttempts);

    for (let again = 0; again < 20; again += 1) await tryKey(rig, wrongKey());

    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "must-wait", waitMs: 5_000 });
  });

  it("waits twice as long each time and never longer than five minutes", async () => {
    const waits: number[] = [];
    const rig = await afterWrong(freeAttempts);
    for (let round = 0; round < 8; round += 1) {
      const result = await tryKey(rig, wrongKey());
      if (result.status !== "must-wait") throw new Error("no pause");
      waits.push(result.waitMs / 1_000);
      rig.clock.advance(result.waitMs);
      await tryKey(rig, wrongKey());
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
  });

  it("starts again from nothing after the right password", async () => {
    const rig = await afterWrong(freeAttempts - 1);
    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "unlocked" });

    for (let again = 0; again < freeAttempts; again += 1) {
      expect(await tryKey(rig, wrongKey())).toEqual({ status: "wrong-password" });
    }
  });

  it("keeps nobody out longer than the pause when the clock is set back or memory is damaged", async () => {
    const rig = await afterWrong(freeAttempts + 6);
    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "must-wait", waitMs: 300_000 });
    rig.clock.advance(-24 * 60 * 60_000);
    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "unlocked" });

    for (const damaged of [
      {},
      null,
      [],
      "11",
      { wrong: -1, sinceMs: 0 },
      { wrong: 11, sinceMs: Number.NaN },
    ]) {
      rig.session.putRaw(sessionKeys.attempts, damaged);
      expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "unlocked" });
    }
  });

  it("counts simultaneous attempts one after another", async () => {
    const rig = await createUnlockedRig();
    await rig.services().session.lock();

    const results = await Promise.all(
      Array.from({ length: 30 }, () => codeOfFailure(tryKey(rig, wrongKey()).then(({ status }) => status))),
    );

    expect(results.length).toBe(30);
    expect(await rig.session.get(sessionKeys.attempts)).toMatchObject({ wrong: freeAttempts });
  });

  it("counts neither way what is not an answer, such as a damaged vault", async () => {
    const rig = await afterWrong(freeAttempts - 1);
    const attempt = { slotId: "another-slot", rootKey: rig.rootKey };

    for (let again = 0; again < 5; again += 1) {
      expect(await codeOfFailure(rig.services().unlocking.unlock(attempt))).toBe("slot-not-found");
    }

    expect(await tryKey(rig, wrongKey())).toEqual({ status: "wrong-password" });
  });
});

describe("a proof after wrong passwords", () => {
  it("is refused by its code, changes nothing and is accepted after the pause", async () => {
    const rig = await afterWrong(freeAttempts);
    const before = rig.vaultRepository.stored;
    const change = async () => {
      const current = { slotId: await passwordSlotId(rig), rootKey: rig.rootKey };
      return rig.services().keySlots.changePassword(current, newPassword());
    };

    expect(await codeOfFailure(change())).toBe("must-wait");
    expect(rig.vaultRepository.stored).toBe(before);
    rig.clock.advance(5_000);

    expect(await change()).toBe("changed");
  });

  it("counts together with the unlock", async () => {
    const rig = await afterWrong(freeAttempts - 1);
    const current = { slotId: await passwordSlotId(rig), rootKey: wrongKey() };

    expect(await rig.services().keySlots.changePassword(current, newPassword())).toBe("wrong-password");

    expect(await tryKey(rig, rig.rootKey)).toEqual({ status: "must-wait", waitMs: 5_000 });
  });
});
