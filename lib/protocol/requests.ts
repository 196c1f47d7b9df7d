/**
 * The messages of the extension. Two maps by who is asking: pages of the extension, and content scripts (treated as
 * hostile until checked). Who asks, from which tab and origin, comes from the browser's `sender`, never from a payload.
 */

import type { AccountSummary } from "../core/account/account.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { PageDevice } from "../core/portal/page-features.ts";
import type { PageVerdict } from "../core/portal/page-kind.ts";
import type { PageParameterTexts } from "../core/portal/page-parameters.ts";
import type { BackupRequests } from "./backup-requests.ts";
import type { ClaimOutcome } from "./claim.ts";
import type { RecoveryRequests } from "./recovery-requests.ts";
import type { SlotRequests } from "./slot-requests.ts";
import type { VaultRequests, VaultStatus } from "./vault-requests.ts";

/** A code to show: `code` of the current time step, `nextCode` of the following one, both plain digits. */
export interface AccountCode {
  readonly accountId: string;
  readonly code: string;
  readonly nextCode: string;
  readonly step: number;
  /** This code was filled or sent already; the portal would refuse it. */
  readonly isUsed: boolean;
}

/** Codes with the background's clock, so that a page can count down without a second opinion on the time. */
export interface CodesAt {
  readonly timeMs: number;
  readonly codes: readonly AccountCode[];
}

/**
 * What became of an account to add. For "same-secret" and "same-name" nothing was changed: the id is that of the
 * account there.
 */
export type AddOutcome =
  | { readonly status: "added"; readonly accountId: string }
  | { readonly status: "same-secret"; readonly accountId: string }
  | { readonly status: "same-name"; readonly accountId: string };

/** What the active tab is, as far as the popup may say something about it. */
export interface ActivePage {
  readonly host: string;
  readonly kind: PortalPageKind;
  readonly hostReason: HostReason;
  readonly canFill: boolean;
  readonly accounts: readonly AccountSummary[];
}

/**
 * Why the active tab's address is a portal page, or why not, as far as a person should be told. "not-allowed": a
 * portal page that the administrator has left off the list.
 */
export type HostReason = "portal" | "look-alike" | "http" | "misprint" | "port" | "other" | "not-allowed";

/** Page kinds that make a difference to the user; everything else is "other". */
export type PortalPageKind = "setup" | "entry" | "email-otp" | "other" | "none";

/** The member's settings. Kept unencrypted: they are needed while the vault is locked. */
export interface Settings {
  /** Minutes without use until the vault locks; 0 = only when the browser closes or the PC locks. */
  readonly autoLockMinutes: number;
  /** Press the portal's own button after a fill on the login page. Off unless the member switched it on. */
  readonly autoSubmit: boolean;
  /** Text put into the portal's device-name field instead of our proposal; "" = our proposal. */
  readonly deviceName: string;
}

/** A rectangle in CSS pixels of the visible viewport. */
export interface ViewportRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether the frame for a screen picture could be put into the active tab; the reason chooses the advice. */
export type RegionStart =
  | { readonly status: "started" }
  | {
      readonly status: "not-capturable";
      readonly reason: "browser-page" | "store" | "pdf" | "no-permission";
    };

/** What became of a postponed intent after the unlock. "page-gone": its document was closed or left. */
export type Resumed =
  | { readonly status: "resumed" }
  | { readonly status: "nothing" }
  | { readonly status: "page-gone" };

/** What a page is waiting for behind an unlock or first-run page. */
export interface PendingIntent {
  readonly intent: "enrol" | "fill";
  readonly host: string;
}

/** Requests of the extension's own pages, by type. Refused with "forbidden" from anyone else. */
export interface PageRequests extends VaultRequests, RecoveryRequests, BackupRequests, SlotRequests {
  "accounts.list": { payload: null; value: readonly AccountSummary[] };
  "accounts.codes": { payload: { accountIds: readonly string[] }; value: CodesAt };
  "accounts.add": {
    payload: { uri: string; onSameName: "ask" | "keep-both" | "replace" };
    value: AddOutcome;
  };
  "accounts.rename": {
    payload: { accountId: string; issuer: string; accountName: string; deviceName: string };
    value: null;
  };
  "accounts.confirm": { payload: { accountId: string }; value: null };
  "accounts.delete": { payload: { accountId: string }; value: null };
  "accounts.restore": { payload: { accountId: string }; value: null };
  "accounts.erase": { payload: { accountId: string }; value: null };
  "page.describe": { payload: null; value: ActivePage };
  "page.fill": { payload: { accountId: string | null }; value: { status: "started" | "not-fillable" } };
  "region.start": { payload: null; value: RegionStart };
  "capture.take": { payload: { captureId: string }; value: { picture: string } | null };
  "intent.pending": { payload: null; value: PendingIntent | null };
  "intent.resume": { payload: null; value: Resumed };
  "intent.drop": { payload: null; value: null };
  "policy.get": { payload: null; value: Policy };
  /** Names of keys that an administrator has set to something that counts as not set. */
  "policy.ignoredKeys": { payload: null; value: readonly string[] };
  "settings.get": { payload: null; value: Settings };
  "settings.set": { payload: Settings; value: Settings };
}

/** What happened to the last code sent from this tab, told once to the page that followed. */
export type SubmissionNotice = "accepted" | "refused" | "abandoned" | "unknown";

/** What a portal page's content script may know to decide on an offer: states and counts, no names, no codes. */
export interface OfferState {
  readonly vault: VaultStatus;
  /** Accounts stored for this very origin; null while the vault is locked. */
  readonly accountCount: number | null;
  readonly notice: { readonly purpose: "setup" | "entry"; readonly outcome: SubmissionNotice } | null;
  /** Codes refused in a row on this origin, 0 after a success. */
  readonly refusals: number;
  readonly autoSubmit: boolean;
  /** What the administrator lets be done on this page. */
  readonly rule: PageRule;
}

/**
 * How far a page may be served. "register-only": its key may be kept, but nothing is written into the page; "nothing":
 * it is left alone.
 */
export type PageRule = "everything" | "register-only" | "nothing";

/** The set-up page's copies of one secret, read after a trusted click. Travels inward only. */
export interface EnrolMaterial {
  /** The page's QR picture: PNG, base64 without a prefix. Null when the page shows none or it could not be read. */
  readonly qrPng: string | null;
  readonly hasQr: boolean;
  readonly keyText: string | null;
  readonly totpSecret: string | null;
  readonly parameters: PageParameterTexts;
  readonly headerName: string;
  readonly attemptedUsername: string | null;
  /** What the member has typed into the device-name field already, or "". */
  readonly deviceName: string;
  /** The page says that the device name of the last attempt cannot be used (Keycloak refuses a second one of a name). */
  readonly isDeviceNameRefused: boolean;
}

/** Why nothing was enrolled; texts under `enrol.refused`. `foreign-*`: a QR of another kind, named but never opened. */
export const enrolRefusals = [
  "qr-unreadable",
  "several-codes",
  "copies-disagree",
  "foreign-link",
  "foreign-migration",
  "foreign-hotp",
  "foreign-steam",
  "foreign-microsoft",
  "foreign-other",
  "damaged-code",
  "damaged-key",
  "unsupported",
] as const;
/** One of {@link enrolRefusals}. */
export type EnrolRefusal = (typeof enrolRefusals)[number];

/**
 * What became of a set-up page. "stored": pending until the portal accepts; `pleaseCheck`: the key looks mistyped.
 * "unlock-opened": a page of ours asks for the password first.
 */
export type EnrolOutcome =
  | {
      readonly status: "stored";
      readonly accountId: string;
      readonly deviceName: string;
      readonly pleaseCheck: boolean;
    }
  | { readonly status: "refused"; readonly code: EnrolRefusal }
  | { readonly status: "unlock-opened" };

/**
 * Requests of content scripts, by type. `portal.*` from the top document of a portal page only, `region.*` from
 * that of any page.
 */
export interface PortalRequests {
  "portal.page": { payload: PageVerdict; value: OfferState };
  "portal.gesture": { payload: { intent: "enrol" | "fill" }; value: null };
  "portal.enrol": { payload: EnrolMaterial; value: EnrolOutcome };
  "portal.claim": {
    payload: {
      purpose: "setup" | "entry";
      accountId: string | null;
      attemptedUsername: string | null;
      devices: readonly PageDevice[];
    };
    value: ClaimOutcome;
  };
  "portal.submitted": {
    payload: { purpose: "setup" | "entry"; cancelled: boolean; code: string; deviceName: string };
    value: null;
  };
  "region.selected": {
    payload: { rect: ViewportRect; viewport: { width: number; height: number } };
    value: { status: "opened" | "capture-failed" | "expired" };
  };
  "region.cancelled": { payload: null; value: null };
}

/** Background to the portal's content script in one tab. Replies are read as unknown. */
export interface TabRequests {
  "tab.describe": { payload: null; value: { kind: string } };
  "tab.run": {
    payload: { intent: "enrol" | "fill"; accountId: string | null };
    value: { status: "started" };
  };
}
