/** The services over fake ports, with the senders, keys and pages that most tests of the background need. */
import { randomBytes } from "@noble/hashes/utils.js";
import { encodeBase32, encodeBase64 } from "../../../lib/core/bytes.ts";
import { codeAtStep } from "../../../lib/core/otp/code.ts";
import type { OtpKey } from "../../../lib/core/otp/otp-key.ts";
import type { PageKind, PageVerdict } from "../../../lib/core/portal/page-kind.ts";
import type { ScryptParameters } from "../../../lib/core/vault/scrypt-parameters.ts";
import type { EnrolMaterial, PortalRequests } from "../../../lib/protocol/requests.ts";
import type { UnlockResult } from "../../../lib/protocol/vault-requests.ts";
import type { PortalSender, Ports } from "../../../lib/services/ports.ts";
import { createServices, type Services } from "../../../lib/services/services.ts";
import {
  FakeAlarms,
  FakeBackupRecord,
  FakeClock,
  FakeIdentity,
  FakeIdle,
  FakeLocks,
  FakePolicy,
  FakeQrPictures,
  FakeScreen,
  FakeSession,
  FakeSettings,
  FakeTabs,
  FakeVaultPlaces,
} from "./ports.ts";

/** Start of a 30-second time step. */
export const STEP_START_MS = 1_790_000_010_000;
export const PORTAL = "https://demo.portal.kosmo-web.jp";
export const OTHER_PORTAL = "https://mihon.portal.kosmo-web.jp";

export interface FakePorts extends Ports {
  readonly vaultPlaces: FakeVaultPlaces;
  readonly session: FakeSession;
  readonly settings: FakeSettings;
  readonly backupRecord: FakeBackupRecord;
  readonly policy: FakePolicy;
  readonly passwordUse: FakeSettings;
  readonly locks: FakeLocks;
  readonly clock: FakeClock;
  readonly alarms: FakeAlarms;
  readonly idle: FakeIdle;
  readonly tabs: FakeTabs;
  readonly screen: FakeScreen;
  readonly qrPictures: FakeQrPictures;
  readonly identity: FakeIdentity;
}

export interface Rig extends FakePorts {
  readonly ports: FakePorts;
  /** The vault's places, seen as the one stored vault. */
  readonly vaultRepository: FakeVaultPlaces;
  /** Services as a worker that has just started has them: nothing in their memory. */
  services(): Services;
}

export const createRig = (): Rig => {
  const ports: FakePorts = {
    vaultPlaces: new FakeVaultPlaces(),
    session: new FakeSession(),
    settings: new FakeSettings(),
    backupRecord: new FakeBackupRecord(),
    policy: new FakePolicy(),
    passwordUse: new FakeSettings(),
    locks: new FakeLocks(),
    clock: new FakeClock(STEP_START_MS),
    alarms: new FakeAlarms(),
    idle: new FakeIdle(),
    tabs: new FakeTabs(),
    screen: new FakeScreen(),
    qrPictures: new FakeQrPictures(),
    identity: new FakeIdentity(),
  };
  return { ...ports, ports, vaultRepository: ports.vaultPlaces, services: () => createServices(ports) };
};

/** Random root keys stand for derived ones: no test of the background needs half a second of scrypt. */
export const newKdf = (): ScryptParameters => ({
  algorithm: "scrypt",
  N: 2 ** 17,
  r: 8,
  p: 1,
  salt: encodeBase64(randomBytes(32)),
});

export const newRecoveryKey = (): string => encodeBase64(randomBytes(16));

export const newPassword = () => ({ kdf: newKdf(), rootKey: encodeBase64(randomBytes(32)) });

/** A rig whose vault exists and is unlocked, with the password's root key. */
export const createUnlockedRig = async (): Promise<Rig & { readonly rootKey: string }> => {
  const rig = createRig();
  const password = newPassword();
  await rig.services().vaultService.create(password);
  return { ...rig, rootKey: password.rootKey };
};

export const unlock = async (rig: Rig, rootKey: string): Promise<UnlockResult["status"]> => {
  return (await rig.services().unlocking.unlock({ slotId: await passwordSlotId(rig), rootKey })).status;
};

/** Gives the stored vault a recovery code; its root key. */
export const setRecovery = async (rig: Pick<Rig, "services">, rootKey: string): Promise<string> => {
  const code = newRecoveryKey();
  const proof = { slotId: await passwordSlotId(rig), rootKey };
  const outcome = await rig.services().recovery.set(proof, code);
  if (outcome !== "set") throw new Error(`recovery: ${outcome}`);
  return code;
};

/** The id of the stored vault's password slot. */
export const passwordSlotId = async (rig: Pick<Rig, "services">): Promise<string> => {
  const { password } = await rig.services().unlocking.methods();
  if (password === null) throw new Error("the vault has no password slot");
  return password.slotId;
};

export const sender = (changes: Partial<PortalSender> = {}): PortalSender => ({
  tabId: 7,
  windowId: 1,
  documentId: "document-of-tab-7",
  origin: PORTAL,
  ...changes,
});

/** Twenty characters of the alphabet out of which Keycloak makes secrets. */
export const newKeycloakSecret = (): string => {
  const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVW1234567890";
  return Array.from(randomBytes(20), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
};

export const keyOf = (secretText: string, changes: Partial<OtpKey> = {}): OtpKey => ({
  type: "totp",
  issuer: "見本健康保険組合",
  accountName: "member001",
  secret: new TextEncoder().encode(secretText),
  algorithm: "SHA1",
  digits: 6,
  period: 30,
  ...changes,
});

export const codeNow = (rig: Rig, secretText: string, stepsAhead = 0): string =>
  codeAtStep(keyOf(secretText), Math.floor(rig.clock.nowMs() / 30_000) + stepsAhead);

export const uriOf = (secretText: string, accountName = "member001", issuer = "見本健康保険組合"): string => {
  const secret = encodeBase32(new TextEncoder().encode(secretText));
  const [name, label] = [encodeURIComponent(accountName), encodeURIComponent(issuer)];
  return `otpauth://totp/${label}:${name}?secret=${secret}&issuer=${label}`;
};

/** The set-up page with the written key. */
export const material = (secretText: string, changes: Partial<EnrolMaterial> = {}): EnrolMaterial => ({
  qrPng: null,
  hasQr: false,
  keyText: encodeBase32(new TextEncoder().encode(secretText)).replace(/(.{4})(?=.)/g, "$1 "),
  totpSecret: secretText,
  parameters: { type: null, algorithm: null, digits: null, period: null, counter: null },
  headerName: "見本健康保険組合",
  attemptedUsername: null,
  deviceName: "",
  isDeviceNameRefused: false,
  ...changes,
});

/** The set-up page with the QR picture. */
export const qrMaterial = (
  rig: Rig,
  secretText: string,
  texts: readonly string[] = [uriOf(secretText)],
  changes: Partial<EnrolMaterial> = {},
): EnrolMaterial => {
  const qrPng = encodeBase64(randomBytes(24));
  rig.qrPictures.textsByPicture.set(qrPng, texts);
  return material(secretText, { qrPng, hasQr: true, keyText: null, ...changes });
};

/** One click and the enrolment that follows it. */
export const enrol = async (rig: Rig, from: PortalSender, page: EnrolMaterial) => {
  await rig.services().gestures.grant(from, "enrol");
  return rig.services().enrolment.enrol(from, page);
};

/** Enrols and returns the new account's id. */
export const enrolAccount = async (
  rig: Rig,
  secretText: string,
  { from = sender(), page = qrMaterial(rig, secretText) } = {},
): Promise<string> => {
  const outcome = await enrol(rig, from, page);
  if (outcome.status !== "stored") throw new Error(`enrolment: ${outcome.status}`);
  return outcome.accountId;
};

type Claim = PortalRequests["portal.claim"]["payload"];

export const entryClaim = (changes: Partial<Claim> = {}): Claim => ({
  purpose: "entry",
  accountId: null,
  attemptedUsername: null,
  devices: [],
  ...changes,
});

export const setupClaim: Claim = entryClaim({ purpose: "setup" });

/** One click and the claim that follows it. */
export const claim = async (rig: Rig, from: PortalSender, what: Claim = entryClaim()) => {
  await rig.services().gestures.grant(from, "fill");
  return rig.services().fill.claim(from, what);
};

export const verdict = (kind: PageKind, changes: Partial<PageVerdict> = {}): PageVerdict => ({
  kind,
  reasons: kind === "other" ? ["nothing-recognised"] : [],
  hasError: false,
  errorField: null,
  ...changes,
});

/** What a promise was rejected with: its code, or null when it was fulfilled. */
export const codeOfFailure = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code ?? "no code";
  }
};
