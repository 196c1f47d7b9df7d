import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../lib/core/bytes.ts";
import { readEnvelope } from "../../../lib/core/vault/envelope.ts";
import { unwrapVaultKey, wrapVaultKey } from "../../../lib/core/vault/key-slot.ts";
import { resealWithSlots } from "../../../lib/core/vault/reseal.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { codeOfFailure, createUnlockedRig, passwordSlotId, unlock } from "../fakes/rig.ts";

const day = 24 * 60 * 60_000;

/** A vault that opens with a password and a passkey. */
const createPasskeyRig = async () => {
  const rig = await createUnlockedRig();
  const envelope = readEnvelope(JSON.parse(rig.vaultRepository.stored ?? "null"));
  const { vaultId, slots } = envelope;
  const [slot] = slots;
  const vaultKey = slot && (await unwrapVaultKey({ slot, vaultId, rootKey: decodeBase64(rig.rootKey) }));
  if (!vaultKey) throw new Error("no key");
  const passkeyRoot = randomBytes(32);
  const head = {
    id: encodeBase64(randomBytes(16)),
    type: "passkey",
    kdf: {
      algorithm: "webauthn-prf",
      salt: encodeBase64(randomBytes(32)),
      credentialId: encodeBase64(randomBytes(16)),
    },
  } as const;
  const wrapped = await wrapVaultKey(vaultKey, { slot: head, vaultId, rootKey: passkeyRoot });
  const passkey = { ...head, ...wrapped, name: "PC", transports: [], createdAtMs: rig.clock.nowMs() };
  rig.vaultRepository.stored = JSON.stringify(await resealWithSlots(envelope, vaultKey, [...slots, passkey]));
  const proof = { slotId: head.id, rootKey: encodeBase64(passkeyRoot) };
  return {
    ...rig,
    isDue: async () => (await rig.services().reminder.state()).isDue,
    openByPasskey: () => rig.services().unlocking.unlock(proof),
    openByPassword: () => unlock(rig, rig.rootKey),
  };
};

describe("password reminder", () => {
  it("asks a month after the last unlock by password, however often the passkey was used since", async () => {
    const rig = await createPasskeyRig();
    expect(await rig.openByPassword()).toBe("unlocked");
    for (let passed = 0; passed < 29; passed += 1) {
      rig.clock.advance(day);
      expect(await rig.openByPasskey()).toEqual({ status: "unlocked" });
      expect(await rig.isDue()).toBe(false);
    }
    rig.clock.advance(day);

    expect(await rig.isDue()).toBe(true);
    await rig.openByPassword();
    expect(await rig.isDue()).toBe(false);
  });

  it("begins to count at the first passkey unlock where nothing was counted before", async () => {
    const rig = await createPasskeyRig();
    rig.clock.advance(100 * day);
    expect(await rig.isDue()).toBe(false);
    await rig.openByPasskey();
    rig.clock.advance(30 * day);
    expect(await rig.isDue()).toBe(true);
  });

  it("never asks where there is no passkey", async () => {
    const rig = await createUnlockedRig();
    await unlock(rig, rig.rootKey);
    rig.clock.advance(400 * day);
    expect(await rig.services().reminder.state()).toEqual({ everyDays: 30, hasPasskey: false, isDue: false });
  });

  it("follows the member's choice, and is quiet for three days after “later”", async () => {
    const rig = await createPasskeyRig();
    await rig.openByPassword();
    rig.clock.advance(20 * day);
    expect(await rig.services().reminder.setDays(14)).toEqual({
      everyDays: 14,
      hasPasskey: true,
      isDue: true,
    });
    await rig.services().reminder.postpone();
    expect(await rig.isDue()).toBe(false);
    rig.clock.advance(3 * day);
    expect(await rig.isDue()).toBe(true);
    expect(await rig.services().reminder.setDays(0)).toMatchObject({ isDue: false });
  });

  it("is answered by the right password, which opens and moves nothing", async () => {
    const rig = await createPasskeyRig();
    await rig.openByPassword();
    rig.clock.advance(40 * day);
    await rig.openByPasskey();
    const before = await rig.session.get(sessionKeys.unlocked);
    const check = async (rootKey: string) =>
      rig.services().unlocking.check({ slotId: await passwordSlotId(rig), rootKey });
    rig.clock.advance(60_000);

    expect(await check(encodeBase64(randomBytes(32)))).toBe("wrong-password");
    expect(await rig.isDue()).toBe(true);
    expect(await check(rig.rootKey)).toBe("right");

    expect(await rig.isDue()).toBe(false);
    expect(await rig.session.get(sessionKeys.unlocked)).toEqual(before);
    await rig.services().session.lock();
    expect(await check(rig.rootKey)).toBe("right");
    expect(await rig.services().vaultService.status()).toBe("locked");
  });

  it("keeps nobody from unlocking when it cannot be stored", async () => {
    const rig = await createPasskeyRig();
    rig.passwordUse.write = async () => Promise.reject(new Error("no space left"));
    expect(await rig.openByPassword()).toBe("unlocked");
    expect(await codeOfFailure(rig.services().reminder.state())).toBeNull();
  });
});
