/** Brute-force protection: counts failures per user and says until when the user is locked. */
import type { Limits } from "./types.ts";

interface FailureRecord {
  count: number;
  lastMs: number;
  lockedUntilMs: number;
}

export class Lockout {
  readonly #recordByUser = new Map<string, FailureRecord>();

  isLocked(username: string, nowMs: number): boolean {
    return (this.#recordByUser.get(username)?.lockedUntilMs ?? 0) > nowMs;
  }

  failureCount(username: string): number {
    return this.#recordByUser.get(username)?.count ?? 0;
  }

  /** A failure while locked is not counted: the credential was never looked at. */
  fail(username: string, nowMs: number, limits: Limits): void {
    if (this.isLocked(username, nowMs)) return;
    const known = this.#recordByUser.get(username);
    const isStale = known !== undefined && nowMs - known.lastMs > limits.failureResetSeconds * 1000;
    const before = known === undefined || isStale ? { count: 0, lastMs: Number.NEGATIVE_INFINITY } : known;
    const count = before.count + 1;
    let waitSeconds = limits.waitIncrementSeconds * Math.floor(count / limits.failureFactor);
    if (waitSeconds === 0 && nowMs - before.lastMs < limits.quickFailureMs) {
      waitSeconds = limits.quickFailureWaitSeconds;
    }
    waitSeconds = Math.min(waitSeconds, limits.maxFailureWaitSeconds);
    const lockedUntilMs = waitSeconds === 0 ? 0 : nowMs + waitSeconds * 1000;
    this.#recordByUser.set(username, { count, lastMs: nowMs, lockedUntilMs });
  }

  clear(username: string): void {
    this.#recordByUser.delete(username);
  }

  clearAll(): void {
    this.#recordByUser.clear();
  }
}
