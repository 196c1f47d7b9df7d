import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OtpError } from "../../../../lib/core/otp/otp-error.ts";
import {
  millisecondsLeft,
  planFill,
  secondsLeft,
  stepAt,
  stepStartMs,
} from "../../../../lib/core/otp/time-step.ts";

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof OtpError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("stepAt", () => {
  it("begins a step exactly at its first millisecond", () => {
    expect([0, 29_999, 30_000, 59_999.9, 60_000].map((timeMs) => stepAt(30, timeMs))).toEqual([
      0, 0, 1, 1, 2,
    ]);
  });

  it("is the step whose start and end enclose the time, for any period", () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 300 }), fc.maxSafeNat(), (period, timeMs) => {
        const startMs = stepStartMs(period, stepAt(period, timeMs));

        expect(startMs).toBeLessThanOrEqual(timeMs);
        expect(timeMs - startMs).toBeLessThan(period * 1000);
        expect(millisecondsLeft(period, timeMs)).toBe(period * 1000 - (timeMs - startMs));
      }),
      { numRuns: 10_000 },
    );
  });

  it("refuses impossible times, periods and steps", () => {
    expect([-1, Number.NaN, Infinity].map((timeMs) => codeOf(() => stepAt(30, timeMs)))).toEqual(
      Array(3).fill("time-out-of-range"),
    );
    expect([0, -30, 30.5, Number.NaN].map((period) => codeOf(() => stepAt(period, 0)))).toEqual(
      Array(4).fill("bad-period"),
    );
    expect([-1, 0.5, 2 ** 53 - 1].map((step) => codeOf(() => stepStartMs(30, step)))).toEqual(
      Array(3).fill("counter-out-of-range"),
    );
  });
});

describe("secondsLeft", () => {
  it("counts from the whole period down to 1 and never shows 0", () => {
    expect([0, 1, 1_000, 28_999, 29_000, 29_999, 30_000].map((timeMs) => secondsLeft(30, timeMs))).toEqual([
      30, 30, 29, 2, 1, 1, 30,
    ]);
  });
});

describe("planFill", () => {
  const at = (timeMs: number, lastUsedStep: number | null = null) =>
    planFill({ period: 30, timeMs, lastUsedStep });

  it("fills now with 5 seconds left and waits for the next step with a millisecond less", () => {
    expect(at(325_000)).toEqual({ status: "now", step: 10 });
    expect(at(325_001)).toEqual({ status: "wait", step: 11, readyAtMs: 330_000 });
  });

  it("waits for the next step when the current one was used, and fills when an older one was", () => {
    expect(at(300_000, 10)).toEqual({ status: "wait", step: 11, readyAtMs: 330_000 });
    expect(at(300_000, 9)).toEqual({ status: "now", step: 10 });
  });

  it("waits beyond a step handed out up to two ahead and ignores one three ahead", () => {
    expect(at(300_000, 11)).toEqual({ status: "wait", step: 12, readyAtMs: 360_000 });
    expect(at(300_000, 12)).toEqual({ status: "wait", step: 13, readyAtMs: 390_000 });
    expect(at(300_000, 13)).toEqual({ status: "now", step: 10 });
  });

  it("uses the last second when the caller asks for none", () => {
    expect(planFill({ period: 30, timeMs: 329_999, lastUsedStep: null, minSecondsLeft: 0 })).toEqual({
      status: "now",
      step: 10,
    });
  });

  it("refuses a minimum beyond the period", () => {
    expect(
      [-1, 31, Number.NaN].map((minSecondsLeft) =>
        codeOf(() => planFill({ period: 30, timeMs: 0, lastUsedStep: null, minSecondsLeft })),
      ),
    ).toEqual(Array(3).fill("bad-minimum"));
  });

  it("never repeats a step when each plan is followed, and never waits longer than three periods", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15, max: 300 }),
        fc.integer({ min: 0, max: 2 ** 41 }),
        fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 20 }),
        (period, startMs, pauses) => {
          let timeMs = startMs;
          let lastUsedStep: number | null = null;
          for (const pause of pauses) {
            const plan = planFill({ period, timeMs, lastUsedStep });
            const fillMs: number = plan.status === "now" ? timeMs : plan.readyAtMs;

            expect(plan.step).toBeGreaterThan(lastUsedStep ?? -1);
            expect(stepAt(period, fillMs)).toBe(plan.step);
            expect(millisecondsLeft(period, fillMs)).toBeGreaterThanOrEqual(5_000);
            expect(fillMs - timeMs).toBeLessThanOrEqual(3 * period * 1000);

            lastUsedStep = plan.step;
            timeMs = fillMs + pause;
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
