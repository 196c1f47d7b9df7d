/** What a test can see and set from outside the browser. */
import type { PortalState } from "./state.ts";
import { codeAtStep, stepAt } from "./totp.ts";
import type { Behaviour, Limits, Mail, RequestRecord, Submission, User, UserSpec, Variant } from "./types.ts";

export interface PortalControl {
  readonly variant: Variant;
  /** Markup of log-ins that do not choose one by query. */
  setVariant(variant: Variant): void;
  readonly limits: Limits;
  setLimits(limits: Partial<Limits>): void;
  setBehaviour(behaviour: Partial<Behaviour>): void;
  /** The portal's time, UTC milliseconds. */
  now(): number;
  readonly offsetMs: number;
  /** Portal time minus injected clock. */
  setOffsetMs(offsetMs: number): void;
  /** Moves the portal's time by so much. */
  shiftTime(byMs: number): void;
  /** Creates a user, replacing one of the same name. */
  createUser(spec: UserSpec): User;
  /** A seed user back in its first state, failures forgotten. */
  resetUser(username: string): User;
  /** Live object: its fields may be set. */
  user(username: string): User;
  isLocked(username: string): boolean;
  failureCount(username: string): number;
  /** Every code that arrived, oldest first. */
  readonly submissions: readonly Submission[];
  readonly requests: readonly RequestRecord[];
  clearLogs(): void;
  readonly mails: readonly Mail[];
  /** The mailed code that is valid for the newest attempt of the user, if any. */
  emailCode(username: string): string | null;
  /** Link in the newest reset mail. */
  resetLink(username: string): string | null;
  /** The code of a registered device at the portal's time; `stepOffset` moves by whole steps. */
  codeFor(username: string, deviceLabel: string, stepOffset?: number): string;
  /** All single-sign-on sessions ended, all attempts forgotten. */
  clearSessions(): void;
  /** Seed users, no sessions, no logs, no mails, no locks, no time offset. Variant and limits stay. */
  reset(): void;
}

export function createControl(state: PortalState): PortalControl {
  return {
    ...settingsControl(state),
    ...userControl(state),
    get variant() {
      return state.variant;
    },
    get limits() {
      return state.limits;
    },
    get offsetMs() {
      return state.time.offsetMs;
    },
    get mails() {
      return state.mailbox.list();
    },
    submissions: state.submissions,
    requests: state.requests,
    clearLogs: () => clearLogs(state),
    clearSessions: () => state.sessions.clear(),
    reset: () => {
      state.users.seed();
      state.sessions.clear();
      state.lockout.clearAll();
      state.usedCodes.clear();
      state.mailbox.clear();
      state.time.offsetMs = 0;
      clearLogs(state);
    },
  };
}

function settingsControl(state: PortalState) {
  return {
    setVariant: (variant: Variant): void => {
      state.variant = variant;
    },
    setLimits: (limits: Partial<Limits>): void => {
      state.limits = { ...state.limits, ...limits };
    },
    setBehaviour: (behaviour: Partial<Behaviour>): void => {
      state.behaviour = { ...state.behaviour, ...behaviour };
    },
    now: state.now,
    setOffsetMs: (offsetMs: number): void => {
      state.time.offsetMs = offsetMs;
    },
    shiftTime: (byMs: number): void => {
      state.time.offsetMs += byMs;
    },
  };
}

function userControl(state: PortalState) {
  return {
    createUser: (spec: UserSpec): User => {
      state.lockout.clear(spec.username.toLowerCase());
      return state.users.create(spec);
    },
    resetUser: (username: string): User => {
      state.lockout.clear(username);
      return state.users.reset(username);
    },
    user: (username: string): User => state.users.get(username),
    isLocked: (username: string): boolean => state.lockout.isLocked(username, state.now()),
    failureCount: (username: string): number => state.lockout.failureCount(username),
    emailCode: (username: string): string | null =>
      [...state.sessions.tabs.values()].findLast((tab) => tab.username === username && tab.emailCode !== null)
        ?.emailCode ?? null,
    resetLink: (username: string): string | null =>
      state.mailbox.list().find((mail) => mail.to === username && mail.link !== null)?.link ?? null,
    codeFor: (username: string, deviceLabel: string, stepOffset = 0): string => {
      const device = state.users.get(username).devices.find((candidate) => candidate.label === deviceLabel);
      if (device === undefined) throw new RangeError("no such practice device");
      return codeAtStep(device.secret, stepAt(state.now()) + stepOffset);
    },
  };
}

function clearLogs(state: PortalState): void {
  state.submissions.length = 0;
  state.requests.length = 0;
}
