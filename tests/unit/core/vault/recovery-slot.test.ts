import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import {
  createRecoverySlot,
  findRecoverySlot,
  newRecoveryRootKey,
} from "../../../../lib/core/vault/recovery-slot.ts";
import { resealWithSlots } from "../../../../lib/core/vault/reseal.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { copyJson, makeSample } from "./samples.ts";

const createdAtMs = 1_790_000_000_000;

describe("createRecoverySlot", () => {
  it("makes a slot that the format reads and the 16 bytes open", async () => {
    const { envelope, vaultKey } = await makeSample();
    const rootKey = newRecoveryRootKey();
    const slot = await createRecoverySlot({ vaultKey, vaultId: envelope.vaultId, rootKey, createdAtMs });

    const next = await resealWithSlots(envelope, vaultKey, [...envelope.slots, slot]);

    expect(findRecoverySlot(readEnvelope(copyJson(next)))).toEqual(slot);
    expect(await unlockVault(next, slot.id, rootKey)).toEqual({ status: "unlocked", vaultKey });
    expect(await unlockVault(next, slot.id, randomBytes(16))).toEqual({ status: "wrong-password" });
  });

  it("has a new id, salt and wrapping each time", async () => {
    const { envelope, vaultKey } = await makeSample();
    const input = { vaultKey, vaultId: envelope.vaultId, rootKey: newRecoveryRootKey(), createdAtMs };

    const [first, second] = [await createRecoverySlot(input), await createRecoverySlot(input)];

    expect(first.id).not.toBe(second.id);
    expect(first.kdf.salt).not.toBe(second.kdf.salt);
    expect(first.commitment).not.toBe(second.commitment);
  });

  it("refuses a root key of 15 or 32 bytes", async () => {
    const { envelope, vaultKey } = await makeSample();
    const input = { vaultKey, vaultId: envelope.vaultId, createdAtMs };

    await expect(createRecoverySlot({ ...input, rootKey: randomBytes(15) })).rejects.toThrow(RangeError);
    await expect(createRecoverySlot({ ...input, rootKey: randomBytes(32) })).rejects.toThrow(RangeError);
  });
});

describe("findRecoverySlot", () => {
  it("is null for a vault without a code", async () => {
    expect(findRecoverySlot((await makeSample()).envelope)).toBeNull();
  });
});
