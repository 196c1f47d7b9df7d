/** Log-in attempts in progress, single-sign-on sessions and the portal's own sessions. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Variant } from "./types.ts";

export type Step =
  | "password"
  | "otp"
  | "email-otp"
  | "select-method"
  | "birth-date"
  | "terms"
  | "setup"
  | "update-password"
  | "delete-device"
  | "reset-request";

export type ClientId = "portal" | "account-console";

/** One log-in attempt in one browser tab. */
export interface AuthTab {
  readonly id: string;
  readonly rootId: string;
  readonly clientId: ClientId;
  readonly state: string;
  readonly variant: Variant | null;
  startedAtMs: number;
  step: Step;
  stepStartedAtMs: number;
  /** Changes with the step; a form of an earlier step is recognised by it. */
  execution: string;
  /** Changes with every processed POST. */
  sessionCode: string;
  username: string | null;
  attempted: string | null;
  /** `CONFIGURE_TOTP` or `delete_credential:<id>` when the console asked for an action. */
  action: string | null;
  /** The single-sign-on session the attempt continues; null for a first log-in. */
  ssoId: string | null;
  isReauthentication: boolean;
  isPasswordDone: boolean;
  isSecondFactorDone: boolean;
  method: "otp" | "email-otp" | null;
  secret: string | null;
  emailCode: string | null;
  emailCodeSentAtMs: number;
  /** Set when a code was sent while locked: after that even right codes fail in this attempt. */
  isSpoiled: boolean;
  /** Actions still due because of a forgotten password. */
  resetSteps: Step[];
}

export interface SsoSession {
  readonly id: string;
  readonly username: string;
  readonly authenticatedAtMs: number;
}

interface ResetToken {
  readonly username: string;
  readonly expiresAtMs: number;
}

export class SessionStore {
  readonly tabs = new Map<string, AuthTab>();
  readonly sso = new Map<string, SsoSession>();
  /** Portal session id -> single-sign-on session id. */
  readonly portal = new Map<string, string>();
  /** Portal log-in state -> when it was made. */
  readonly states = new Map<string, number>();
  /** One-time authorization code -> single-sign-on session id. */
  readonly codes = new Map<string, string>();
  readonly resetTokens = new Map<string, ResetToken>();

  openTab(
    base: Pick<AuthTab, "clientId" | "state" | "variant" | "action">,
    rootId: string | null,
    nowMs: number,
  ): AuthTab {
    const tab: AuthTab = {
      ...base,
      id: randomBytes(8).toString("base64url"),
      rootId: rootId ?? randomUUID(),
      startedAtMs: nowMs,
      step: "password",
      stepStartedAtMs: nowMs,
      execution: randomUUID(),
      sessionCode: createToken(),
      username: null,
      attempted: null,
      ssoId: null,
      isReauthentication: false,
      isPasswordDone: false,
      isSecondFactorDone: false,
      method: null,
      secret: null,
      emailCode: null,
      emailCodeSentAtMs: 0,
      isSpoiled: false,
      resetSteps: [],
    };
    this.tabs.set(tab.id, tab);
    return tab;
  }

  /** The tab, only for the browser that holds its root cookie. */
  findTab(rootId: string | undefined, tabId: string | null): AuthTab | null {
    const tab = this.tabs.get(tabId ?? "");
    return tab !== undefined && tab.rootId === rootId ? tab : null;
  }

  startSso(username: string, nowMs: number): SsoSession {
    const session = { id: randomUUID(), username, authenticatedAtMs: nowMs };
    this.sso.set(session.id, session);
    return session;
  }

  endOtherSso(username: string, keptId: string | null): void {
    for (const session of [...this.sso.values()]) {
      if (session.username === username && session.id !== keptId) this.sso.delete(session.id);
    }
  }

  /** The single-sign-on session behind a portal session, if it still lives. */
  ssoOfPortal(portalId: string | undefined): SsoSession | null {
    return this.sso.get(this.portal.get(portalId ?? "") ?? "") ?? null;
  }

  clear(): void {
    for (const map of [this.tabs, this.sso, this.portal, this.states, this.codes, this.resetTokens])
      map.clear();
  }
}

export function createToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Moves a tab to a step; the step's clock starts anew. */
export function enterStep(tab: AuthTab, step: Step, nowMs: number): void {
  if (tab.step !== step) tab.secret = null;
  tab.step = step;
  tab.stepStartedAtMs = nowMs;
  tab.execution = randomUUID();
}

/** Starts the attempt over: same tab and request, nobody known yet. */
export function restartTab(tab: AuthTab, nowMs: number): void {
  tab.startedAtMs = nowMs;
  if (!tab.isReauthentication) {
    tab.username = null;
    tab.attempted = null;
  }
  tab.isPasswordDone = false;
  tab.isSecondFactorDone = false;
  tab.method = null;
  tab.emailCode = null;
  tab.isSpoiled = false;
  tab.resetSteps = [];
  tab.sessionCode = createToken();
  enterStep(tab, "password", nowMs);
}
