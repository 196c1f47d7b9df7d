/** Two handler tables, by who may ask. A missing handler or one of the wrong type does not compile. */

import { CodedError } from "../../lib/core/errors.ts";
import { VaultError, type VaultErrorCode } from "../../lib/core/vault/vault-error.ts";
import type { RawSender } from "../../lib/platform/messaging.ts";
import type { Answer, ErrorCode } from "../../lib/protocol/answer.ts";
import { pageReaders, portalReaders, readMessage } from "../../lib/protocol/check-requests.ts";
import { PayloadError } from "../../lib/protocol/readers.ts";
import type { PageRequests, PortalRequests } from "../../lib/protocol/requests.ts";
import type { RegionSender } from "../../lib/services/capture.ts";
import type { PortalSender } from "../../lib/services/ports.ts";
import { ServiceError } from "../../lib/services/service-error.ts";
import type { Services } from "../../lib/services/services.ts";
import { pageHandlers } from "./page-handlers.ts";
import { isOwnPage, readPortalSender, readTabSender } from "./senders.ts";

/**
 * What still answers where an administrator has switched the extension off: the reason, and the lock. Whatever hands out
 * the sealed vault for safekeeping belongs here as well; it opens nothing, and nobody should lose data over a rule.
 */
const openWhileDisabled: ReadonlySet<keyof PageRequests> = new Set(["policy.get", "vault.lock"]);

type RegionKey = "region.selected" | "region.cancelled";
type PortalHandlers = {
  readonly [K in Exclude<keyof PortalRequests, RegionKey>]: (
    sender: PortalSender,
    payload: PortalRequests[K]["payload"],
  ) => Promise<PortalRequests[K]["value"]>;
};
type RegionHandlers = {
  readonly [K in RegionKey]: (
    sender: RegionSender,
    payload: PortalRequests[K]["payload"],
  ) => Promise<PortalRequests[K]["value"]>;
};

/** The background's one answer to every message; undefined for messages that are not ours to answer. */
export const createRoutes = (
  services: Services,
): ((message: unknown, sender: RawSender) => Promise<Answer<unknown>> | undefined) => {
  const fromPages = pageHandlers(services);
  const fromPortal = portalHandlers(services);
  const fromRegion = regionHandlers(services);

  const run = async (message: unknown, sender: RawSender): Promise<unknown> => {
    const page = readMessage<PageRequests>(pageReaders, message);
    if (page !== null) {
      if (!isOwnPage(sender)) return refuse();
      if (!openWhileDisabled.has(page.type)) await requireEnabled(services);
      return (fromPages[page.type] as Handler)(pageReaders[page.type](page.payload));
    }
    const portal = readMessage<PortalRequests>(portalReaders, message);
    if (portal === null) return refuse("bad-request");
    const payload: unknown = portalReaders[portal.type](portal.payload);
    if (portal.type === "region.selected" || portal.type === "region.cancelled") {
      const tab = readTabSender(sender);
      if (tab === null) return refuse();
      await requireEnabled(services);
      return (fromRegion[portal.type] as SenderHandler<RegionSender>)(tab, payload);
    }
    const from = readPortalSender(sender);
    if (from === null) return refuse();
    await requireEnabled(services);
    return (fromPortal[portal.type] as SenderHandler<PortalSender>)(from, payload);
  };

  return async (message, sender) => {
    try {
      return { ok: true, value: (await run(message, sender)) ?? null };
    } catch (error) {
      return { ok: false, code: codeOf(error) };
    }
  };
};

/** Behind the closed screen the vault is locked too, so that nothing stays open that nobody can reach. */
const requireEnabled = async ({ policy, session }: Services): Promise<void> => {
  if (!(await policy.get()).disabled) return;
  await session.lock();
  refuse("disabled-by-policy");
};

class Refusal extends CodedError<ErrorCode> {}

const refuse = (code: ErrorCode = "forbidden"): never => {
  throw new Refusal(code, "message refused");
};

/** A handler of a key not known to the compiler; its payload was read by the reader of that very key. */
type Handler = (payload: unknown) => Promise<unknown>;
type SenderHandler<Sender> = (sender: Sender, payload: unknown) => Promise<unknown>;

const vaultCodes: Readonly<Record<VaultErrorCode, ErrorCode>> = {
  damaged: "vault-damaged",
  "key-mismatch": "vault-damaged",
  "kdf-out-of-range": "vault-damaged",
  "newer-version": "vault-newer",
  "slot-not-found": "changed-elsewhere",
  "vault-full": "too-many-accounts",
  "account-not-found": "account-missing",
  "duplicate-account": "unexpected",
  "invalid-account": "invalid-name",
};

const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof VaultError) return vaultCodes[error.code];
  if (error instanceof ServiceError || error instanceof PayloadError || error instanceof Refusal)
    return error.code;
  return "unexpected";
};

const portalHandlers = ({ offers, gestures, enrolment, fill, submissions }: Services): PortalHandlers => ({
  "portal.page": (sender, page) => offers.pageSeen(sender, page),
  "portal.gesture": async (sender, { intent }) => {
    await gestures.grant(sender, intent);
    return null;
  },
  // No move of the lock's deadline here: a page's word is not a person's use.
  "portal.enrol": (sender, material) => enrolment.enrol(sender, material),
  "portal.claim": (sender, claim) => fill.claim(sender, claim),
  "portal.submitted": (sender, submitted) => submissions.submitted(sender, submitted),
});

const regionHandlers = ({ capture }: Services): RegionHandlers => ({
  "region.selected": (sender, payload) => capture.selected(sender, payload),
  "region.cancelled": (sender) => capture.cancelled(sender),
});
