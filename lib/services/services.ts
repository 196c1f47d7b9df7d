/** All use cases, wired over one set of ports. */

import { type Accounts, createAccounts } from "./accounts.ts";
import { type ActivePages, createActivePages } from "./active-page.ts";
import { type Backup, createBackup } from "./backup.ts";
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
import type { Ports } from "./ports.ts";
import { createRestore, type Restore } from "./restore.ts";
import { createSession, type Session } from "./session.ts";
import { createSettings, type SettingsService } from "./settings.ts";
import { createSubmissions, type Submissions } from "./submissions.ts";
import { createUnlocking, type Unlocking } from "./unlocking.ts";
import { createUsedSteps } from "./used-steps.ts";
import { createVaultAccess } from "./vault-access.ts";
import { createVaultService, type VaultService } from "./vault-service.ts";

/** All use cases. None keeps anything in memory between two calls: the worker may stop at any moment. */
export interface Services {
  readonly session: Session;
  readonly settings: SettingsService;
  readonly vaultService: VaultService;
  readonly unlocking: Unlocking;
  readonly keySlots: KeySlots;
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

/** Wires the services; cheap, so that a woken worker is ready at once. */
export const createServices = (ports: Ports): Services => {
  const settings = createSettings(ports);
  const session = createSession(ports, settings);
  const access = createVaultAccess(ports, session);
  const backupStatus = createBackupStatus(ports);
  const vaultService = createVaultService(ports, session, access, backupStatus);
  const unlocking = createUnlocking(session, access);
  const keySlots = createKeySlots(session, access, unlocking);
  const backup = createBackup(ports, { access, unlocking, backupStatus });
  const restore = createRestore(ports, { session, access, vaultService, backupStatus });
  const draft = createDraft(ports, access);
  const usedSteps = createUsedSteps(ports);
  const accounts = createAccounts(ports, vaultService, usedSteps);
  const gestures = createGestures(ports);
  const intents = createIntents(ports, vaultService, gestures);
  const enrolment = createEnrolment(ports, { vaultService, settings, gestures, intents });
  const confirmations = createConfirmations(ports, vaultService);
  const fill = createFill(ports, { vaultService, gestures, intents, enrolment, usedSteps });
  const submissions = createSubmissions(ports, { vaultService, enrolment, confirmations, fill, usedSteps });
  const offers = createOffers({ vaultService, submissions, settings });
  const capture = createCapture(ports);
  const activePages = createActivePages(ports, vaultService, gestures);
  return {
    session,
    settings,
    vaultService,
    unlocking,
    keySlots,
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
