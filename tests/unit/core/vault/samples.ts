/** Synthetic vaults for the tests of this folder. Root keys are random: most tests need no key derivation at all. */
import { randomBytes } from "@noble/hashes/utils.js";
import type { Account } from "../../../../lib/core/account/account.ts";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { type Envelope, newVaultId, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey, wrapVaultKey } from "../../../../lib/core/vault/key-slot.ts";
import type { KdfLimits } from "../../../../lib/core/vault/scrypt-parameters.ts";
import { openVault, sealVault } from "../../../../lib/core/vault/seal.ts";
import type { KeySlot, SlotHead } from "../../../../lib/core/vault/slot-format.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import type { Vault } from "../../../../lib/core/vault/vault.ts";

/** Lets a test derive keys in milliseconds. */
export const CHEAP_KDF: KdfLimits = { N: { min: 2, max: 2 ** 18 }, p: { min: 1, max: 4 } };

export interface AccountChanges extends Partial<Omit<Account, "key">> {
  readonly key?: Partial<Account["key"]>;
}

/** An account with plausible values, changed as asked. */
export function makeAccount({ key, ...changes }: AccountChanges = {}): Account {
  return {
    id: "account-1",
    origin: "https://demo.portal.kosmo-web.jp",
    deviceName: "自宅PC",
    status: "confirmed",
    createdAtMs: 1_790_000_000_000,
    deletedAtMs: null,
    ...changes,
    key: {
      type: "totp",
      issuer: "見本健康保険組合",
      accountName: "member001",
      secret: Uint8Array.from({ length: 20 }, (_, index) => index * 7 + 1),
      algorithm: "SHA1",
      digits: 6,
      period: 30,
      ...key,
    },
  };
}

/** A sealed vault with its keys. */
export interface Sample {
  readonly envelope: Envelope;
  readonly vault: Vault;
  readonly vaultKey: Uint8Array;
  readonly rootKey: Uint8Array;
}

/** Seals `vault` in its third generation behind one password slot. */
export async function makeSample(vault: Vault = { schema: 1, accounts: [makeAccount()] }): Promise<Sample> {
  const vaultKey = newVaultKey();
  const rootKey = randomBytes(32);
  const vaultId = newVaultId();
  const slot = await createPasswordSlot({ vaultKey, vaultId, kdf: newScryptParameters(), rootKey });
  const envelope = await sealVault({ vault, vaultKey, vaultId, generation: 3, slots: [slot] });
  return { envelope, vault, vaultKey, rootKey };
}

/** A passkey slot around `vaultKey`; the root key stands for the authenticator's PRF output. */
export async function makePasskeySlot(
  vaultKey: Uint8Array,
  vaultId: string,
  rootKey: Uint8Array,
): Promise<KeySlot> {
  const salt = encodeBase64(randomBytes(32));
  const kdf = { algorithm: "webauthn-prf", salt, credentialId: encodeBase64(randomBytes(48)) } as const;
  const head = { id: encodeBase64(randomBytes(16)), type: "passkey", kdf } as const satisfies SlotHead;
  const wrapped = await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey });
  return { ...head, name: "このPC", transports: ["internal"], createdAtMs: 1_790_000_000_000, ...wrapped };
}

/** A recovery slot around `vaultKey`; the root key is the 16-byte code itself. */
export async function makeRecoverySlot(
  vaultKey: Uint8Array,
  vaultId: string,
  rootKey: Uint8Array,
): Promise<KeySlot> {
  const kdf = { algorithm: "hkdf", salt: encodeBase64(randomBytes(32)) } as const;
  const head = { id: encodeBase64(randomBytes(16)), type: "recovery", kdf } as const satisfies SlotHead;
  const wrapped = await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey });
  return { ...head, createdAtMs: 1_790_000_000_000, ...wrapped };
}

/** The whole way from foreign JSON to accounts, by the first slot; null for a wrong root key. */
export async function openForeign(value: unknown, rootKey: Uint8Array): Promise<Vault | null> {
  const envelope = readEnvelope(value);
  const outcome = await unlockVault(envelope, envelope.slots[0]!.id, rootKey);
  return outcome.status === "unlocked" ? openVault(envelope, outcome.vaultKey) : null;
}

/** A deep copy that a test may change, as JSON would deliver it. */
// biome-ignore lint/suspicious/noExplicitAny: tests break every rule of the format on purpose
export function copyJson(value: unknown): any {
  return JSON.parse(JSON.stringify(value));
}
