/** Stands in front of a page: where an administrator has switched the extension off, the page is never built. */

import type { ComponentChildren } from "preact";
import type { Policy } from "../core/policy/policy.ts";
import { usePolicy } from "./use-policy.ts";

export interface PolicyGateProps {
  readonly children: ComponentChildren;
  readonly whenDisabled: (policy: Policy) => ComponentChildren;
}

export function PolicyGate({ children, whenDisabled }: PolicyGateProps) {
  const policy = usePolicy();
  if (policy === null) return null; // a moment: the background's first answer
  return <>{policy.disabled ? whenDisabled(policy) : children}</>;
}
