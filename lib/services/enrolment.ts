/** Set-up on the portal: check the page's copies of the secret and keep the account as pending. */

import type { Account } from "../core/account/account.ts";
import { suggestDeviceName } from "../core/portal/device-name.ts";
import { checkEnrolment } from "../core/portal/enrolment-check.ts";
import { NAME_LIMITS } from "../core/vault/account-limits.ts";
import type { EnrolMaterial, EnrolOutcome } from "../protocol/requests.ts";
import { refusalText } from "./enrolment-refusal.ts";
import type { Gestures } from "./gestures.ts";
import type { Intents } from "./intents.ts";
import { keepPending } from "./keep-pending.ts";
import { newAccount } from "./new-account.ts";
import { pageName } from "./page-name.ts";
import type { PolicyService } from "./policy.ts";
import type { PortalSender, Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import { sessionKeys } from "./session-keys.ts";
import type { SettingsService } from "./settings.ts";
import type { VaultService } from "./vault-service.ts";

/** Which account a document has just enrolled; lets only that document fill its set-up field. */
export interface Enrolled {
  readonly documentId: string;
  readonly accountId: string;
}

/**
 * Set-up on a portal page. `enrol` needs a gesture of that document and rejects with "forbidden" without one, with
 * "forbidden-by-policy" on a host that the administrator left off the list. Where only filling is switched off it goes
 * on: the page is read at the member's click and nothing is written into it. `enrolledBy` names the account a
 * document has enrolled, or null.
 */
export interface Enrolment {
  enrol(sender: PortalSender, material: EnrolMaterial): Promise<EnrolOutcome>;
  enrolledBy(sender: PortalSender): Promise<string | null>;
}

/** The other services an enrolment uses. */
export interface EnrolmentParts {
  readonly policy: PolicyService;
  readonly vaultService: VaultService;
  readonly settings: SettingsService;
  readonly gestures: Gestures;
  readonly intents: Intents;
}

/** Enrolment over the vault. A page is checked before anything is opened or stored. */
export const createEnrolment = (
  ports: Pick<Ports, "session" | "clock" | "qrPictures" | "identity">,
  { policy, vaultService, settings, gestures, intents }: EnrolmentParts,
): Enrolment => {
  const deviceNameFor = async (
    accounts: readonly Account[],
    material: EnrolMaterial,
    origin: string,
  ): Promise<string> => {
    const typed = pageName(material.deviceName, NAME_LIMITS.deviceName);
    if (typed !== "") return typed;
    const taken = accounts
      .filter((one) => one.origin === origin && (one.status === "confirmed" || material.isDeviceNameRefused))
      .map((one) => one.deviceName);
    const { deviceName } = await settings.get();
    if (deviceName !== "" && !taken.includes(deviceName)) return deviceName;
    const { identity } = ports;
    return suggestDeviceName({
      browser: identity.browser(),
      os: identity.os(),
      language: identity.language(),
      taken,
    });
  };

  /** Null when the page shows no QR; no texts when it shows one that cannot be read. */
  const readPageQr = async ({ hasQr, qrPng }: EnrolMaterial): Promise<readonly string[] | null> => {
    if (!hasQr) return null;
    return qrPng === null ? [] : ((await ports.qrPictures.readTexts(qrPng)) ?? []);
  };

  return {
    enrol: async (sender, material) => {
      await policy.requireRegistering(sender.origin);
      if (!(await gestures.take(sender, "enrol")))
        throw new ServiceError("forbidden", "no gesture for this document");
      const qrTexts = await readPageQr(material);
      const check = checkEnrolment({ ...material, qrTexts });
      if (check.status === "refused") {
        return { status: "refused", code: refusalText(check.code, qrTexts) };
      }
      if ((await vaultService.status()) !== "unlocked") {
        await intents.postpone({ sender, intent: "enrol", accountId: null });
        return { status: "unlock-opened" };
      }
      const { accounts } = await vaultService.read();
      const deviceName = await deviceNameFor(accounts, material, sender.origin);
      const stored = await vaultService.update((vault) => {
        const { origin } = sender;
        const account = newAccount(check.key, { origin, deviceName, nowMs: ports.clock.nowMs() });
        return keepPending(vault, account);
      });
      const enrolled: Enrolled = { documentId: sender.documentId, accountId: stored.id };
      await ports.session.set(sessionKeys.enrolled(sender.tabId), enrolled);
      return {
        status: "stored",
        accountId: stored.id,
        deviceName: stored.deviceName,
        pleaseCheck: check.warnings.some(({ code }) => code === "please-check"),
      };
    },
    enrolledBy: async (sender) => {
      const stored = await ports.session.get(sessionKeys.enrolled(sender.tabId));
      if (typeof stored !== "object" || stored === null) return null;
      const { documentId, accountId } = stored as Enrolled; // written only above
      return documentId === sender.documentId ? accountId : null;
    },
  };
};
