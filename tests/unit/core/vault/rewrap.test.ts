import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { newScryptParameters } from "../../../../lib/core/vault/kdf.ts";
import { rewrapForNewPassword } from "../../../../lib/core/vault/rewrap.ts";
import { openVault, sealVault } from "../../../../lib/core/vault/seal.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { copyJson, makePasskeySlot, makeSample, openForeign } from "./samples.ts";

describe("rewrapForNewPassword", () => {
  it("opens by the new password alone, with the same key, id and accounts, one generation later", async () => {
    const { envelope, vault, vaultKey, rootKey } = await makeSample();
    const [kdf, newRootKey] = [newScryptParameters(), randomBytes(32)];

    const next = await rewrapForNewPassword({ envelope, vaultKey, kdf, rootKey: newRootKey });

    expect(next).toMatchObject({ vaultId: envelope.vaultId, generation: envelope.generation + 1 });
    expect(readEnvelope(copyJson(next))).toEqual(next);
    expect(await openForeign(next, newRootKey)).toEqual(vault);
    expect(await openForeign(next, rootKey)).toBeNull();
    expect(await unlockVault(next, next.slots[0]!.id, newRootKey)).toEqual({ status: "unlocked", vaultKey });
  });

  it("leaves the old envelope readable by the old password", async () => {
    const { envelope, vault, vaultKey, rootKey } = await makeSample();

    await rewrapForNewPassword({ envelope, vaultKey, kdf: newScryptParameters(), rootKey: randomBytes(32) });

    expect(await openForeign(envelope, rootKey)).toEqual(vault);
  });

  it("keeps the other slots working", async () => {
    const { envelope, vault, vaultKey } = await makeSample();
    const prfOutput = randomBytes(32);
    const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, prfOutput);
    const withPasskey = await sealVault({
      ...envelope,
      vault,
      vaultKey,
      slots: [...envelope.slots, passkey],
    });

    const next = await rewrapForNewPassword({
      envelope: withPasskey,
      vaultKey,
      kdf: newScryptParameters(),
      rootKey: randomBytes(32),
    });

    expect(next.slots).toHaveLength(2);
    expect(next.slots[0]!.id).not.toBe(envelope.slots[0]!.id);
    expect(await unlockVault(next, passkey.id, prfOutput)).toEqual({ status: "unlocked", vaultKey });
  });

  it("gives a password to a vault that has none", async () => {
    const { envelope, vault, vaultKey } = await makeSample();
    const passkey = await makePasskeySlot(vaultKey, envelope.vaultId, randomBytes(32));
    const without = await sealVault({ ...envelope, vault, vaultKey, slots: [passkey] });
    const rootKey = randomBytes(32);

    const next = await rewrapForNewPassword({
      envelope: without,
      vaultKey,
      kdf: newScryptParameters(),
      rootKey,
    });

    expect(next.slots.map(({ type }) => type)).toEqual(["password", "passkey"]);
    expect(await openForeign(next, rootKey)).toEqual(await openVault(without, vaultKey));
  });

  it("refuses a weak cost and a foreign vault key", async () => {
    const { envelope, vaultKey } = await makeSample();
    const [kdf, rootKey] = [newScryptParameters(), randomBytes(32)];
    const weak = { ...kdf, N: 2 ** 15 };

    await expect(rewrapForNewPassword({ envelope, vaultKey, kdf: weak, rootKey })).rejects.toMatchObject({
      code: "kdf-out-of-range",
    });
    await expect(
      rewrapForNewPassword({ envelope, vaultKey: randomBytes(32), kdf, rootKey }),
    ).rejects.toMatchObject({ code: "key-mismatch" });
  });
});
