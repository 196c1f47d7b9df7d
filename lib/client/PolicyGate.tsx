/** Stands in front of a page: gives way to another one where an administrator has switched the extension off. */

import type { ComponentChildren } from "preact";
import type { Policy } from "../core/policy/policy.ts";
import { usePolicy } from "./use-policy.ts";

export interface PolicyGateProps {
  readonly children: ComponentChildren;
  readonly whenDisabled: (policy: Policy) => ComponentChildren;
}

export function PolicyGate({ children, whenDisabled }: PolicyGateProps) {
  const policy = usePolicy();
  // Until the rules are known the page waits for its own first answer, which comes no sooner: there is nothing to hide yet.
  return <>{policy?.disabled === true ? whenDisabled(policy) : children}</>;
}
