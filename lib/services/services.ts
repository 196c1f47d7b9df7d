/** All use cases, wired over one set of ports. */

import { type Accounts, createAccounts } from "./accounts.ts";
import { type ActivePages, createActivePages } from "./active-page.ts";
import { createAttempts } from "./attempts.ts";
import { type Backup, createBackup } from "./backup.ts";
import { createBackupFiles } from "./backup-files.ts";
import { type BackupStatus, createBackupStatus } from "./backup-status.ts";
import { type Capture, createCapture } from "./capture.ts";
import { type Confirmations, createConfirmations } from "./confirmations.ts";
import { createDraft, type Draft } from "./draft.ts";
import { createEnrolment, type Enrolment } from "./enrolment.ts";
import { createFill, type Fill } from "./fill.ts";
import { createGestures, type Gestures } from "./gestures.ts";
import { createIntents, type Intents } from "./intents.ts";
import { createKeySlots, type KeySlots } from "./key-slots.ts";
import { createOffers, type Offers } from "./offers.ts";
import { createPasskeys, type Passkeys } from "./passkeys.ts";
import { createPasswordReminder, type PasswordReminder } from "./password-reminder.ts";
import { createPolicy, type PolicyService } from "./policy.ts";
import type { Ports } from "./ports.ts";
import { createRecovery, type Recovery } from "./recovery.ts";
import { createRestore, type Restore } from "./restore.ts";
import { createSession, type Session } from "./session.ts";
import { createSettings, type SettingsService } from "./settings.ts";
import { createStorageHealth, watchedStore } from "./storage-health.ts";
import { createSubmissions, type Submissions } from "./submissions.ts";
import { createUnlocking, type Unlocking } from "./unlocking.ts";
import { createUsedSteps } from "./used-steps.ts";
import { createVaultAccess } from "./vault-access.ts";
import { createVaultService, type VaultService } from "./vault-service.ts";
import { createVaultStore } from "./vault-store.ts";
import { limitedLocks, limitedSession, limitedSettings, within } from "./within.ts";

/** All use cases. None keeps anything in memory between two calls: the worker may stop at any moment. */
export interface Services {
  readonly policy: PolicyService;
  readonly session: Session;
  readonly settings: SettingsService;
  readonly vaultService: VaultService;
  readonly reminder: PasswordReminder;
  readonly unlocking: Unlocking;
  readonly keySlots: KeySlots;
  readonly passkeys: Passkeys;
  readonly recovery: Recovery;
  readonly backup: Backup;
  readonly backupStatus: BackupStatus;
  readonly restore: Restore;
  readonly draft: Draft;
  readonly accounts: Accounts;
  readonly gestures: Gestures;
  readonly intents: Intents;
  readonly enrolment: Enrolment;
  readonly confirmations: Confirmations;
  readonly fill: Fill;
  readonly submissions: Submissions;
  readonly offers: Offers;
  readonly capture: Capture;
  readonly activePages: ActivePages;
}

/** Time for one call into storage and for getting the vault's lock, in milliseconds. Only tests pass other than the usual. */
export interface TimeLimits {
  readonly callMs: number;
  readonly lockMs: number;
}

const usualLimits: TimeLimits = { callMs: 10_000, lockMs: 60_000 };

/** The ports with every call bounded in time, and those into storage watched. */
const limitedPorts = (given: Ports, limits: TimeLimits) => {
  const session = limitedSession(given.session, limits.callMs);
  const health = createStorageHealth({ session });
  const ports = {
    ...given,
    session,
    // A browser that does not say which rules hold is not taken for one without rules.
    policy: { read: () => within(limits.callMs, given.policy.read()) },
    locks: limitedLocks(given.locks, limits.lockMs),
    settings: watchedStore(limitedSettings(given.settings, limits.callMs), health),
    passwordUse: watchedStore(limitedSettings(given.passwordUse, limits.callMs), health),
    backupRecord: watchedStore(limitedSettings(given.backupRecord, limits.callMs), health),
  };
  return { ports, health };
};

/** Wires the services; cheap, so that a woken worker is ready at once. */
export const createServices = (given: Ports, limits: TimeLimits = usualLimits): Services => {
  const { ports, health } = limitedPorts(given, limits);
  const policy = createPolicy(ports);
  const settings = createSettings(ports);
  const session = createSession(ports, settings, policy);
  const store = createVaultStore(ports, health, limits.callMs);
  const access = createVaultAccess(ports, { session, store, health });
  const backupStatus = createBackupStatus(ports, limits.callMs);
  const vaultService = createVaultService(ports, session, { access, store, health, backupStatus });
  const reminder = createPasswordReminder(ports, access);
  const attempts = createAttempts(ports, "attempts");
  const unlocking = createUnlocking(session, access, { policy, reminder, attempts });
  const keySlots = createKeySlots(session, { access, unlocking, backupStatus });
  const passkeys = createPasskeys(ports, { access, unlocking, policy });
  const recovery = createRecovery(ports, session, { access, unlocking, backupStatus });
  const files = createBackupFiles(ports, createAttempts(ports, "fileAttempts"));
  const backup = createBackup(ports, { access, unlocking, backupStatus, policy, files });
  const restore = createRestore(ports, { session, access, vaultService, backupStatus, files });
  const draft = createDraft(ports, access);
  const usedSteps = createUsedSteps(ports);
  const accounts = createAccounts(ports, vaultService, usedSteps);
  const gestures = createGestures(ports);
  const intents = createIntents(ports, vaultService, gestures);
  const enrolment = createEnrolment(ports, { policy, vaultService, settings, gestures, intents });
  const confirmations = createConfirmations(ports, vaultService);
  const fill = createFill(ports, { policy, vaultService, gestures, intents, enrolment, usedSteps });
  const submissions = createSubmissions(ports, { vaultService, enrolment, confirmations, fill, usedSteps });
  const offers = createOffers({ policy, vaultService, submissions, settings });
  const capture = createCapture(ports);
  const activePages = createActivePages(ports, vaultService, gestures, policy);
  return {
    policy,
    session,
    settings,
    vaultService,
    reminder,
    unlocking,
    keySlots,
    passkeys,
    recovery,
    backup,
    backupStatus,
    restore,
    draft,
    accounts,
    gestures,
    intents,
    enrolment,
    confirmations,
    fill,
    submissions,
    offers,
    capture,
    activePages,
  };
};
