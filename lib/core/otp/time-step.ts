/** Time steps of RFC 6238 §4.2 (T0 = 0): which one it is, how long it lasts, and when a code may be filled. */
import { OtpError } from "./otp-error.ts";

/** Whether to fill the code of `step` now, or to wait for `step` until `readyAtMs` (Unix milliseconds). */
export type FillPlan =
  | { readonly status: "now"; readonly step: number }
  | { readonly status: "wait"; readonly step: number; readonly readyAtMs: number };

/**
 * What `planFill` decides on. `period`: seconds. `timeMs`: Unix milliseconds, corrected for clock drift by the caller.
 * `lastUsedStep`: the newest step whose code was handed to the portal, or null. `minSecondsLeft`: 0 to `period`, default 5.
 */
export interface FillRequest {
  readonly period: number;
  readonly timeMs: number;
  readonly lastUsedStep: number | null;
  readonly minSecondsLeft?: number;
}

// Below this a code can expire between the click and the server's check.
const DEFAULT_MIN_SECONDS_LEFT = 5;

// A step handed out lies at most one ahead (a planned wait) plus one of drift. Anything later was
// recorded by a clock that has since been set back, and waiting for it could take days.
const MAX_STEPS_AHEAD = 2;

/**
 * The time step containing `timeMs` for a `period` in whole seconds (RFC 6238 §4.2).
 * @throws {OtpError} "time-out-of-range" or "bad-period".
 */
export function stepAt(period: number, timeMs: number): number {
  return Math.floor(checkTime(timeMs) / periodMs(period));
}

/** The Unix time in milliseconds at which `step` begins. @throws {OtpError} "bad-period" or "counter-out-of-range". */
export function stepStartMs(period: number, step: number): number {
  const startMs = step * periodMs(period);
  if (!Number.isSafeInteger(step) || step < 0 || !Number.isSafeInteger(startMs)) {
    throw new OtpError(
      "counter-out-of-range",
      "step: expected a counter whose start is a safe integer of milliseconds",
    );
  }
  return startMs;
}

/** Milliseconds until the current step ends: 1 to `period` * 1000. @throws {OtpError} as `stepAt`. */
export function millisecondsLeft(period: number, timeMs: number): number {
  return periodMs(period) - (checkTime(timeMs) % periodMs(period));
}

/** Seconds until the current step ends as shown to people: an integer from 1 to `period`. @throws {OtpError} as `stepAt`. */
export function secondsLeft(period: number, timeMs: number): number {
  return Math.ceil(millisecondsLeft(period, timeMs) / 1000);
}

/**
 * When the next code may be filled: never a step at or before `lastUsedStep` (servers refuse a code twice, RFC 6238 §5.2),
 * and never with fewer than `minSecondsLeft` seconds left. A `lastUsedStep` more than two steps in the future is ignored,
 * because the clock has been set back since it was recorded.
 * @throws {OtpError} "time-out-of-range", "bad-period" or "bad-minimum".
 */
export function planFill({
  period,
  timeMs,
  lastUsedStep,
  minSecondsLeft = DEFAULT_MIN_SECONDS_LEFT,
}: FillRequest): FillPlan {
  if (!(minSecondsLeft >= 0 && minSecondsLeft <= period)) {
    throw new OtpError("bad-minimum", "minSecondsLeft: expected a number from 0 to the period");
  }
  const current = stepAt(period, timeMs);
  const isTooLate = millisecondsLeft(period, timeMs) < minSecondsLeft * 1000;
  const earliest = isTooLate ? current + 1 : current;
  const isCredible = lastUsedStep !== null && lastUsedStep <= current + MAX_STEPS_AHEAD;
  const step = isCredible ? Math.max(earliest, lastUsedStep + 1) : earliest;
  return step === current
    ? { status: "now", step }
    : { status: "wait", step, readyAtMs: stepStartMs(period, step) };
}

function periodMs(period: number): number {
  if (!Number.isInteger(period) || period < 1 || period > 86_400) {
    throw new OtpError("bad-period", "period: expected whole seconds from 1 to a day");
  }
  return period * 1000;
}

/** Whole milliseconds. Up to 2^53 - 1 the division by a period is exact after rounding down. */
function checkTime(timeMs: number): number {
  if (!(timeMs >= 0 && timeMs <= Number.MAX_SAFE_INTEGER)) {
    throw new OtpError("time-out-of-range", "timeMs: expected 0 to 2^53 - 1 milliseconds");
  }
  return Math.floor(timeMs);
}
