/** Everything one running portal remembers. */
import { Lockout } from "./lockout.ts";
import { Mailbox } from "./mailbox.ts";
import { SessionStore } from "./session.ts";
import { stepAt, UsedCodes } from "./totp.ts";
import type {
  Behaviour,
  Limits,
  RequestRecord,
  Submission,
  SubmissionKind,
  SubmissionReason,
  Variant,
} from "./types.ts";
import { UserStore } from "./users.ts";

export interface PortalState {
  variant: Variant;
  limits: Limits;
  behaviour: Behaviour;
  /** The portal's time: the injected clock plus this offset. */
  readonly time: { offsetMs: number };
  readonly now: () => number;
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly lockout: Lockout;
  readonly usedCodes: UsedCodes;
  readonly mailbox: Mailbox;
  readonly submissions: Submission[];
  readonly requests: RequestRecord[];
}

export function createState(
  clock: () => number,
  variant: Variant,
  limits: Limits,
  behaviour: Behaviour,
): PortalState {
  const time = { offsetMs: 0 };
  const now = (): number => clock() + time.offsetMs;
  return {
    variant,
    limits,
    behaviour,
    time,
    now,
    users: new UserStore(now),
    sessions: new SessionStore(),
    lockout: new Lockout(),
    usedCodes: new UsedCodes(),
    mailbox: new Mailbox(),
    submissions: [],
    requests: [],
  };
}

/** `step`: the matched step; null writes down the current one. */
export function recordSubmission(
  state: PortalState,
  submission: {
    readonly user: string;
    readonly kind: SubmissionKind;
    readonly reason: SubmissionReason;
    readonly step: number | null;
    readonly device: string | null;
  },
): void {
  const atMs = state.now();
  state.submissions.push({
    ...submission,
    accepted: submission.reason === "ok",
    step: submission.step ?? stepAt(atMs),
    atMs,
  });
}
