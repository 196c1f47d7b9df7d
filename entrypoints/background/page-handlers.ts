/** What the extension's own pages may ask, area by area. A missing handler or one of the wrong type does not compile. */

import type { BackupRequests } from "../../lib/protocol/backup-requests.ts";
import type { RecoveryRequests } from "../../lib/protocol/recovery-requests.ts";
import type { PageRequests } from "../../lib/protocol/requests.ts";
import type { SlotRequests } from "../../lib/protocol/slot-requests.ts";
import type { VaultRequests } from "../../lib/protocol/vault-requests.ts";
import type { Services } from "../../lib/services/services.ts";

/** One handler per request of a map. */
type HandlersOf<Requests extends { [K in keyof Requests]: { payload: unknown; value: unknown } }> = {
  readonly [K in keyof Requests]: (payload: Requests[K]["payload"]) => Promise<Requests[K]["value"]>;
};

/** For what a person does in our pages: carries it out, then moves the lock's deadline. */
type Used = <T>(work: Promise<T>) => Promise<T>;

/** All handlers of the extension's own pages. */
export const pageHandlers = (services: Services): HandlersOf<PageRequests> => {
  const used: Used = async (work) => {
    const value = await work;
    await services.session.touch();
    return value;
  };
  return {
    ...vaultHandlers(services),
    ...recoveryHandlers(services, used),
    ...backupHandlers(services, used),
    ...slotHandlers(services, used),
    ...accountHandlers(services, used),
  };
};

const done = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

const vaultHandlers = ({
  session,
  vaultService,
  unlocking,
  keySlots,
  confirmations,
  reminder,
}: Services): HandlersOf<VaultRequests> => ({
  "vault.status": () => vaultService.status(),
  "vault.health": () => vaultService.health(),
  "vault.acknowledgeRollback": () => done(vaultService.acknowledgeRollback()),
  "vault.startOver": () => done(vaultService.startOver()),
  "vault.create": (password) => done(vaultService.create(password).then(() => reminder.record("password"))),
  "vault.unlockMethods": () => unlocking.methods(),
  "vault.unlock": async (attempt) => {
    const result = await unlocking.unlock(attempt);
    if (result.status === "unlocked") await confirmations.confirmWaiting();
    return result;
  },
  "vault.lock": () => done(session.lock()),
  "vault.inUse": () => done(session.touch()),
  "vault.checkKey": async (attempt) => ({ status: await unlocking.check(attempt) }),
  "reminder.get": () => reminder.state(),
  "reminder.set": ({ everyDays }) => reminder.setDays(everyDays),
  "reminder.postpone": () => done(reminder.postpone()),
  "vault.rewrap": async ({ current, next }) => ({ status: await keySlots.rewrap(current, next) }),
  "vault.changePassword": async ({ current, next }) => {
    const status = await keySlots.changePassword(current, next);
    if (status === "changed") await reminder.record("password");
    return { status };
  },
});

const recoveryHandlers = (
  { recovery, confirmations }: Services,
  used: Used,
): HandlersOf<RecoveryRequests> => ({
  "recovery.set": async ({ proof, rootKey }) => ({ status: await used(recovery.set(proof, rootKey)) }),
  "recovery.remove": async ({ proof }) => ({ status: await used(recovery.remove(proof)) }),
  "recovery.check": async ({ rootKey }) => ({ status: await recovery.check(rootKey) }),
  "recovery.use": async (request) => {
    const status = await recovery.use(request);
    if (status === "recovered") await confirmations.confirmWaiting();
    return { status };
  },
  "recovery.setMissingPassword": async ({ proof, next }) => ({
    status: await used(recovery.setMissingPassword(proof, next)),
  }),
});

const backupHandlers = (
  { backup, backupStatus, restore, draft }: Services,
  used: Used,
): HandlersOf<BackupRequests> => ({
  "backup.state": () => backup.state(),
  "backup.make": () => used(backup.make()),
  "backup.makeOwn": async ({ password, proof }) => {
    const made = await used(backup.makeOwn(password, proof));
    return made === null ? { status: "wrong-password" } : { status: "made", ...made };
  },
  "backup.saved": ({ createdAtMs, countedChanges }) =>
    done(backupStatus.noteSaved(createdAtMs, countedChanges)),
  "backup.snooze": () => done(backupStatus.snooze()),
  "backup.test": (file) => used(backup.test(file)),
  "backup.preview": (file) => used(restore.preview(file)),
  "backup.restore": (request) => used(restore.restore(request)),
  "backup.adopt": (request) => restore.adopt(request),
  "backup.plain": ({ proof }) => used(backup.plain(proof)),
  "draft.save": ({ text }) => used(done(draft.save(text))),
  "draft.read": () => draft.read(),
  "draft.drop": () => done(draft.drop()),
});

const slotHandlers = ({ keySlots, passkeys, reminder }: Services, used: Used): HandlersOf<SlotRequests> => ({
  "slots.list": () => keySlots.list(),
  "slots.addPasskey": async ({ proof, passkey }) => ({ status: await used(passkeys.add(proof, passkey)) }),
  "slots.renamePasskey": ({ slotId, name }) => done(used(passkeys.rename(slotId, name))),
  "slots.removePasskey": async ({ proof, slotId }) => ({
    status: await used(passkeys.remove(proof, slotId)),
  }),
  "slots.rotate": async ({ proof }) => {
    const status = await keySlots.rotate(proof);
    if (status === "rotated") await reminder.record("password");
    return { status };
  },
});

const accountHandlers = (
  { policy, settings, accounts, intents, capture, activePages }: Services,
  used: Used,
): Omit<
  HandlersOf<PageRequests>,
  keyof VaultRequests | keyof RecoveryRequests | keyof BackupRequests | keyof SlotRequests
> => ({
  "accounts.list": () => accounts.list(),
  "accounts.codes": ({ accountIds }) => accounts.codes(accountIds),
  "accounts.add": (request) => used(accounts.add(request)),
  "accounts.rename": (request) => used(accounts.rename(request)),
  "accounts.confirm": ({ accountId }) => used(accounts.confirm(accountId)),
  "accounts.delete": ({ accountId }) => used(accounts.delete(accountId)),
  "accounts.restore": ({ accountId }) => used(accounts.restore(accountId)),
  "accounts.erase": ({ accountId }) => used(accounts.erase(accountId)),
  "page.describe": () => activePages.describe(),
  "page.fill": ({ accountId }) => used(activePages.fill(accountId)),
  "region.start": () => capture.start(),
  "capture.take": ({ captureId }) => capture.take(captureId),
  "intent.pending": () => intents.pending(),
  "intent.resume": () => intents.resume(),
  "intent.drop": () => done(intents.drop()),
  "policy.get": () => policy.get(),
  "policy.ignoredKeys": () => policy.ignoredKeys(),
  "settings.get": () => settings.get(),
  "settings.set": (next) => used(settings.set(next)),
});
