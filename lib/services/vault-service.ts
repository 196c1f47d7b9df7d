/**
 * The vault as the rest of the background sees it: status, unlock, and one way in (`read`) and one way through
 * (`update`). Every change runs alone under one lock name and starts from what is stored at that moment.
 */

import { decodeBase64 } from "../core/bytes.ts";
import { type Envelope, findPasswordSlot, newVaultId, readEnvelope } from "../core/vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../core/vault/key-slot.ts";
import { rewrapForNewPassword } from "../core/vault/rewrap.ts";
import type { ScryptParameters } from "../core/vault/scrypt-parameters.ts";
import { openVault, sealVault } from "../core/vault/seal.ts";
import { unlockVault } from "../core/vault/unlock.ts";
import { createEmptyVault, purgeDeleted, type Vault } from "../core/vault/vault.ts";
import type { VaultStatus } from "../protocol/requests.ts";
import type { Ports, VaultRepository } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session, Unlocked } from "./session.ts";

const vaultLock = "vault";

/** Cost and salt of a password with the root key (base64, 32 bytes) that a page derived from it. */
export interface NewPassword {
  readonly kdf: ScryptParameters;
  readonly rootKey: string;
}

/**
 * The one way to the vault. "wrong-password" is an outcome; everything else that fails rejects with a code, and
 * nothing is changed then.
 */
export interface VaultService {
  status(): Promise<VaultStatus>;
  /** A new empty vault under a password, unlocked. @throws ServiceError "vault-exists" */
  create(password: NewPassword): Promise<void>;
  unlockParameters(): Promise<{ slotId: string; kdf: ScryptParameters }>;
  unlock(attempt: { slotId: string; rootKey: string }): Promise<"unlocked" | "wrong-password">;
  changePassword(
    attempt: { slotId: string; rootKey: string },
    next: NewPassword,
  ): Promise<"changed" | "wrong-password">;
  /** The opened vault. @throws ServiceError "locked" | "no-vault" | "vault-damaged" */
  read(): Promise<Vault>;
  /** Applies `change`; saves only when it returns another vault. The result is handed back after the save. */
  update<Result>(change: (vault: Vault) => { vault: Vault; result: Result }): Promise<Result>;
}

/** The vault over its repository: changes run one after another and are saved before their result is given. */
export const createVaultService = (
  ports: Pick<Ports, "vaultRepository" | "locks" | "clock">,
  session: Session,
): VaultService => {
  const { vaultRepository, locks, clock } = ports;

  const { storedEnvelope, envelope, unlockedFor, opened } = createReader(vaultRepository, session);
  const save = async (next: Envelope): Promise<void> => {
    try {
      await vaultRepository.write(next);
    } catch (error) {
      throw new ServiceError("storage-failed", "the vault could not be saved", { cause: error });
    }
  };

  return {
    status: async () => {
      const found = await storedEnvelope();
      if (found === null) return "none";
      return (await unlockedFor(found)) === null ? "locked" : "unlocked";
    },
    create: ({ kdf, rootKey }) =>
      locks.exclusively(vaultLock, async () => {
        if ((await storedEnvelope()) !== null)
          throw new ServiceError("vault-exists", "a vault is stored already");
        const vaultKey = newVaultKey();
        const vaultId = newVaultId();
        const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey: decodeBase64(rootKey) });
        const vault = createEmptyVault();
        await save(await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] }));
        await session.open({ vaultKey, vaultId });
      }),
    unlockParameters: async () => {
      const slot = findPasswordSlot(await envelope());
      if (slot === null) throw new ServiceError("vault-damaged", "the vault has no password slot");
      return { slotId: slot.id, kdf: slot.kdf };
    },
    unlock: async ({ slotId, rootKey }) => {
      const found = await envelope();
      const outcome = await unlockVault(found, slotId, decodeBase64(rootKey));
      if (outcome.status === "wrong-password") return "wrong-password";
      await openVault(found, outcome.vaultKey); // damaged content is said now, not at the first code
      await session.open({ vaultKey: outcome.vaultKey, vaultId: found.vaultId });
      return "unlocked";
    },
    changePassword: ({ slotId, rootKey }, next) =>
      locks.exclusively(vaultLock, async () => {
        const found = await envelope();
        const outcome = await unlockVault(found, slotId, decodeBase64(rootKey));
        if (outcome.status === "wrong-password") return "wrong-password";
        const { vaultKey } = outcome;
        const { kdf } = next;
        await save(
          await rewrapForNewPassword({ envelope: found, vaultKey, kdf, rootKey: decodeBase64(next.rootKey) }),
        );
        await session.open({ vaultKey, vaultId: found.vaultId });
        return "changed";
      }),
    read: async () => (await opened()).vault,
    update: (change) =>
      locks.exclusively(vaultLock, async () => {
        const { found, vault, vaultKey } = await opened();
        const { vault: changed, result } = change(vault);
        if (changed === vault) return result;
        const { vaultId, generation, slots } = found;
        const next = purgeDeleted(changed, clock.nowMs());
        await save(await sealVault({ vault: next, vaultKey, vaultId, generation: generation + 1, slots }));
        return result;
      }),
  };
};

interface Opened {
  readonly found: Envelope;
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
}

/** Ways to the stored vault: as it lies there, required to be there, and opened with the session's key. */
const createReader = (repository: VaultRepository, session: Session) => {
  const storedEnvelope = async (): Promise<Envelope | null> => {
    const stored = await repository.read();
    return stored === null || stored === undefined ? null : readEnvelope(stored);
  };
  const envelope = async (): Promise<Envelope> => {
    const found = await storedEnvelope();
    if (found === null) throw new ServiceError("no-vault", "no vault is stored");
    return found;
  };
  /** A key that belongs to another vault is forgotten: it can open nothing here. */
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
    return { found, vault: await openVault(found, unlocked.vaultKey), vaultKey: unlocked.vaultKey };
  };
  return { storedEnvelope, envelope, unlockedFor, opened };
};
