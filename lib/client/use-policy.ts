/** The administrator's rules in a page that stays open: read once, then again whenever they change. */

import { useEffect, useState } from "preact/hooks";
import { noPolicy, type Policy } from "../core/policy/policy.ts";
import { askBackground } from "../platform/messaging.ts";
import { watchPolicy } from "../platform/storage.ts";

/**
 * Null until read. For what a page shows and offers; the background enforces the rules by itself, so a failed reading
 * shows everything and the refusals come from there.
 */
export const usePolicy = (): Policy | null => {
  const [policy, setPolicy] = useState<Policy | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      const answer = await askBackground("policy.get", null);
      if (answer.ok) setPolicy(answer.value);
      else setPolicy((before) => before ?? noPolicy);
    };
    watchPolicy(() => void read(), stop.signal); // askBackground answers every failure with a code
    void read();
    return () => stop.abort();
  }, []);

  return policy;
};
