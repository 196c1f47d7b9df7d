/** Shapes shared by the parts of the practice portal. */

/** Theme families and the changes of their markup over time. "base26.7" and "v2-26.x" are the two families of 26.7.3. */
export const VARIANTS = ["base24", "base26", "base26.7", "v2-26.0", "v2-26.x"] as const;
export type Variant = (typeof VARIANTS)[number];

/** Time limits and lock-out settings. Seconds unless the name says otherwise. */
export interface Limits {
  /** Steps accepted before and after the current one. */
  readonly window: number;
  readonly failureFactor: number;
  readonly waitIncrementSeconds: number;
  readonly maxFailureWaitSeconds: number;
  readonly quickFailureMs: number;
  readonly quickFailureWaitSeconds: number;
  readonly failureResetSeconds: number;
  /** Life of the portal's own log-in state: the whole log-in has to fit. */
  readonly loginStateSeconds: number;
  /** Life of one set-up, update or delete page. */
  readonly userActionSeconds: number;
  /** Life of the identity provider's log-in session. */
  readonly authSessionSeconds: number;
  readonly resetLinkSeconds: number;
  readonly emailCodeSeconds: number;
  /** Age of a log-in above which the console asks for the password again. */
  readonly reauthenticateAfterSeconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  window: 1,
  failureFactor: 5,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 900,
  quickFailureMs: 1000,
  quickFailureWaitSeconds: 60,
  failureResetSeconds: 43_200,
  loginStateSeconds: 180,
  userActionSeconds: 300,
  authSessionSeconds: 1800,
  resetLinkSeconds: 300,
  emailCodeSeconds: 300,
  reauthenticateAfterSeconds: 300,
};

/** Behaviour that differs between installations. */
export interface Behaviour {
  /** A new secret on every GET of the set-up page, as before release 24. */
  readonly secretPerRender: boolean;
  /** Whether answers carry a `Date` header (of the portal's own clock). */
  readonly sendDate: boolean;
}

/** A registered one-time-password device. `secret`: the raw ASCII characters, not base32. */
export interface Device {
  readonly id: string;
  readonly label: string;
  readonly secret: string;
  readonly createdAtMs: number;
}

export interface DeviceSpec {
  readonly label: string;
  readonly secret: string;
}

/** What a test states about a user; everything but name and password has a default. */
export interface UserSpec {
  readonly username: string;
  readonly password: string;
  readonly devices?: readonly DeviceSpec[];
  readonly requireSetup?: boolean;
  readonly emailOtp?: boolean;
  /** True: new terms have to be agreed to at the next log-in. */
  readonly terms?: boolean;
  /** Eight digits YYYYMMDD asked once at the next log-in; null: not asked. */
  readonly birthDate?: string | null;
}

export interface User {
  readonly username: string;
  password: string;
  devices: Device[];
  requireSetup: boolean;
  emailOtp: boolean;
  terms: boolean;
  birthDate: string | null;
}

export type SubmissionKind = "setup" | "entry" | "email";
export type SubmissionReason =
  | "ok"
  | "wrong"
  | "reused"
  | "locked"
  | "empty"
  | "missing-label"
  | "duplicate-label"
  | "expired"
  | "bad-secret";

/** One code that reached the portal. `step`: matched time step, or the current one when none matched. */
export interface Submission {
  readonly user: string;
  readonly kind: SubmissionKind;
  readonly accepted: boolean;
  readonly reason: SubmissionReason;
  readonly step: number;
  /** The device the code was checked against, or the name given to the new one. */
  readonly device: string | null;
  readonly atMs: number;
}

/** One request as it arrived. */
export interface RequestRecord {
  readonly method: string;
  readonly host: string;
  /** Path with query. */
  readonly path: string;
  readonly form: Readonly<Record<string, string>> | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string | null;
  readonly code: string | null;
  readonly sentAtMs: number;
}

export const DEMO_HOST = "demo.portal.kosmo-web.jp";
export const TOP_HOST = "www.demo.portal.kosmo-web.jp";
export const DEMO_ORIGIN = `https://${DEMO_HOST}`;
export const TOP_ORIGIN = `https://${TOP_HOST}`;
/** The realm's display name: page header and issuer of the key URI. */
export const REALM_NAME = "デモ健康保険組合加入者ページ";

export function isVariant(value: string | null | undefined): value is Variant {
  return (VARIANTS as readonly string[]).includes(value ?? "");
}
