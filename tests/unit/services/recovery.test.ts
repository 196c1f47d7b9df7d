import { randomBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../lib/core/bytes.ts";
import { type Envelope, readEnvelope } from "../../../lib/core/vault/envelope.ts";
import { findRecoverySlot } from "../../../lib/core/vault/recovery-slot.ts";
import { resealWithSlots } from "../../../lib/core/vault/reseal.ts";
import type { KeySlot } from "../../../lib/core/vault/slot-format.ts";
import { unlockVault } from "../../../lib/core/vault/unlock.ts";
import { sessionKeys } from "../../../lib/services/session-keys.ts";
import { makePasskeySlot } from "../core/vault/samples.ts";
import {
  codeOfFailure,
  createRig,
  createUnlockedRig,
  enrolAccount,
  newKeycloakSecret,
  newPassword,
  newRecoveryKey,
  passwordSlotId,
  type Rig,
  setRecovery,
  unlock,
} from "../fakes/rig.ts";

const storedOf = (rig: Rig): Envelope => readEnvelope(JSON.parse(rig.vaultRepository.stored ?? "null"));

/** Reseals the stored vault with what `change` makes of its slots, as a damaged or foreign file would have them. */
const changeSlots = async (
  rig: Rig & { readonly rootKey: string },
  change: (slots: readonly KeySlot[]) => readonly KeySlot[],
): Promise<void> => {
  const envelope = storedOf(rig);
  const outcome = await unlockVault(envelope, await passwordSlotId(rig), decodeBase64(rig.rootKey));
  if (outcome.status !== "unlocked") throw new Error("the rig's key is wrong");
  const next = await resealWithSlots(envelope, outcome.vaultKey, change(envelope.slots));
  rig.vaultRepository.stored = JSON.stringify(next);
};

/** A vault with one account, a password, a passkey and a recovery code, locked. */
const createLockedRig = async () => {
  const rig = await createUnlockedRig();
  const accountId = await enrolAccount(rig, newKeycloakSecret());
  const code = await setRecovery(rig, rig.rootKey);
  const passkeyRootKey = randomBytes(32);
  const envelope = storedOf(rig);
  const outcome = await unlockVault(envelope, await passwordSlotId(rig), decodeBase64(rig.rootKey));
  if (outcome.status !== "unlocked") throw new Error("the rig's key is wrong");
  const passkey = await makePasskeySlot(outcome.vaultKey, envelope.vaultId, passkeyRootKey);
  await changeSlots(rig, (slots) => [...slots, passkey]);
  await rig.services().session.lock();
  const passkeyProof = { slotId: passkey.id, rootKey: encodeBase64(passkeyRootKey) };
  return { ...rig, accountId, code, passkeyProof };
};

const proofOf = async (rig: Rig, rootKey: string) => ({ slotId: await passwordSlotId(rig), rootKey });
const wrongKey = () => encodeBase64(randomBytes(32));
const use = (rig: Rig, rootKey: string, next = newPassword(), nextRecoveryRootKey = newRecoveryKey()) =>
  rig.services().recovery.use({ rootKey, next, nextRecoveryRootKey });

describe("recovery: set", () => {
  it("makes a code after proof by password, dates it and shows it among the ways in", async () => {
    const rig = await createUnlockedRig();
    expect((await rig.services().unlocking.methods()).recovery).toBeNull();

    const code = await setRecovery(rig, rig.rootKey);

    expect((await rig.services().unlocking.methods()).recovery).toEqual({ createdAtMs: rig.clock.nowMs() });
    expect(await rig.services().recovery.check(code)).toBe("right");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
  });

  it("puts a new code in the place of the old one", async () => {
    const rig = await createUnlockedRig();
    const old = await setRecovery(rig, rig.rootKey);

    const next = await setRecovery(rig, rig.rootKey);

    expect(await rig.services().recovery.check(old)).toBe("wrong");
    expect(await rig.services().recovery.check(next)).toBe("right");
  });

  it("takes a passkey as proof", async () => {
    const rig = await createLockedRig();
    const code = newRecoveryKey();

    expect(await rig.services().recovery.set(rig.passkeyProof, code)).toBe("set");

    expect(await rig.services().recovery.check(code)).toBe("right");
  });

  it("changes nothing after a wrong password or on a full disk", async () => {
    const rig = await createUnlockedRig();
    const code = await setRecovery(rig, rig.rootKey);
    const before = rig.vaultRepository.stored;
    const { recovery } = rig.services();

    expect(await recovery.set(await proofOf(rig, wrongKey()), newRecoveryKey())).toBe("wrong-password");
    rig.vaultRepository.isFull = true;
    const failed = recovery.set(await proofOf(rig, rig.rootKey), newRecoveryKey());

    expect(await codeOfFailure(failed)).toBe("storage-failed");
    expect(rig.vaultRepository.stored).toBe(before);
    expect(await recovery.check(code)).toBe("right");
  });
});

describe("recovery: remove", () => {
  it("leaves no code, after proof", async () => {
    const rig = await createUnlockedRig();
    const code = await setRecovery(rig, rig.rootKey);
    const { recovery, unlocking } = rig.services();

    expect(await recovery.remove(await proofOf(rig, wrongKey()))).toBe("wrong-password");
    expect(await recovery.check(code)).toBe("right");
    expect(await recovery.remove(await proofOf(rig, rig.rootKey))).toBe("removed");

    expect((await unlocking.methods()).recovery).toBeNull();
    expect(await codeOfFailure(recovery.check(code))).toBe("no-recovery");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
  });
});

describe("recovery: check", () => {
  it("tells right from wrong while locked, and opens, saves and keeps nothing", async () => {
    const rig = await createLockedRig();
    const writes = rig.vaultRepository.writes;

    expect(await rig.services().recovery.check(newRecoveryKey())).toBe("wrong");
    expect(await rig.services().recovery.check(rig.code)).toBe("right");

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(rig.session.has(sessionKeys.unlocked)).toBe(false);
    expect(rig.vaultRepository.writes).toBe(writes);
  });

  it("names a missing code and a missing vault", async () => {
    const rig = await createUnlockedRig();

    expect(await codeOfFailure(rig.services().recovery.check(newRecoveryKey()))).toBe("no-recovery");
    expect(await codeOfFailure(use(rig, newRecoveryKey()))).toBe("no-recovery");
    expect(await codeOfFailure(createRig().services().recovery.check(newRecoveryKey()))).toBe("no-vault");
  });
});

describe("recovery: use", () => {
  it("replaces password and code in one save, opens the vault, and keeps accounts and passkeys", async () => {
    const rig = await createLockedRig();
    const [next, nextCode] = [newPassword(), newRecoveryKey()];
    const { writes } = rig.vaultRepository;

    expect(await use(rig, rig.code, next, nextCode)).toBe("recovered");

    expect(rig.vaultRepository.writes).toBe(writes + 3); // one save, and twice more over the older copies
    expect(await rig.services().vaultService.status()).toBe("unlocked");
    expect((await rig.services().vaultService.read()).accounts.map(({ id }) => id)).toEqual([rig.accountId]);
    await rig.services().session.lock();
    expect(await unlock(rig, rig.rootKey)).toBe("wrong-password");
    expect(await rig.services().recovery.check(rig.code)).toBe("wrong");
    expect(await use(rig, rig.code)).toBe("wrong-code");
    expect(await rig.services().recovery.check(nextCode)).toBe("right");
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
    expect(await rig.services().unlocking.unlock(rig.passkeyProof)).toEqual({ status: "unlocked" });
  });

  it("changes nothing after a wrong code, with the old code as the new one, or on a full disk", async () => {
    const rig = await createLockedRig();
    const before = rig.vaultRepository.stored;

    expect(await use(rig, newRecoveryKey())).toBe("wrong-code");
    expect(await codeOfFailure(use(rig, rig.code, newPassword(), rig.code))).toBe("bad-request");
    rig.vaultRepository.isFull = true;
    expect(await codeOfFailure(use(rig, rig.code))).toBe("storage-failed");

    expect(rig.vaultRepository.stored).toBe(before);
    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
  });

  it("lets the old code work on when it is left after the check, with a worker that died in between", async () => {
    const rig = await createLockedRig();

    expect(await rig.services().recovery.check(rig.code)).toBe("right");
    rig.session.clear(); // the browser ended too

    expect(await rig.services().recovery.check(rig.code)).toBe("right");
    expect(await unlock(rig, rig.rootKey)).toBe("unlocked");
    await rig.services().session.lock();
    expect(await use(rig, rig.code)).toBe("recovered");
  });

  it("works once of two simultaneous attempts with one code", async () => {
    const rig = await createLockedRig();

    const outcomes = await Promise.all([use(rig, rig.code), use(rig, rig.code)]);

    expect(outcomes.toSorted()).toEqual(["recovered", "wrong-code"]);
  });

  it("gives a password to a vault that lost its own", async () => {
    const rig = await createLockedRig();
    await changeSlots(rig, (slots) => slots.filter(({ type }) => type !== "password"));
    const next = newPassword();
    expect((await rig.services().unlocking.methods()).password).toBeNull();

    expect(await use(rig, rig.code, next)).toBe("recovered");
    await rig.services().session.lock();

    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
    expect((await rig.services().vaultService.read()).accounts).toHaveLength(1);
  });
});

describe("a recovery code as any other proof", () => {
  it("is refused: it neither unlocks nor changes the password", async () => {
    const rig = await createLockedRig();
    const proof = { slotId: findRecoverySlot(storedOf(rig))?.id ?? "", rootKey: rig.code };
    const before = rig.vaultRepository.stored;
    const { unlocking, keySlots, recovery } = rig.services();

    expect(await codeOfFailure(unlocking.unlock(proof))).toBe("forbidden");
    expect(await codeOfFailure(keySlots.changePassword(proof, newPassword()))).toBe("forbidden");
    expect(await codeOfFailure(recovery.set(proof, newRecoveryKey()))).toBe("forbidden");
    expect(await codeOfFailure(recovery.remove(proof))).toBe("forbidden");

    expect(await rig.services().vaultService.status()).toBe("locked");
    expect(rig.vaultRepository.stored).toBe(before);
  });
});

describe("recovery: set missing password", () => {
  const createPasswordlessRig = async () => {
    const rig = await createLockedRig();
    await changeSlots(rig, (slots) => slots.filter(({ type }) => type !== "password"));
    return rig;
  };

  it("gives a password after the passkey opened the vault and proved itself again", async () => {
    const rig = await createPasswordlessRig();
    const next = newPassword();
    await rig.services().unlocking.unlock(rig.passkeyProof);

    const { recovery } = rig.services();
    const wrong = { ...rig.passkeyProof, rootKey: wrongKey() };
    expect(await recovery.setMissingPassword(wrong, next)).toBe("wrong-password");
    expect(await recovery.setMissingPassword(rig.passkeyProof, next)).toBe("set");

    await rig.services().session.lock();
    expect(await unlock(rig, next.rootKey)).toBe("unlocked");
    expect(await rig.services().recovery.check(rig.code)).toBe("right");
  });

  it("is refused while locked, with a recovery code, and where there is a password", async () => {
    const rig = await createPasswordlessRig();
    const code = { slotId: findRecoverySlot(storedOf(rig))?.id ?? "", rootKey: rig.code };
    const attempt = (proof: typeof code) => rig.services().recovery.setMissingPassword(proof, newPassword());

    expect(await codeOfFailure(attempt(rig.passkeyProof))).toBe("locked");
    await rig.services().unlocking.unlock(rig.passkeyProof);
    expect(await codeOfFailure(attempt(code))).toBe("forbidden");
    expect(await attempt(rig.passkeyProof)).toBe("set");
    expect(await codeOfFailure(attempt(rig.passkeyProof))).toBe("forbidden");
  });
});
