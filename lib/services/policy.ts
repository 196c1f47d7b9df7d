/** The administrator's rules as the background enforces them. Read afresh every time: they may change while we run. */

import { findIgnoredKeys, isHostAllowed, type Policy, readPolicy } from "../core/policy/policy.ts";
import type { PageRule } from "../protocol/requests.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";

/** What a policy may switch off one by one. */
export type PolicySwitch = "allowExport" | "allowCopy" | "allowAutofill";

/** The rules in force. What refuses, refuses with "forbidden-by-policy". */
export interface PolicyService {
  get(): Promise<Policy>;
  /** Keys that an administrator has set to something that counts as not set. Names alone. */
  ignoredKeys(): Promise<readonly string[]>;
  /** @throws ServiceError "forbidden-by-policy" when the switch is off. */
  require(allowance: PolicySwitch): Promise<void>;
  /** What may be done on pages of a portal origin. */
  ruleFor(origin: string): Promise<PageRule>;
  /** @throws ServiceError "forbidden-by-policy" unless codes may be written into pages of this origin. */
  requireFilling(origin: string): Promise<void>;
  /** @throws ServiceError "forbidden-by-policy" unless accounts may be registered from pages of this origin. */
  requireRegistering(origin: string): Promise<void>;
}

const forbidden = (message: string): ServiceError => new ServiceError("forbidden-by-policy", message);

/** The rules over their store. No memory: a stopped worker and a running one give the same answer. */
export const createPolicy = ({ policy }: Pick<Ports, "policy">): PolicyService => {
  const get = async (): Promise<Policy> => readPolicy(await policy.read());
  const ruleFor = async (origin: string): Promise<PageRule> => {
    const rules = await get();
    if (rules.disabled || !isHostAllowed(rules, origin)) return "nothing";
    return rules.allowAutofill ? "everything" : "register-only";
  };
  return {
    get,
    ignoredKeys: async () => findIgnoredKeys(await policy.read()),
    ruleFor,
    require: async (allowance) => {
      if (!(await get())[allowance]) throw forbidden(`the policy says ${allowance}: false`);
    },
    requireFilling: async (origin) => {
      if ((await ruleFor(origin)) !== "everything") throw forbidden("no filling on this page");
    },
    requireRegistering: async (origin) => {
      if ((await ruleFor(origin)) === "nothing") throw forbidden("nothing on this page");
    },
  };
};
