import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { findPasswordSlot, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { rotateVaultKey } from "../../../../lib/core/vault/rotate.ts";
import { openVault, sealVault } from "../../../../lib/core/vault/seal.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { copyJson, makePasskeySlot, makeRecoverySlot, makeSample, openForeign } from "./samples.ts";

/** A vault with a password, a passkey and a recovery code, and its rotation. */
const rotated = async () => {
  const { envelope: plain, vault, vaultKey, rootKey } = await makeSample();
  const passkey = await makePasskeySlot(vaultKey, plain.vaultId, randomBytes(32));
  const recovery = await makeRecoverySlot(vaultKey, plain.vaultId, randomBytes(16));
  const slots = [...plain.slots, passkey, recovery];
  const before = await sealVault({ ...plain, vault, vaultKey, slots });
  const passwordSlot = findPasswordSlot(before)!;
  const after = await rotateVaultKey({ envelope: before, vaultKey, passwordSlot, rootKey });
  return { before, after, vault, vaultKey, rootKey, passwordSlot };
};

describe("rotateVaultKey", () => {
  it("keeps id, accounts and password, one generation later", async () => {
    const { before, after, vault, rootKey, passwordSlot } = await rotated();
    const { envelope } = after;

    expect(envelope).toMatchObject({ vaultId: before.vaultId, generation: before.generation + 1 });
    expect(readEnvelope(copyJson(envelope))).toEqual(envelope);
    expect(findPasswordSlot(envelope)?.kdf).toEqual(passwordSlot.kdf);
    expect(await openForeign(envelope, rootKey)).toEqual(vault);
    expect(await openVault(envelope, after.vaultKey)).toEqual(vault);
  });

  it("seals what the old key cannot open, and the new key cannot open the old envelope", async () => {
    const { before, after, vaultKey } = await rotated();

    expect(after.vaultKey).not.toEqual(vaultKey);
    await expect(openVault(after.envelope, vaultKey)).rejects.toMatchObject({ code: "key-mismatch" });
    await expect(openVault(before, after.vaultKey)).rejects.toMatchObject({ code: "key-mismatch" });
  });

  it("leaves out passkeys, the recovery code and the old password slot", async () => {
    const { before, after, rootKey } = await rotated();

    expect(after.envelope.slots.map(({ type }) => type)).toEqual(["password"]);
    for (const { id } of before.slots) {
      await expect(unlockVault(after.envelope, id, rootKey)).rejects.toMatchObject({
        code: "slot-not-found",
      });
    }
  });

  it("refuses a vault key that is not this envelope's", async () => {
    const { envelope, rootKey } = await makeSample();
    const passwordSlot = findPasswordSlot(envelope)!;

    await expect(
      rotateVaultKey({ envelope, vaultKey: randomBytes(32), passwordSlot, rootKey }),
    ).rejects.toMatchObject({ code: "key-mismatch" });
  });
});
