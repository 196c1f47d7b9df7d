import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../lib/core/bytes.ts";
import { readEnvelope } from "../../../lib/core/vault/envelope.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import {
  codeOfFailure,
  createUnlockedRig,
  enrolAccount,
  newKeycloakSecret,
  newPassword,
  passwordSlotId,
  type Rig,
  unlock,
} from "../fakes/rig.ts";

const costly = () => {
  const { kdf, rootKey } = newPassword();
  return { kdf: { ...kdf, N: 2 ** 18 }, rootKey };
};
const rewrap = async (rig: Rig, rootKey: string, next = costly()) =>
  rig.services().keySlots.rewrap({ slotId: await passwordSlotId(rig), rootKey }, next);
const storedN = (rig: Rig) => {
  const [slot] = readEnvelope(JSON.parse(rig.vaultRepository.stored ?? "null")).slots;
  return slot?.type === "password" ? slot.kdf.N : null;
};

describe("rewrap", () => {
  it("keeps every account under the same password at the higher cost, in one write", async () => {
    const rig = await createUnlockedRig();
    const accountId = await enrolAccount(rig, newKeycloakSecret());
    const { writes } = rig.vaultRepository;
    const next = costly();

    expect(await rewrap(rig, rig.rootKey, next)).toBe("rewrapped");

    expect(rig.vaultRepository.writes).toBe(writes + 1);
    expect(storedN(rig)).toBe(2 ** 18);
    await rig.services().session.lock();
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
    expect((await rig.services().accounts.list()).map(({ id }) => id)).toEqual([accountId]);
  });

  it("leaves an open session with its deadline, and a locked vault locked", async () => {
    const rig = await createUnlockedRig();
    const before = await rig.session.get(sessionKeys.unlocked);
    rig.clock.advance(60_000);
    await rewrap(rig, rig.rootKey);
    expect(await rig.session.get(sessionKeys.unlocked)).toEqual(before);
    expect(await rig.services().vaultService.status()).toBe("unlocked");

    const locked = await createUnlockedRig();
    await locked.services().session.lock();
    expect(await rewrap(locked, locked.rootKey)).toBe("rewrapped");
    expect(await locked.services().vaultService.status()).toBe("locked");
  });

  it("never makes it cheaper, nor does the same cost again", async () => {
    const rig = await createUnlockedRig();
    expect(await rewrap(rig, rig.rootKey, newPassword())).toBe("unchanged");
    const next = costly();
    await rewrap(rig, rig.rootKey, next);
    const before = rig.vaultRepository.stored;

    expect(await rewrap(rig, next.rootKey, costly())).toBe("unchanged");
    expect(await rewrap(rig, next.rootKey, newPassword())).toBe("unchanged");

    expect(rig.vaultRepository.stored).toBe(before);
  });

  it("changes nothing for a wrong proof, a slot replaced meanwhile or a full disk", async () => {
    const rig = await createUnlockedRig();
    const slotId = await passwordSlotId(rig);
    expect(await rewrap(rig, encodeBase64(randomBytes(32)))).toBe("unchanged");
    rig.vaultRepository.isFull = true;
    expect(await codeOfFailure(rewrap(rig, rig.rootKey))).toBe("storage-failed");
    rig.vaultRepository.isFull = false;
    await rig.session.remove(sessionKeys.storageDegraded);
    const next = newPassword();
    await rig.services().keySlots.changePassword({ slotId, rootKey: rig.rootKey }, next);
    const before = rig.vaultRepository.stored;

    expect(await rig.services().keySlots.rewrap({ slotId, rootKey: rig.rootKey }, costly())).toBe(
      "unchanged",
    );

    expect(rig.vaultRepository.stored).toBe(before);
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
  });

  it("refuses costs beyond the limits of the vault", async () => {
    const rig = await createUnlockedRig();
    const { kdf, rootKey } = newPassword();

    const tooMuch = rewrap(rig, rig.rootKey, { kdf: { ...kdf, N: 2 ** 19 }, rootKey });

    expect(await codeOfFailure(tooMuch)).toBe("kdf-out-of-range");
    expect(storedN(rig)).toBe(2 ** 17);
  });

  it("loses no account that is added at the same time", async () => {
    const rig = await createUnlockedRig();
    await Promise.all([enrolAccount(rig, newKeycloakSecret()), rewrap(rig, rig.rootKey)]);
    expect(await rig.services().accounts.list()).toHaveLength(1);
  });
});
