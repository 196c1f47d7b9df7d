/** Time steps whose code was already handed out, per account: the server refuses the same code twice (RFC 6238 §5.2). */

import type { Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";

/** A recorded step further ahead comes from a clock that was set back since; planFill does not count it either. */
const maxStepsBack = 2;

/** The newest used step of each account, for as long as the browser runs. */
export interface UsedSteps {
  last(accountId: string): Promise<number | null>;
  /** Marks `step` as used; false when it, or a later one, was used already. */
  use(accountId: string, step: number): Promise<boolean>;
}

/** Used steps over the session memory. */
export const createUsedSteps = ({ session, locks }: Pick<Ports, "session" | "locks">): UsedSteps => {
  const all = async (): Promise<Record<string, unknown>> => {
    const stored = await session.get(sessionKeys.usedSteps);
    return typeof stored === "object" && stored !== null ? { ...stored } : {};
  };
  const last = async (accountId: string): Promise<number | null> => {
    const step = (await all())[accountId];
    return typeof step === "number" && Number.isInteger(step) ? step : null;
  };
  return {
    last,
    use: (accountId, step) =>
      locks.exclusively("used-steps", async () => {
        const before = await last(accountId);
        if (before !== null && step <= before && before - step <= maxStepsBack) return false;
        await session.set(sessionKeys.usedSteps, { ...(await all()), [accountId]: step });
        return true;
      }),
  };
};
