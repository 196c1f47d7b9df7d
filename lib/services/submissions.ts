/** Did the portal accept the code? Learned from the page that follows in the same tab, never assumed. */

import { codeAtStep } from "../core/otp/code.ts";
import { stepAt } from "../core/otp/time-step.ts";
import type { PageVerdict } from "../core/portal/page-kind.ts";
import { judgeSubmission } from "../core/portal/verdict.ts";
import type { OfferState, PortalRequests } from "../protocol/requests.ts";
import type { Confirmations } from "./confirmations.ts";
import type { Enrolment } from "./enrolment.ts";
import { type Fill, isFor } from "./fill.ts";
import type { PortalSender, Ports } from "./ports.ts";
import { sessionKeys } from "./session-keys.ts";
import type { UsedSteps } from "./used-steps.ts";
import type { VaultService } from "./vault-service.ts";

type Submitted = PortalRequests["portal.submitted"]["payload"];

interface Submission {
  readonly purpose: "setup" | "entry";
  readonly cancelled: boolean;
  readonly accountId: string | null;
  readonly username: string | null;
  readonly documentId: string;
  readonly origin: string;
}

/** Codes that were sent to the portal, and what became of them. `refusals`: codes refused in a row on an origin. */
export interface Submissions {
  submitted(sender: PortalSender, submitted: Submitted): Promise<null>;
  /** Judges the tab's last submission by the page now shown; null when there was none. */
  judge(sender: PortalSender, page: PageVerdict): Promise<OfferState["notice"]>;
  refusals(origin: string): Promise<number>;
}

/** The other services a judgement uses. */
export interface SubmissionParts {
  readonly vaultService: VaultService;
  readonly enrolment: Enrolment;
  readonly confirmations: Confirmations;
  readonly fill: Fill;
  readonly usedSteps: UsedSteps;
}

/** Submissions over the session memory: one per tab, judged once. */
export const createSubmissions = (
  ports: Pick<Ports, "session" | "clock" | "locks">,
  { vaultService, enrolment, confirmations, fill, usedSteps }: SubmissionParts,
): Submissions => {
  const { session, locks } = ports;

  const refusalCounts = async (): Promise<Record<string, unknown>> => {
    const stored = await session.get(sessionKeys.refusals);
    return typeof stored === "object" && stored !== null ? { ...stored } : {};
  };
  const refusals = async (origin: string): Promise<number> => {
    const count = (await refusalCounts())[origin];
    return typeof count === "number" ? count : 0;
  };
  const setRefusals = async (origin: string, count: number): Promise<void> =>
    session.set(sessionKeys.refusals, { ...(await refusalCounts()), [origin]: count });

  /** A code typed or pasted by hand uses up its step as well; the match also tells whose code it was. */
  const spend = async (origin: string, code: string): Promise<string | null> => {
    if (!/^\d{6,8}$/.test(code) || (await vaultService.status()) !== "unlocked") return null;
    const { accounts } = await vaultService.read();
    for (const account of accounts.filter((one) => isFor(one, origin))) {
      const now = stepAt(account.key.period, ports.clock.nowMs());
      for (const step of [now, now - 1, now + 1]) {
        if (step >= 0 && codeAtStep(account.key, step) === code) {
          await usedSteps.use(account.id, step);
          return account.id;
        }
      }
    }
    return null;
  };

  const take = async (tabId: number): Promise<Submission | null> => {
    const stored = await session.get(sessionKeys.submission(tabId));
    return typeof stored === "object" && stored !== null ? (stored as Submission) : null; // written only below
  };

  const record = async (
    sender: PortalSender,
    { purpose, cancelled, code, deviceName }: Submitted,
  ): Promise<null> => {
    if (!cancelled && code === "") return null; // an empty field is no code: nothing was judged, nothing is counted
    const matched = cancelled ? null : await spend(sender.origin, code);
    const filled = await fill.filledBy(sender.tabId);
    const accountId =
      purpose === "setup" ? await enrolment.enrolledBy(sender) : (matched ?? filled?.accountId ?? null);
    const username = filled?.accountId === accountId ? (filled?.username ?? null) : null;
    const { documentId, origin } = sender;
    const submission: Submission = { purpose, cancelled, accountId, username, documentId, origin };
    await session.set(sessionKeys.submission(sender.tabId), submission);
    if (purpose === "setup" && accountId !== null && !cancelled) {
      await confirmations.keepDeviceName(accountId, deviceName.trim());
    }
    return null;
  };

  const judge = async (sender: PortalSender, page: PageVerdict): Promise<OfferState["notice"]> => {
    const submission = await take(sender.tabId);
    if (submission === null || submission.documentId === sender.documentId) return null;
    await session.remove(sessionKeys.submission(sender.tabId));
    await session.remove(sessionKeys.filled(sender.tabId));
    const { purpose, cancelled, accountId, username, origin } = submission;
    const outcome = judgeSubmission({
      submitted: { kind: purpose, control: cancelled ? "cancel" : "submit" },
      next: page,
    });
    if (outcome === "accepted") {
      await setRefusals(origin, 0);
      if (accountId !== null) await confirmations.confirm(accountId, username);
    }
    if (outcome === "refused") await setRefusals(origin, (await refusals(origin)) + 1);
    return { purpose, outcome };
  };

  // One after the other per tab: the page that follows may report while the submission is still being recorded.
  const inTurn = <T>(tabId: number, work: () => Promise<T>): Promise<T> =>
    locks.exclusively(`submission:${tabId}`, work);
  return {
    refusals,
    submitted: (sender, submitted) => inTurn(sender.tabId, () => record(sender, submitted)),
    judge: (sender, page) => inTurn(sender.tabId, () => judge(sender, page)),
  };
};
