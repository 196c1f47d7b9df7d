import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../../lib/core/bytes.ts";
import { type Envelope, readEnvelope } from "../../../../lib/core/vault/envelope.ts";
import { createPasskeySlot, type NewPasskey } from "../../../../lib/core/vault/passkey-slot.ts";
import { resealWithSlots } from "../../../../lib/core/vault/reseal.ts";
import { openVault } from "../../../../lib/core/vault/seal.ts";
import {
  readPasskeyName,
  withoutPasskey,
  withPasskey,
  withPasskeyName,
} from "../../../../lib/core/vault/slot-edits.ts";
import { unlockVault } from "../../../../lib/core/vault/unlock.ts";
import { copyJson, makeRecoverySlot, makeSample } from "./samples.ts";

const newPasskey = (changes: Partial<NewPasskey> = {}): NewPasskey => ({
  kdf: {
    algorithm: "webauthn-prf",
    salt: encodeBase64(randomBytes(32)),
    credentialId: encodeBase64(randomBytes(48)),
  },
  name: "このパソコン",
  transports: ["internal"],
  createdAtMs: 1_790_000_000_000,
  rootKey: randomBytes(32),
  ...changes,
});

/** A sample vault with `count` passkeys and the root key of each. */
const withPasskeys = async (count: number) => {
  const sample = await makeSample();
  const { vaultKey } = sample;
  const passkeys = Array.from({ length: count }, () => newPasskey());
  let envelope: Envelope = sample.envelope;
  for (const passkey of passkeys) {
    const slot = await createPasskeySlot(passkey, { vaultKey, vaultId: envelope.vaultId });
    envelope = await resealWithSlots(envelope, vaultKey, withPasskey(envelope.slots, slot)!);
  }
  return { ...sample, envelope, rootKeys: passkeys.map(({ rootKey }) => rootKey) };
};

describe("createPasskeySlot", () => {
  it("opens the vault by its PRF output and by no other", async () => {
    const { envelope, vault, vaultKey, rootKeys } = await withPasskeys(1);
    const { id } = envelope.slots[1]!;

    expect(readEnvelope(copyJson(envelope))).toEqual(envelope);
    expect(await unlockVault(envelope, id, rootKeys[0]!)).toEqual({ status: "unlocked", vaultKey });
    expect(await unlockVault(envelope, id, randomBytes(32))).toEqual({ status: "wrong-password" });
    expect(await openVault(envelope, vaultKey)).toEqual(vault);
  });

  it("leaves the password working", async () => {
    const { envelope, vaultKey, rootKey } = await withPasskeys(1);

    expect(await unlockVault(envelope, envelope.slots[0]!.id, rootKey)).toEqual({
      status: "unlocked",
      vaultKey,
    });
  });

  it("makes nothing that could not be read again", async () => {
    const { vaultKey, envelope } = await makeSample();
    const target = { vaultKey, vaultId: envelope.vaultId };
    const kdf = { ...newPasskey().kdf, salt: encodeBase64(randomBytes(16)) };

    await expect(createPasskeySlot(newPasskey({ name: "あ".repeat(65) }), target)).rejects.toMatchObject({
      code: "damaged",
    });
    await expect(createPasskeySlot(newPasskey({ kdf }), target)).rejects.toMatchObject({ code: "damaged" });
  });
});

describe("the list of passkeys", () => {
  it("takes four and no fifth", async () => {
    const { envelope, vaultKey } = await withPasskeys(4);
    const fifth = await createPasskeySlot(newPasskey(), { vaultKey, vaultId: envelope.vaultId });

    expect(withPasskey(envelope.slots, fifth)).toBeNull();
    expect(withPasskey(envelope.slots.slice(0, 4), fifth)).toHaveLength(5);
  });

  it("keeps a renamed passkey working, and its name cannot be changed without the key", async () => {
    const { envelope, vaultKey, rootKeys } = await withPasskeys(2);
    const { id } = envelope.slots[1]!;

    const next = await resealWithSlots(envelope, vaultKey, withPasskeyName(envelope.slots, id, "会社のPC"));

    expect(next.slots.map((slot) => ("name" in slot ? slot.name : null))).toEqual([
      null,
      "会社のPC",
      "このパソコン",
    ]);
    expect(await unlockVault(next, id, rootKeys[0]!)).toEqual({ status: "unlocked", vaultKey });
    const forged = { ...next, slots: withPasskeyName(next.slots, id, "安全なPC") };
    await expect(openVault(forged, vaultKey)).rejects.toMatchObject({ code: "damaged" });
  });

  it("loses one passkey and keeps the others", async () => {
    const { envelope, vaultKey, rootKeys } = await withPasskeys(2);
    const [, first, second] = envelope.slots;

    const next = await resealWithSlots(envelope, vaultKey, withoutPasskey(envelope.slots, first!.id));

    await expect(unlockVault(next, first!.id, rootKeys[0]!)).rejects.toMatchObject({
      code: "slot-not-found",
    });
    expect(await unlockVault(next, second!.id, rootKeys[1]!)).toEqual({ status: "unlocked", vaultKey });
  });

  it("never touches the password, the recovery code or a slot that is not there", async () => {
    const { envelope, vaultKey } = await makeSample();
    const recovery = await makeRecoverySlot(vaultKey, envelope.vaultId, randomBytes(16));
    const slots = [...envelope.slots, recovery];

    for (const id of [envelope.slots[0]!.id, recovery.id, encodeBase64(randomBytes(16))]) {
      expect(() => withoutPasskey(slots, id)).toThrow(expect.objectContaining({ code: "slot-not-found" }));
      expect(() => withPasskeyName(slots, id, "x")).toThrow(
        expect.objectContaining({ code: "slot-not-found" }),
      );
    }
  });
});

describe("readPasskeyName", () => {
  it.each([
    ["  自宅のパソコン ", "自宅のパソコン"],
    ["あ".repeat(64), "あ".repeat(64)],
    ["𠮷".repeat(64), "𠮷".repeat(64)],
    ["あ".repeat(65), null],
    [" 　 ", null],
    ["", null],
    ["\ud800", null],
  ])("reads %j as %j", (text, name) => {
    expect(readPasskeyName(text)).toBe(name);
  });
});
