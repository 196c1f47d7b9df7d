/**
 * The stored envelope as every service of the vault reaches it: read, opened with the session's key, and replaced by its
 * next generation. Nothing else writes the vault.
 */

import { type Envelope, readEnvelope } from "../core/vault/envelope.ts";
import { openVault } from "../core/vault/seal.ts";
import type { Vault } from "../core/vault/vault.ts";
import type { Ports } from "./ports.ts";
import { ServiceError } from "./service-error.ts";
import type { Session, Unlocked } from "./session.ts";

const vaultLock = "vault";

/** The stored envelope with what the session's key opens in it. The caller does not keep `vaultKey`. */
export interface Opened {
  readonly found: Envelope;
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
}

/** What a change makes of the stored envelope. `next`: null = nothing to save. `vaultKey` opens `next`. */
export interface Replacement<Result> {
  readonly next: { readonly envelope: Envelope; readonly vaultKey: Uint8Array } | null;
  readonly result: Result;
}

/** Reading and replacing the stored envelope. */
export interface VaultAccess {
  /** The stored envelope, or null when none was ever stored. */
  stored(): Promise<Envelope | null>;
  /** @throws ServiceError "no-vault" */
  envelope(): Promise<Envelope>;
  /** The session's key when it is of this envelope's vault; a key of another vault is forgotten. */
  unlockedFor(found: Envelope): Promise<Unlocked | null>;
  /** @throws ServiceError "locked" | "no-vault" */
  opened(): Promise<Opened>;
  /** Runs `change` alone among all changes and saves what it returns before its result is given. */
  replace<Result>(change: () => Promise<Replacement<Result>>): Promise<Result>;
}

/** The access over the repository. */
export const createVaultAccess = (
  { vaultRepository, locks }: Pick<Ports, "vaultRepository" | "locks">,
  session: Session,
): VaultAccess => {
  const stored = async (): Promise<Envelope | null> => {
    const found = await vaultRepository.read();
    return found === null || found === undefined ? null : readEnvelope(found);
  };
  const envelope = async (): Promise<Envelope> => {
    const found = await stored();
    if (found === null) throw new ServiceError("no-vault", "no vault is stored");
    return found;
  };
  const unlockedFor = async (found: Envelope): Promise<Unlocked | null> => {
    const unlocked = await session.current();
    if (unlocked === null || unlocked.vaultId === found.vaultId) return unlocked;
    await session.lock();
    return null;
  };
  const save = async (next: Envelope): Promise<void> => {
    try {
      await vaultRepository.write(next);
    } catch (error) {
      throw new ServiceError("storage-failed", "the vault could not be saved", { cause: error });
    }
  };
  return {
    stored,
    envelope,
    unlockedFor,
    opened: async () => {
      const found = await envelope();
      const unlocked = await unlockedFor(found);
      if (unlocked === null) throw new ServiceError("locked", "the vault is locked");
      return { found, vault: await openVault(found, unlocked.vaultKey), vaultKey: unlocked.vaultKey };
    },
    replace: (change) =>
      locks.exclusively(vaultLock, async () => {
        const { next, result } = await change();
        if (next !== null) await save(next.envelope);
        return result;
      }),
  };
};
