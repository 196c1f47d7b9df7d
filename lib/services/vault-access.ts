/**
 * The stored envelope as every service of the vault reaches it: read, opened with the session's key, and replaced by its
 * next generation. Nothing else writes the vault.
 */

import type { Choice } from "../core/vault/choose-copy.ts";
import type { Envelope } from "../core/vault/envelope.ts";
import { openVault } from "../core/vault/seal.ts";
import type { Vault } from "../core/vault/vault.ts";
import { VaultError } from "../core/vault/vault-error.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session, Unlocked } from "./session.ts";
import type { StorageHealth } from "./storage-health.ts";
import type { VaultStore } from "./vault-store.ts";

const vaultLock = "vault";

/** The stored envelope with what the session's key opens in it. The caller does not keep `vaultKey`. */
export interface Opened {
  readonly found: Envelope;
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
  /** A newer copy is there that cannot be opened. */
  readonly isOlder: boolean;
}

/** What a change makes of the stored envelope. */
export interface Replacement<Result> {
  /** Null: nothing to save. `vaultKey` opens `envelope`. */
  readonly next: {
    readonly envelope: Envelope;
    readonly vaultKey: Uint8Array;
    /** Keys were replaced or removed: older copies, which they still open, are overwritten too. */
    readonly replacesKeys?: boolean;
    /** Based on an older copy because a newer one could not be opened. */
    readonly isRolledBack?: boolean;
  } | null;
  readonly result: Result;
}

/** Reading and replacing the stored envelope. */
export interface VaultAccess {
  /** Whether there is a vault. @throws ServiceError "storage-unreadable", VaultError "newer-version" */
  presence(): Promise<"none" | "missing" | "present">;
  /** The newest stored envelope, or null when there never was one. @throws ServiceError "vault-missing" and as `presence` */
  stored(): Promise<Envelope | null>;
  /** The newest stored envelope. @throws ServiceError "no-vault" and as `stored` */
  envelope(): Promise<Envelope>;
  /** All whole stored envelopes, newest first: should the newest not open, an older one may. @throws as `envelope` */
  envelopes(): Promise<readonly [Envelope, ...Envelope[]]>;
  /** The session's key when it is of this envelope's vault; a key of another vault is forgotten. */
  unlockedFor(found: Envelope): Promise<Unlocked | null>;
  /** @throws ServiceError "locked" and as `envelope` */
  opened(): Promise<Opened>;
  /**
   * Runs `change` alone among all changes and saves what it returns before its result is given.
   * @throws ServiceError "storage-degraded" after storage failed, "storage-failed", "storage-busy"
   */
  replace<Result>(change: () => Promise<Replacement<Result>>): Promise<Result>;
  /** Runs `work` alone among all changes, for what is no change of the envelope. @throws ServiceError "storage-busy" */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** After an unlock: puts the newest copy into every place that lacks it. Failures only mark the storage. */
  settle(vaultKey: Uint8Array): Promise<void>;
}

type Parts = { readonly session: Session; readonly store: VaultStore; readonly health: StorageHealth };

/** The access over the store. */
export const createVaultAccess = (
  { locks }: Pick<Ports, "locks">,
  { session, store, health }: Parts,
): VaultAccess => {
  const envelopesOf = async (isQuick: boolean): Promise<readonly [Envelope, ...Envelope[]]> => {
    const choice = await store.read({ isQuick });
    if (choice.status !== "found") throw absenceError(choice);
    const [newest, ...older] = choice.copies.map(({ envelope }) => envelope);
    if (newest === undefined) throw absenceError(choice);
    return [newest, ...older];
  };
  const stored = async (): Promise<Envelope | null> => {
    const choice = await store.read({ isQuick: true });
    if (choice.status === "none") return null;
    if (choice.status !== "found") throw absenceError(choice);
    return choice.copies[0].envelope;
  };
  const envelope = async (): Promise<Envelope> => (await envelopesOf(true))[0];
  const unlockedFor = async (found: Envelope): Promise<Unlocked | null> => {
    const unlocked = await session.current();
    if (unlocked === null || unlocked.vaultId === found.vaultId) return unlocked;
    await session.lock();
    return null;
  };
  const opened = async (): Promise<Opened> => {
    const found = await envelope();
    const unlocked = await unlockedFor(found);
    if (unlocked === null) throw new ServiceError("locked", "the vault is locked");
    const { vaultKey } = unlocked;
    try {
      return { found, vault: await openVault(found, vaultKey), vaultKey, isOlder: false };
    } catch (error) {
      if (error instanceof VaultError && error.code === "key-mismatch") {
        await session.lock(); // the keys were made new elsewhere: this key opens nothing any more
        throw new ServiceError("locked", "the vault has another key by now", { cause: error });
      }
      if (!isDamage(error)) throw error;
      const older = await openFirst((await envelopesOf(false)).slice(1), vaultKey);
      if (older === null) throw error;
      return { ...older, vaultKey, isOlder: true };
    }
  };
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => locks.exclusively(vaultLock, work);
  return {
    presence: async () => {
      const choice = await store.read({ isQuick: true });
      if (choice.status === "found") return "present";
      if (choice.status === "none" || choice.status === "missing") return choice.status;
      throw absenceError(choice);
    },
    stored,
    envelope,
    envelopes: () => envelopesOf(false),
    unlockedFor,
    opened,
    alone,
    replace: (change) =>
      alone(async () => {
        if (await health.isDegraded())
          throw new ServiceError("storage-degraded", "storage failed since the browser was started");
        const { next, result } = await change();
        if (next === null) return result;
        // Asked again: reading the copies for the change may have found a place that does not answer.
        if (await health.isDegraded())
          throw new ServiceError("storage-degraded", "storage failed while the change was prepared");
        const { vaultKey, replacesKeys = false, isRolledBack = false } = next;
        const tryOut = (readBack: Envelope) => openVault(readBack, vaultKey);
        await store.save({ envelope: next.envelope, tryOut, isEverywhere: replacesKeys, isRolledBack });
        return result;
      }),
    // A failure has marked the storage as failing; the unlock itself stands.
    settle: (vaultKey) => alone(() => settle({ store, health }, vaultKey)).catch(() => undefined),
  };
};

/**
 * Saves the newest copy once more where a place lacks it. Not where a later save was confirmed than was found: the place
 * that did not show it may show it at the next reading.
 */
const settle = async ({ store, health }: Omit<Parts, "session">, vaultKey: Uint8Array): Promise<void> => {
  const choice = await store.read();
  if (choice.status !== "found" || choice.isRolledBack) return;
  const [{ envelope }, ...older] = choice.copies;
  // A change of keys that was interrupted has left copies which the old keys still open.
  const hasOldKeys = older.some((copy) => !hasSameSlots(copy.envelope, envelope));
  if ((choice.isComplete && !hasOldKeys) || (await health.isDegraded())) return;
  const tryOut = (readBack: Envelope) => openVault(readBack, vaultKey);
  await tryOut(envelope);
  await store.save({ envelope, tryOut, isEverywhere: hasOldKeys, isRolledBack: false });
};

const hasSameSlots = (one: Envelope, other: Envelope): boolean =>
  JSON.stringify(one.slots) === JSON.stringify(other.slots);

const isDamage = (error: unknown): boolean => error instanceof VaultError && error.code === "damaged";

/** The first of `envelopes` that opens, or null. @throws what is not damage */
const openFirst = async (
  envelopes: readonly Envelope[],
  vaultKey: Uint8Array,
): Promise<{ readonly found: Envelope; readonly vault: Vault } | null> => {
  for (const found of envelopes) {
    try {
      return { found, vault: await openVault(found, vaultKey) };
    } catch (error) {
      const isOther = error instanceof VaultError && error.code === "key-mismatch";
      if (!isDamage(error) && !isOther) throw error;
    }
  }
  return null;
};

const absenceError = (choice: Choice): Error => {
  switch (choice.status) {
    case "missing":
      return new ServiceError("vault-missing", "a vault was stored and is not there any more");
    case "unreadable":
      return new ServiceError("storage-unreadable", "storage does not answer");
    case "newer":
      return new VaultError("newer-version", "envelope: sealed by a later release");
    default:
      return new ServiceError("no-vault", "no vault is stored");
  }
};
