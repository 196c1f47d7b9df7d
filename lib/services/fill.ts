/**
 * Releasing one code into one document: only after a gesture bound to it, only for accounts enrolled on exactly its
 * origin, only a fresh step that was never handed out before.
 */

import type { Account } from "../core/account/account.ts";
import { codeAtStep } from "../core/otp/code.ts";
import { millisecondsLeft, planFill } from "../core/otp/time-step.ts";
import {
  chooseDevice,
  type DeviceCandidate,
  type DeviceChoice,
  filterByUsername,
} from "../core/portal/device-choice.ts";
import type { ClaimOutcome } from "../protocol/claim.ts";
import type { PortalRequests } from "../protocol/requests.ts";
import type { Enrolment } from "./enrolment.ts";
import type { Gestures } from "./gestures.ts";
import type { Intents } from "./intents.ts";
import type { PolicyService } from "./policy.ts";
import type { PortalSender, Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import { sessionKeys } from "./session-keys.ts";
import type { UsedSteps } from "./used-steps.ts";
import type { VaultService } from "./vault-service.ts";

type Claim = PortalRequests["portal.claim"]["payload"];

/**
 * Releases codes. `claim` rejects with "forbidden" without a gesture or, on the set-up page, without an enrolment
 * of that document; with "forbidden-by-policy" where the administrator lets nothing be filled.
 */
export interface Fill {
  claim(sender: PortalSender, claim: Claim): Promise<ClaimOutcome>;
  /** Whose code was last released into this tab, or null. */
  filledBy(tabId: number): Promise<Filled | null>;
}

/** A released code: for which account, and the user name the page showed at that time. */
export interface Filled {
  readonly accountId: string;
  readonly username: string | null;
}

interface Release {
  readonly account: Account;
  readonly deviceId: string | null;
  readonly username: string | null;
}

/** The other services a fill uses. */
export interface FillParts {
  readonly policy: PolicyService;
  readonly vaultService: VaultService;
  readonly gestures: Gestures;
  readonly intents: Intents;
  readonly enrolment: Enrolment;
  readonly usedSteps: UsedSteps;
}

/** Releases codes of the opened vault and remembers their steps before they leave. */
export const createFill = (
  ports: Pick<Ports, "session" | "clock">,
  { policy, vaultService, gestures, intents, enrolment, usedSteps }: FillParts,
): Fill => {
  const release = async (
    sender: PortalSender,
    { account, deviceId, username }: Release,
  ): Promise<ClaimOutcome> => {
    const timeMs = ports.clock.nowMs();
    const { key, id } = account;
    const lastUsedStep = await usedSteps.last(id);
    const plan = planFill({ period: key.period, timeMs, lastUsedStep });
    if (plan.status === "now" && (await usedSteps.use(id, plan.step))) {
      await ports.session.set(sessionKeys.filled(sender.tabId), { accountId: id, username } satisfies Filled);
      return {
        status: "fill",
        code: codeAtStep(key, plan.step),
        deviceId,
        validForMs: millisecondsLeft(key.period, timeMs),
      };
    }
    const readyInMs = plan.status === "wait" ? plan.readyAtMs - timeMs : 1_000;
    await gestures.grant(sender, "fill", readyInMs);
    const reason = lastUsedStep !== null && lastUsedStep >= plan.step - 1 ? "used" : "ending";
    return { status: "wait", readyInMs, reason };
  };

  const claimSetup = async (sender: PortalSender): Promise<ClaimOutcome> => {
    const accountId = await enrolment.enrolledBy(sender);
    if (accountId === null) throw new ServiceError("forbidden", "this document enrolled nothing");
    const { accounts } = await vaultService.read();
    const account = accounts.find(({ id }) => id === accountId);
    return account === undefined
      ? { status: "no-account" }
      : release(sender, { account, deviceId: null, username: null });
  };

  const claimEntry = async (sender: PortalSender, claim: Claim): Promise<ClaimOutcome> => {
    if (!(await gestures.take(sender, "fill")))
      throw new ServiceError("forbidden", "no gesture for this document");
    const status = await vaultService.status();
    if (status === "none") return { status: "no-account" };
    if (status !== "unlocked") {
      await intents.postpone({ sender, intent: "fill", accountId: claim.accountId });
      return { status: "unlock-opened" };
    }
    const accounts = (await vaultService.read()).accounts.filter((one) => isFor(one, sender.origin));
    const choice = choose(accounts, claim);
    if (choice.status === "none") return { status: "no-account" };
    if (choice.status === "ask") {
      const { isCertain } = filterByUsername(
        accounts.map(({ key }) => key),
        claim.attemptedUsername,
      );
      const candidates = choice.candidates.map(candidateFrom(accounts));
      return { status: "ask", candidates, isOtherUser: !isCertain };
    }
    const account = accounts.find(({ id }) => id === choice.accountId);
    if (account === undefined) return { status: "no-account" };
    return release(sender, { account, deviceId: choice.deviceId, username: claim.attemptedUsername });
  };

  return {
    claim: async (sender, claim) => {
      await policy.requireFilling(sender.origin); // the set-up page's first code is a fill like any other
      return claim.purpose === "setup" ? claimSetup(sender) : claimEntry(sender, claim);
    },
    filledBy: async (tabId) => {
      const stored = await ports.session.get(sessionKeys.filled(tabId));
      return typeof stored === "object" && stored !== null ? (stored as Filled) : null; // written only above
    },
  };
};

/** Exactly the origin of the enrolment; accounts from pictures or typed keys belong to no page. */
export const isFor = (account: Account, origin: string): boolean =>
  account.origin === origin && account.deletedAtMs === null;

/** The member's own choice wins; without one only an unambiguous match is filled. */
const choose = (accounts: readonly Account[], claim: Claim): DeviceChoice => {
  const { devices, attemptedUsername, accountId } = claim;
  // The page with the written key shows no user name, so an account from there has none until its first login.
  const isNamed = filterByUsername(
    accounts.map(({ key }) => key),
    attemptedUsername,
  ).isCertain;
  const stored = accounts.map(({ id, key, deviceName, createdAtMs }) => ({
    id,
    accountName: key.accountName === "" && !isNamed ? (attemptedUsername ?? "") : key.accountName,
    deviceName,
    createdAtMs,
  }));
  if (accountId === null) return chooseDevice({ devices, attemptedUsername, accounts: stored });
  const choice = chooseDevice({
    devices,
    attemptedUsername: null,
    accounts: stored.filter(({ id }) => id === accountId),
  });
  return choice.status === "ask" ? { status: "fill", accountId, deviceId: null } : choice;
};

const candidateFrom =
  (accounts: readonly Account[]) =>
  ({ accountId }: DeviceCandidate) => {
    const account = accounts.find(({ id }) => id === accountId);
    return {
      accountId,
      accountName: account?.key.accountName ?? "",
      deviceName: account?.deviceName ?? "",
    };
  };
