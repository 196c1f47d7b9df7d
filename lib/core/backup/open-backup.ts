/** Sealing a vault under a password of its own, and opening the vault in a file. */

import { wipe } from "../bytes.ts";
import { type Envelope, newVaultId } from "../vault/envelope.ts";
import { createPasswordSlot, newVaultKey } from "../vault/key-slot.ts";
import type { ScryptParameters } from "../vault/scrypt-parameters.ts";
import { openVaultWith, sealVault } from "../vault/seal.ts";
import { unlockVault } from "../vault/unlock.ts";
import type { Vault } from "../vault/vault.ts";
import { decodeVault, salvageVault } from "../vault/vault-codec.ts";
import { VaultError } from "../vault/vault-error.ts";
import { BackupError } from "./backup-error.ts";
import type { BackupFile } from "./backup-file.ts";
import { type ImportedAccounts, type LeftOutEntry, readShownName } from "./imported.ts";

/** Cost, salt and root key of the password that alone opens a copy. */
export interface OwnPassword {
  readonly kdf: ScryptParameters;
  readonly rootKey: Uint8Array;
}

/** Proof of one key slot of a file: its id and the root key that password, passkey or recovery code led to. */
export interface FileProof {
  readonly slotId: string;
  readonly rootKey: Uint8Array;
}

/** What is in an opened file. The caller wipes `vaultKey`. */
export interface OpenedBackup {
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
}

/**
 * A copy of the vault that shares nothing with it: another id, another vault key and one password slot, so that who gets
 * the copy and its password learns nothing of the vault's own password, passkeys or recovery code.
 * @throws {VaultError} as `createPasswordSlot` and `sealVault`
 */
export async function sealUnderOwnPassword(vault: Vault, { kdf, rootKey }: OwnPassword): Promise<Envelope> {
  const vaultKey = newVaultKey();
  const vaultId = newVaultId();
  try {
    const slot = await createPasswordSlot({ vaultKey, vaultId, kdf, rootKey });
    return await sealVault({ vault, vaultKey, vaultId, generation: 1, slots: [slot] });
  } finally {
    wipe(vaultKey);
  }
}

/**
 * The accounts in a file, or null when the root key is not that slot's (a wrong password).
 * @throws {BackupError} "damaged" when the file was altered by someone who made its checksum fit or holds a bad account,
 * "newer-version" for accounts of a later schema
 */
export async function openBackup(file: BackupFile, proof: FileProof): Promise<OpenedBackup | null> {
  const opened = await openWith(file, proof, decodeVault);
  return opened === null ? null : { vault: opened.content, vaultKey: opened.vaultKey };
}

/**
 * The same with each bad account left out and named, for taking over the others. An id is that of the file.
 * @throws {BackupError} as `openBackup`, but not for a bad account
 */
export async function salvageBackup(file: BackupFile, proof: FileProof): Promise<ImportedAccounts | null> {
  const opened = await openWith(file, proof, salvageVault);
  if (opened === null) return null;
  wipe(opened.vaultKey);
  const { vault, bad } = opened.content;
  const leftOut = bad.map((key): LeftOutEntry => {
    const names = { issuer: readShownName(key, "issuer"), accountName: readShownName(key, "accountName") };
    return { ...names, reason: "bad-entry" };
  });
  return { accounts: vault.accounts, leftOut };
}

async function openWith<Content>(
  { envelope }: BackupFile,
  { slotId, rootKey }: FileProof,
  decode: (plaintext: Uint8Array) => Content,
): Promise<{ readonly content: Content; readonly vaultKey: Uint8Array } | null> {
  try {
    const outcome = await unlockVault(envelope, slotId, rootKey);
    if (outcome.status === "wrong-password") return null;
    return await contentOf(envelope, outcome.vaultKey, decode);
  } catch (cause) {
    if (!(cause instanceof VaultError)) throw cause;
    const code = cause.code === "newer-version" ? "newer-version" : "damaged";
    throw new BackupError(code, cause.message, { cause });
  }
}

async function contentOf<Content>(
  envelope: Envelope,
  vaultKey: Uint8Array,
  decode: (plaintext: Uint8Array) => Content,
): Promise<{ readonly content: Content; readonly vaultKey: Uint8Array }> {
  try {
    return { content: await openVaultWith(envelope, vaultKey, decode), vaultKey };
  } catch (error) {
    wipe(vaultKey);
    throw error;
  }
}
