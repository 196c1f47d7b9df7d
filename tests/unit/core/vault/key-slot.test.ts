import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { newVaultId } from "../../../../lib/core/vault/envelope.ts";
import { newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { createPasswordSlot, newVaultKey, unwrapVaultKey } from "../../../../lib/core/vault/key-slot.ts";
import type { KeySlot } from "../../../../lib/core/vault/slot-format.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { CHEAP_KDF, makePasskeySlot, makeRecoverySlot, makeSample } from "./samples.ts";

const damage = expect.objectContaining({ name: "VaultError", code: "damaged" });

async function makeSlots(
  vaultKey: Uint8Array,
  vaultId: string,
  rootKey: Uint8Array,
): Promise<readonly KeySlot[]> {
  return [
    await createPasswordSlot({ vaultKey, vaultId, kdf: newScryptParameters(), rootKey }),
    await makePasskeySlot(vaultKey, vaultId, rootKey),
    await makeRecoverySlot(vaultKey, vaultId, rootKey.slice(0, 16)),
  ];
}

function rootKeyFor(slot: KeySlot, rootKey: Uint8Array): Uint8Array {
  return slot.type === "recovery" ? rootKey.slice(0, 16) : rootKey;
}

describe("createPasswordSlot", () => {
  it("makes new ids, nonces and ciphertexts each time", async () => {
    const input = {
      vaultKey: newVaultKey(),
      vaultId: newVaultId(),
      kdf: newScryptParameters(),
      rootKey: randomBytes(32),
    };

    const [first, second] = [await createPasswordSlot(input), await createPasswordSlot(input)];

    expect(first.id).not.toBe(second.id);
    expect(first.nonce).not.toBe(second.nonce);
    expect(first.wrappedKey).not.toBe(second.wrappedKey);
    expect(first.commitment).toBe(second.commitment);
  });

  it("refuses a cost below the floor unless a test lowers it", async () => {
    const kdf = { ...newScryptParameters(), N: 2 ** 10 };
    const input = { vaultKey: newVaultKey(), vaultId: newVaultId(), kdf, rootKey: randomBytes(32) };

    await expect(createPasswordSlot(input)).rejects.toMatchObject({ code: "kdf-out-of-range" });
    expect((await createPasswordSlot({ ...input, limits: CHEAP_KDF })).kdf).toEqual(kdf);
  });

  it("refuses a vault key that is not 32 bytes", async () => {
    const input = { vaultId: newVaultId(), kdf: newScryptParameters(), rootKey: randomBytes(32) };

    await expect(createPasswordSlot({ ...input, vaultKey: randomBytes(31) })).rejects.toThrow(RangeError);
  });
});

describe("unwrapVaultKey", () => {
  it("inverts wrapping for every slot type", async () => {
    const [vaultKey, vaultId, rootKey] = [newVaultKey(), newVaultId(), randomBytes(32)];

    for (const slot of await makeSlots(vaultKey, vaultId, rootKey)) {
      expect(await unwrapVaultKey({ slot, vaultId, rootKey: rootKeyFor(slot, rootKey) })).toEqual(vaultKey);
    }
  });

  it("answers null for a root key that differs in any one bit", async () => {
    const [vaultKey, vaultId, rootKey] = [newVaultKey(), newVaultId(), randomBytes(32)];
    const [slot] = await makeSlots(vaultKey, vaultId, rootKey);

    for (let bit = 0; bit < 256; bit++) {
      const wrong = rootKey.slice();
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      expect(await unwrapVaultKey({ slot: slot!, vaultId, rootKey: wrong })).toBeNull();
    }
  });

  it("throws when the root key is right and anything it is bound to differs", async () => {
    const [vaultKey, vaultId, rootKey] = [newVaultKey(), newVaultId(), randomBytes(32)];
    const [slot] = await makeSlots(vaultKey, vaultId, rootKey);
    const altered = [
      { ...slot!, id: encodeBase64(randomBytes(16)) },
      { ...slot!, nonce: encodeBase64(randomBytes(12)) },
      { ...slot!, wrappedKey: encodeBase64(randomBytes(48)) },
      { ...slot!, kdf: { ...slot!.kdf, N: 2 ** 18 } },
      { ...slot!, kdf: { ...slot!.kdf, p: 2 } },
    ] as readonly KeySlot[];

    for (const changed of altered) {
      await expect(unwrapVaultKey({ slot: changed, vaultId, rootKey })).rejects.toThrow(damage);
    }
    await expect(unwrapVaultKey({ slot: slot!, vaultId: newVaultId(), rootKey })).rejects.toThrow(damage);
  });

  it("binds a passkey slot to its credential", async () => {
    const [vaultKey, vaultId, rootKey] = [newVaultKey(), newVaultId(), randomBytes(32)];
    const slot = await makePasskeySlot(vaultKey, vaultId, rootKey);
    const changed = { ...slot, kdf: { ...slot.kdf, credentialId: encodeBase64(randomBytes(48)) } } as KeySlot;

    await expect(unwrapVaultKey({ slot: changed, vaultId, rootKey })).rejects.toThrow(damage);
  });

  it("never opens a slot under another slot type, though root key and salt are the same", async () => {
    const [vaultKey, vaultId, rootKey] = [newVaultKey(), newVaultId(), randomBytes(32)];
    const [password] = await makeSlots(vaultKey, vaultId, rootKey);
    const { id, nonce, wrappedKey, commitment } = password!;
    const kdf = { algorithm: "hkdf", salt: password!.kdf.salt } as const;
    const disguised: KeySlot = { id, type: "recovery", kdf, createdAtMs: 0, nonce, wrappedKey, commitment };

    expect(await unwrapVaultKey({ slot: disguised, vaultId, rootKey })).toBeNull();
  });
});

describe("unlockVault", () => {
  it("answers the vault key for the right root key and wrong-password for another", async () => {
    const { envelope, vaultKey, rootKey } = await makeSample();
    const slotId = envelope.slots[0]!.id;

    expect(await unlockVault(envelope, slotId, rootKey)).toEqual({ status: "unlocked", vaultKey });
    expect(await unlockVault(envelope, slotId, randomBytes(32))).toEqual({ status: "wrong-password" });
  });

  it("throws for a slot that is not in the envelope", async () => {
    const { envelope, rootKey } = await makeSample();

    await expect(unlockVault(envelope, newVaultId(), rootKey)).rejects.toMatchObject({
      code: "slot-not-found",
    });
  });
});
